"""What only cleared officials may read: personal data, named people, possible disclosures.

Tuned for recall. A hold restricts who reads a text until a person decides; it never
deletes, publishes or hides that a response was received.
"""

from __future__ import annotations

import pandas as pd

from analysis.holds import combinations, disclosures, identifiers, people
from analysis.holds.hold import COMBINATION, DISCLOSURE, NAMED_PERSON, PERSONAL_DATA, Hold

__all__ = ["COMBINATION", "DISCLOSURE", "NAMED_PERSON", "PERSONAL_DATA", "Hold", "find", "of_text"]

HOLDS = ("response_id", "row", "start", "end", "kind", "reason", "quote")
DETECTORS = (identifiers.find, people.find, disclosures.find, combinations.find)


def of_text(text: str) -> list[Hold]:
    """The holds of one text, in order, overlapping ones of a kind joined."""
    found = sorted({hold for detector in DETECTORS for hold in detector(text)})
    joined: list[Hold] = []
    last: dict[str, int] = {}  # Where the last hold of each kind stands: only that can overlap.
    for hold in found:
        place = last.get(hold.kind)
        if place is None or hold.start >= joined[place].end:
            last[hold.kind] = len(joined)
            joined.append(hold)
        elif hold.end > joined[place].end:
            joined[place] = Hold(joined[place].start, hold.end, hold.kind, joined[place].reason)
    return joined


def find(responses: pd.DataFrame) -> pd.DataFrame:
    """The holds of every response (columns ``HOLDS``; needs ``response_id``, ``row``, ``text``)."""
    columns = (responses[name] for name in ("response_id", "row", "text"))
    rows = [
        (response, row, hold.start, hold.end, hold.kind, hold.reason, text[hold.start : hold.end])
        for response, row, text in zip(*columns, strict=True)
        for hold in of_text(text)
    ]
    return pd.DataFrame(rows, columns=list(HOLDS))
