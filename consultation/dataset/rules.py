"""What leaves the tables for the analysis, and what does not: pure functions on plain values."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd

from analysis.columns import COUNTED, SET_ASIDE
from analysis.reading.checks import POSITION_OF
from analysis.wording import (
    DUPLICATES_IN_WORDS,
    FEWEST_FOR_WORDS,
    SCALE_IN_WORDS,
    number,
    part,
    percent,
    quantifier,
    share,
)

__all__ = [
    "DUPLICATES_IN_WORDS",
    "FEWEST_FOR_WORDS",
    "SCALE_IN_WORDS",
    "Counts",
    "Decision",
    "Span",
    "clause_keys",
    "digest",
    "large_enough",
    "latest_versions",
    "ledger_line",
    "number",
    "of_like_meaning",
    "part",
    "percent",
    "position_of",
    "quantifier",
    "share",
    "with_decisions",
    "within",
]

#: A group of fewer is not shown beside what its members said.
SMALL = 5

NOTHING_SAID = "Nothing was said: no comment, answer or letter"


class Counts(NamedTuple):
    """How many responses were received, and how many of them are counted, at one moment."""

    received: int
    counted: int


class Span(NamedTuple):
    """Characters from ``start`` up to, not including, ``end`` of one text."""

    start: int
    end: int


def large_enough(counts: Mapping[str, int]) -> set[str]:
    """The groups of respondents large enough to be named beside a response.

    Policy: who is one of fewer than five of a kind can be told by the kind. And where the groups
    that are left out are fewer than five people together, the next smallest is left out with them,
    or those left without a kind could be told by that.
    """
    by_size = sorted(counts, key=lambda group: (counts[group], group))
    left_out = [group for group in by_size if counts[group] < SMALL]
    rest = by_size[len(left_out) :]
    while rest and left_out and sum(counts[group] for group in left_out) < SMALL:
        left_out.append(rest.pop(0))
    return set(rest)


def within(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """Of ``spans`` what lies in the characters from ``start`` up to ``end``, counted from there."""
    return sorted(
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in spans
        if span.start < end and span.end > start
    )


def position_of(choice: str) -> str:
    """The position a closed choice declares ("Agree" is support); "" if it declares none.

    Policy: an editor may offer any choices ("Weekly", "Monthly"); only those that plainly agree,
    disagree or are not sure say where a person stands on the clause asked about.
    """
    words = re.sub(r"[\s_,\-–]+", " ", choice.strip().lower())
    return POSITION_OF.get(words, "")


def clause_keys(clauses: Iterable[tuple[UUID, str, datetime | None]]) -> dict[UUID, str]:
    """One distinct name for each clause of (identity, number, withdrawn at): its number.

    Policy: people cite clauses by number, so the published clause has its number for name. A
    withdrawn one keeps its comments, but its number may since belong to another clause: it is
    called "8.14 withdrawn", and "8.14 withdrawn (2)" where that is taken.
    """
    keys: dict[UUID, str] = {}
    taken: Counter[str] = Counter()
    for identity, published, withdrawn_at in clauses:
        name = f"{published} withdrawn" if withdrawn_at else published
        taken[name] += 1
        keys[identity] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return keys


def of_like_meaning(word: str) -> list[str]:
    """Words and phrases that may stand for ``word`` in a consultation on a public service."""
    # Imported here: the library behind it takes seconds to load, and most pages need none.
    from analysis.allocation import of_like_meaning as beside

    return beside(word)


def latest_versions(letters: Iterable[tuple[int, int, str]]) -> dict[int, str]:
    """The newest text of each (letter id, version, text) list of one response, by letter id."""
    newest = max(letters, key=lambda letter: letter[1], default=None)
    return {} if newest is None else {newest[0]: newest[2]}


def ledger_line(set_aside: str, reason: str, said: bool) -> tuple[str, str]:
    """(status, reason) of a response; ``said`` is whether anything was said in it.

    Policy: received = counted + set aside, each set aside for a stated reason. A response in
    which nothing was said is set aside too: counting it would lower every share.
    """
    if set_aside:
        return SET_ASIDE, reason
    if not said:
        return SET_ASIDE, NOTHING_SAID
    return COUNTED, ""


def digest(*frames: pd.DataFrame) -> str:
    """SHA-256 (hexadecimal) of the rows of ``frames``, the same in whatever order rows stand."""
    total = hashlib.sha256()
    for frame in frames:
        for line in sorted(_lines(frame)):
            total.update(line.encode("utf-8", "surrogatepass") + b"\n")
        total.update(b"\x1e")
    return total.hexdigest()


def _lines(frame: pd.DataFrame) -> Iterable[str]:
    columns: Sequence[str] = sorted(frame.columns)
    rows: Iterable[tuple[Any, ...]] = frame[columns].itertuples(index=False, name=None)
    return (json.dumps([columns, *map(str, row)]) for row in rows)


class Decision(NamedTuple):
    """What a person decided on the characters from ``start`` up to ``end`` of a source.

    ``kind``: position, clause, theme, example, amendment or campaign. ``value`` is what the column
    of the analysis says of the place; of a position "8.14: oppose".
    """

    kind: str
    response: str
    source: str
    start: int
    end: int
    value: str


#: Columns of the analysis that people's decisions go to, by their kind.
DECIDED = {
    "clause": "decided_clause",
    "theme": "decided_themes",
    "example": "decided_themes",
    "amendment": "decided_amendment",
}


def with_decisions(frame: pd.DataFrame, decisions: Iterable[Decision]) -> pd.DataFrame:
    """The frame of responses with the columns in which the analysis is told what people decided.

    A decision on a place is told with every row that has some of it, cut to that row. A position
    is told once, if possible with the row that it was read in; a campaign once of the response.
    """
    names = ("decided_position", *DECIDED.values(), "decided_campaign")
    cells: dict[str, list[list[str]]] = {name: [[] for _ in range(len(frame))] for name in names}
    by_source, by_response = _rows_by(frame, "source"), _rows_by(frame, "response_id")
    spans = [(int(o), int(o) + len(t)) for o, t in zip(frame["offset"], frame["text"], strict=True)]
    for one in decisions:
        if one.kind == "position":
            row = _row_of(one, frame, by_source, by_response)
            if row is not None:
                cells["decided_position"][row].append(one.value)
            continue
        if one.kind == "campaign":
            for row in by_response.get(one.response, [])[:1]:
                cells["decided_campaign"][row].append(one.value)
            continue
        for row in by_source.get(one.source, ()):
            for start, end in within([Span(one.start, one.end)], *spans[row]):
                cells[DECIDED[one.kind]][row].append(f"{start}-{end}: {one.value}")
    told = {name: ["; ".join(cell) for cell in column] for name, column in cells.items()}
    return frame.assign(
        **{name: pd.Series(c, frame.index, dtype="str") for name, c in told.items()}
    )


def _rows_by(frame: pd.DataFrame, column: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, key in enumerate(frame[column]):
        found.setdefault(key, []).append(row)
    return found


def _row_of(
    one: Decision,
    frame: pd.DataFrame,
    by_source: dict[str, list[int]],
    by_response: dict[str, list[int]],
) -> int | None:
    """A row of the decision's source on its clause, else of its response on it, else any of it."""
    mine = by_response.get(one.response, [])
    on_clause = [row for row in mine if frame["clause"].iloc[row] == one.value.rpartition(": ")[0]]
    read = [row for row in by_source.get(one.source, ()) if row in on_clause]
    return next(iter([*read, *on_clause, *mine]), None)
