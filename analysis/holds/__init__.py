"""What only cleared officials may read: personal data, named people, possible disclosures.

Tuned for recall. A hold restricts who reads a text until a person decides; it never
deletes, publishes or hides that a response was received.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis import columns, patterns
from analysis.holds import combinations, decided, disclosures, identifiers, people, telling
from analysis.holds.hold import COMBINATION, DECIDED, DISCLOSURE, NAMED_PERSON, PERSONAL_DATA, Hold

__all__ = [
    "COMBINATION",
    "DECIDED",
    "DISCLOSURE",
    "NAMED_PERSON",
    "PERSONAL_DATA",
    "Hold",
    "find",
    "of_text",
]

HOLDS = ("response_id", "row", "start", "end", "kind", "reason", "quote")
DETECTORS = (
    identifiers.find,
    people.find,
    disclosures.find,
    combinations.find,
    telling.find,
)


def of_text(text: str) -> list[Hold]:
    """The holds of one text, in order, overlapping ones of a kind joined."""
    found = {
        replace(hold, start=offset + hold.start, end=offset + hold.end)
        for offset, piece in patterns.pieces(text)
        for detector in DETECTORS
        for hold in detector(piece)
    }
    kinds = sorted({hold.kind for hold in found})
    return sorted(hold for kind in kinds for hold in _joined(found, kind))


def _joined(found: set[Hold], kind: str) -> list[Hold]:
    """The holds of one kind, each run of overlapping ones made one."""
    joined: list[Hold] = []
    for hold in sorted(hold for hold in found if hold.kind == kind):
        if joined and hold.start < joined[-1].end:
            joined[-1] = replace(joined[-1], end=max(hold.end, joined[-1].end))
        else:
            joined.append(hold)
    return joined


def find(responses: pd.DataFrame) -> pd.DataFrame:
    """The holds of every response (columns ``HOLDS``; needs ``response_id``, ``row``, ``text``).

    Where there is a column ``held_places``, people have decided: its places are held and nothing
    else is proposed.
    """
    texts = (responses[name] for name in ("response_id", "row", "text"))
    if columns.HELD_PLACES in responses:
        found = map(decided.of, responses[columns.HELD_PLACES])
    else:
        found = map(of_text, responses["text"])
    rows = [
        (response, row, hold.start, hold.end, hold.kind, hold.reason, text[hold.start : hold.end])
        for response, row, text, holds in zip(*texts, found, strict=True)
        for hold in holds
    ]
    return pd.DataFrame(rows, columns=list(HOLDS))
