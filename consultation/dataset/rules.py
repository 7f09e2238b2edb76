"""What leaves the tables for the analysis, and what does not: pure functions on plain values."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd

from analysis.columns import COUNTED, SET_ASIDE
from analysis.reading.checks import POSITION_OF
from analysis.wording import percent

__all__ = [
    "Counts",
    "Span",
    "clause_keys",
    "digest",
    "latest_versions",
    "ledger_line",
    "percent",
    "position_of",
    "within",
]

NOTHING_SAID = "Nothing was said: no comment, answer or letter"


class Counts(NamedTuple):
    """How many responses were received, and how many of them are counted, at one moment."""

    received: int
    counted: int


class Span(NamedTuple):
    """Characters from ``start`` up to, not including, ``end`` of one text."""

    start: int
    end: int


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
    for identity, number, withdrawn_at in clauses:
        name = f"{number} withdrawn" if withdrawn_at else number
        taken[name] += 1
        keys[identity] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return keys


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
