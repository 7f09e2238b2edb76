"""A text cut where the marks on it begin and end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """Something to show on the characters from ``start`` up to ``end`` of a text."""

    start: int
    end: int
    kind: str
    note: str = ""


class Piece(NamedTuple):
    """A stretch of a text on which the same marks lie, and those that begin or end with it."""

    text: str
    kinds: frozenset[str]
    begins: tuple[Mark, ...]
    ends: tuple[Mark, ...]


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """``text[start:end]`` cut wherever a mark begins or ends; the pieces joined are those words.

    A mark that reaches beyond them begins or ends where they do.
    """
    end = len(text) if end is None else end
    whole = [
        mark._replace(start=max(mark.start, start), end=min(mark.end, end))
        for mark in marks
        if 0 <= mark.start < mark.end <= len(text) and mark.start < end and mark.end > start
    ]
    starting: dict[int, list[Mark]] = defaultdict(list)
    ending: dict[int, list[Mark]] = defaultdict(list)
    for mark in whole:
        starting[mark.start].append(mark)
        ending[mark.end].append(mark)
    cuts = sorted({start, end, *starting, *ending})
    lying: Counter[str] = Counter()
    found = []
    for here, there in pairwise(cuts):
        lying.update(mark.kind for mark in starting[here])
        lying.subtract(mark.kind for mark in ending[here])
        kinds = frozenset(kind for kind, number in lying.items() if number > 0)
        found.append(Piece(text[here:there], kinds, tuple(starting[here]), tuple(ending[there])))
    return found
