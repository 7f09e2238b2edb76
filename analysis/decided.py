"""What people decided, which stands where the machine's reading would.

Five optional columns of RESPONSES hold it, entries separated by "; ". Each entry may begin with
what it is on and a colon: a clause for positions, characters of the text for all others; an entry
without is on the row's own clause, or on the whole text.

    decided_position   "8.14: oppose; 8.2: support"
    decided_clause     "12-30: 8.14; 45-60: none"
    decided_themes     "12-30: +too little time; 12-30: -cost"
    decided_amendment  "12-30: yes"
    decided_campaign   "campaign-1a2b3c4d", or "none": of the whole response, in whichever row

A later entry wins. A passage takes a decision if its middle lies in the place or the place's
middle in it: decisions outlive a new way of cutting texts into passages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from analysis import columns

POSITION, CLAUSE, THEMES, AMENDMENT, CAMPAIGN = columns.DECIDED_COLUMNS

SEPARATOR = "; "
NO_CLAUSE = NO_CAMPAIGN = "none"
_CAMPAIGN = re.compile(r"none|campaign-[0-9a-f]{8}")
_PLACED = re.compile(r"(\d+)-(\d+): ?(.*)", re.DOTALL)


class Decision(NamedTuple):
    """``value`` decided on the characters from ``start`` up to ``end``."""

    start: int
    end: int
    value: str

    def covers(self, start: int, end: int) -> bool:
        """Whether a passage from ``start`` up to ``end`` takes it."""
        return self.start <= (start + end) / 2 < self.end or start <= self._middle < end

    @property
    def _middle(self) -> float:
        return (self.start + self.end) / 2


def entries(cell: str, length: int) -> list[Decision]:
    """The decisions on places that a cell holds, for a text of ``length`` characters."""
    found = []
    for entry in filter(None, cell.split(SEPARATOR)):
        placed = _PLACED.fullmatch(entry)
        start, end, value = placed.groups() if placed else (0, length, entry)
        found.append(Decision(int(start), int(end), value.strip()))
    return found


def positions(responses: pd.DataFrame) -> pd.DataFrame:
    """``response_id``, ``clause``, ``decided`` and ``text``: one row a response and clause.

    ``text`` is the row's where it is on that clause, else "": what can be learned from.
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    rows = responses[responses[POSITION] != ""]
    given = rows[["response_id", "clause", "text", POSITION]].itertuples(index=False, name=None)
    for response_id, own, text, cell in given:
        for entry in filter(None, cell.split(SEPARATOR)):
            named, _, position = entry.rpartition(": ")
            clause = named or own
            found[response_id, clause] = (position, text if clause == own else "")
    listed = [(*key, *value) for key, value in found.items()]
    return pd.DataFrame(listed, columns=["response_id", "clause", "decided", "text"], dtype="str")


def clauses(passages: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """``passages`` on the clauses that people put them on, and a column ``decided``."""
    placed = passages.assign(decided=pd.Series("", passages.index, dtype="str"))
    found = _last(passages, responses, CLAUSE)
    for index, clause in found.items():
        name = "" if clause == NO_CLAUSE else clause
        source = columns.DECIDED if name else ""
        placed.loc[index, ["clause", "clause_source", "cited"]] = [name, source, ""]
        placed.loc[index, "clause_confidence"] = 1.0
    return _marked(placed, found, "clause")


def amendments(
    passages: pd.DataFrame, amended: pd.DataFrame, responses: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """``passages`` proposing a change as people say, and the proposals that are left."""
    found = _last(passages, responses, AMENDMENT)
    if not found:
        return passages, amended
    refused = passages.loc[[index for index, value in found.items() if value == "no"]]
    left = amended[~_inside(amended, refused)].reset_index(drop=True)
    proposing = _inside(passages, left)
    proposing[[index for index, value in found.items() if value == "yes"]] = True
    return _marked(passages.assign(amendment=proposing), found, "amendment"), left


def themes(passages: pd.DataFrame, responses: pd.DataFrame) -> dict[int, dict[str, bool]]:
    """By passage, each theme that people put on it (true) or took off (false)."""
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for index, value in _each(passages, responses, THEMES):
        found[index].pop(value[1:], None)
        found[index][value[1:]] = value.startswith("+")
    return dict(found)


def campaigns(responses: pd.DataFrame) -> dict[str, str]:
    """The campaign that people put each response into, by response_id; "" where into none."""
    rows = responses[responses[CAMPAIGN] != ""]
    found = {}
    for response_id, cell in zip(rows["response_id"], rows[CAMPAIGN], strict=True):
        name = cell.split(SEPARATOR)[-1]
        found[str(response_id)] = "" if name == NO_CAMPAIGN else name
    return found


def check(
    responses: pd.DataFrame,
    known_clauses: Iterable[str] | None,
    refuse: Callable[[str, pd.Series, str], None],
) -> None:
    """Refuse cells that are not understood; ``refuse(column, wrong rows, remedy)`` says so."""
    known = None if known_clauses is None else {*known_clauses, NO_CLAUSE}
    tests: dict[str, tuple[Callable[[str], bool], str]] = {
        CLAUSE: (lambda value: known is None or value in known, "name a known clause, or none"),
        THEMES: (lambda value: len(value) > 1 and value[0] in "+-", "begin with + or -"),
        AMENDMENT: (lambda value: value in ("yes", "no"), "say yes or no"),
    }
    for column, (right, remedy) in tests.items():
        lengths = responses["text"].str.len()
        wrong = [
            not all(right(entry.value) and entry.start < entry.end <= size for entry in found)
            for found, size in zip(_parsed(responses, column, lengths), lengths, strict=True)
        ]
        refuse(column, pd.Series(wrong, responses.index), f"give places in the text, and {remedy}")
    standing = responses[POSITION].map(
        lambda cell: all(
            entry.rpartition(": ")[2] in columns.POSITIONS
            for entry in filter(None, cell.split(SEPARATOR))
        )
    )
    refuse(POSITION, ~standing.astype("bool"), f"use one of {', '.join(columns.POSITIONS)}")
    named = responses[CAMPAIGN].map(
        lambda cell: all(map(_CAMPAIGN.fullmatch, filter(None, cell.split(SEPARATOR))))
    )
    remedy = "name a campaign, as campaign-1a2b3c4d, or none"
    refuse(CAMPAIGN, ~named.astype("bool"), remedy)


def _parsed(responses: pd.DataFrame, column: str, lengths: pd.Series) -> Iterator[list[Decision]]:
    cells = zip(responses[column], lengths, strict=True)
    return (entries(cell, int(size)) if cell else [] for cell, size in cells)


def _each(
    passages: pd.DataFrame, responses: pd.DataFrame, column: str
) -> Iterator[tuple[int, str]]:
    """(index of a passage, a value decided on it), in the order decided."""
    decided = responses[responses[column] != ""]
    if decided.empty:
        return
    of_rows = passages.groupby(["response_id", "row"], sort=False).indices
    keys = decided[["response_id", "row", "text", column]].itertuples(index=False, name=None)
    for response_id, row, text, cell in keys:
        mine = passages.iloc[of_rows.get((response_id, row), [])]
        spans = list(zip(mine.index, mine["start"], mine["end"], strict=True))
        for entry in entries(cell, len(text)):
            for index, start, end in spans:
                if entry.covers(start, end):
                    yield index, entry.value


def _last(passages: pd.DataFrame, responses: pd.DataFrame, column: str) -> dict[int, str]:
    return dict(_each(passages, responses, column))


def _marked(passages: pd.DataFrame, found: Collection[int], kind: str) -> pd.DataFrame:
    """``decided`` lists what of a passage a person decided."""
    if not found:
        return passages
    marked = passages["decided"].to_dict()
    for index in found:
        marked[index] = SEPARATOR.join(filter(None, [marked[index], kind]))
    return passages.assign(decided=pd.Series(marked, passages.index, dtype="str"))


def mark_themes(passages: pd.DataFrame, found: Collection[int]) -> pd.DataFrame:
    """``passages`` with what has decided themes marked so."""
    return _marked(passages, found, "theme")


def _inside(places: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Which of ``places`` share a character with one of ``others`` in the same row."""
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for response_id, row, start, end in others[list(columns.PLACE)].itertuples(
        index=False, name=None
    ):
        spans[response_id, row].append((start, end))
    shared = [
        any(a < end and b > start for a, b in spans.get((response_id, row), ()))
        for response_id, row, start, end in places[list(columns.PLACE)].itertuples(
            index=False, name=None
        )
    ]
    return pd.Series(shared, places.index, dtype="bool")


def learned_positions(responses: pd.DataFrame, clauses: pd.DataFrame | None) -> pd.DataFrame:
    """``text``, ``target`` and ``label`` of what people decided, to learn positions from.

    "Support with changes" is support here; what is not sure teaches nothing.
    """
    label = {columns.SUPPORT_WITH_CHANGES: columns.SUPPORT, columns.NOT_SURE: ""}
    found = positions(responses)
    found = found.assign(label=found["decided"].replace(label))
    found = found[(found["label"] != "") & (found["text"].str.strip() != "")]
    words = {} if clauses is None else dict(zip(clauses["clause"], clauses["text"], strict=True))
    targets = [words.get(clause, "") for clause in found["clause"]]
    return found.assign(target=targets)[["text", "target", "label"]].reset_index(drop=True)
