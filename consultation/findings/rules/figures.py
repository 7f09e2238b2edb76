"""Figures as pages show them: counts with their shares, and bars drawn from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consultation.dataset.rules import percent

#: Column of the findings, the analysis's word, and the label on screens.
POSITIONS = (
    ("support", "support", "Support"),
    ("support_with_changes", "support with changes", "Support with changes"),
    ("oppose", "oppose", "Oppose"),
    ("not_sure", "not sure", "Not sure"),
    ("unclear", "unclear", "Unclear"),
)
#: The field's name of each of the analysis's words.
BY_FIELD = {position: name for name, position, _label in POSITIONS}


@dataclass(frozen=True)
class Figure:
    """A count, and its share in whole per cent of two bases: those commenting, and all."""

    name: str
    label: str
    count: int
    of_commenting: int
    of_all: int


@dataclass(frozen=True)
class Segment:
    """A part of a bar 100 wide."""

    name: str
    start: float
    width: float


def positions(counts: Mapping[str, int], commenting: int, everyone: int) -> list[Figure]:
    """A figure for every position, also those nobody took. ``counts`` go by the field's name."""
    return [
        Figure(
            name,
            label,
            counts.get(name, 0),
            percent(counts.get(name, 0), commenting),
            percent(counts.get(name, 0), everyone),
        )
        for name, _position, label in POSITIONS
    ]


def by_field(counts: Mapping[str, Any]) -> dict[str, int]:
    """The analysis's counts ({"not sure": 3} or {"not sure": {"count": 3}}) by field name."""
    plain = {p: c["count"] if isinstance(c, Mapping) else c for p, c in counts.items()}
    return {name: plain.get(position, 0) for name, position, _label in POSITIONS}


def of_finding(finding: Any) -> dict[str, int]:
    """The finding's counts of positions by field name."""
    return {name: getattr(finding, name) for name, _position, _label in POSITIONS}


def bar(figures: list[Figure]) -> list[Segment]:
    """The figures end to end on a bar 100 wide; what nobody took has no part in it."""
    counts = {figure.name: figure.count for figure in figures}
    return stretched(counts, sum(counts.values()))


def stretched(counts: Mapping[str, int], whole: int) -> list[Segment]:
    """Counts of positions end to end on a bar on which ``whole`` would be 100 wide."""
    segments, start = [], 0.0
    for name, _position, _label in POSITIONS:
        if counts.get(name):
            width = round(100 * counts[name] / whole, 2)
            segments.append(Segment(name, round(start, 2), width))
            start += width
    return segments
