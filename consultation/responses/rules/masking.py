"""A stretch of a text as a person may read it: held words apart from the others."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Stretch(NamedTuple):
    """Characters of a text that are all held, or none of them."""

    start: int
    text: str
    held: bool


def stretches(text: str, start: int, end: int, held: Iterable[tuple[int, int]]) -> list[Stretch]:
    """``text[start:end]`` cut where held words begin and end; the stretches joined are the same."""
    within = [(max(a, start), min(b, end)) for a, b in held if a < end and b > start]
    cuts = sorted({start, end, *(place for span in within for place in span)})
    return [
        Stretch(a, text[a:b], any(x <= a and b <= y for x, y in within)) for a, b in pairwise(cuts)
    ]
