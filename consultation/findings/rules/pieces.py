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


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """``text`` cut wherever a mark begins or ends; the texts of the pieces joined are ``text``."""
    whole = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    starting: dict[int, list[Mark]] = defaultdict(list)
    ending: dict[int, list[Mark]] = defaultdict(list)
    for mark in whole:
        starting[mark.start].append(mark)
        ending[mark.end].append(mark)
    cuts = sorted({0, len(text), *starting, *ending})
    lying: Counter[str] = Counter()
    found = []
    for start, end in pairwise(cuts):
        lying.update(mark.kind for mark in starting[start])
        lying.subtract(mark.kind for mark in ending[start])
        kinds = frozenset(kind for kind, number in lying.items() if number > 0)
        found.append(Piece(text[start:end], kinds, tuple(starting[start]), tuple(ending[end])))
    return found
