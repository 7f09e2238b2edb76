"""Holds that people decided, as a caller tells them in the column ``held_places``."""

from __future__ import annotations

import re

from analysis.errors import InputError
from analysis.holds.hold import DECIDED, Hold

_PLACES = re.compile(r"\s*(?:\d+-\d+\s*(?:;\s*\d+-\d+\s*)*)?")


def of(places: str) -> list[Hold]:
    """The holds at ``places``, which are "start-end" in characters, separated by semicolons.

    >>> [(hold.start, hold.end) for hold in of("0-12; 40-52")]
    [(0, 12), (40, 52)]

    Raises InputError for anything else.
    """
    if not _PLACES.fullmatch(places):
        raise InputError(
            f"A cell of held_places says {places!r}: write each place as start-end, "
            "separated by semicolons, such as 0-12; 40-52."
        )
    spans = re.findall(r"(\d+)-(\d+)", places)
    return [Hold(int(start), int(end), DECIDED, "held by decision") for start, end in spans]
