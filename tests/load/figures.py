"""What was measured, beside what was asked for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One row. `goal` is the least wanted, or the most where `lower_is_better`."""

    what: str
    value: float
    unit: str
    goal: float
    note: str = ""
    lower_is_better: bool = False
    errors: int = 0

    @property
    def missed(self) -> bool:
        beyond = self.value > self.goal if self.lower_is_better else self.value < self.goal
        return beyond or self.errors > 0


HEADINGS = ("what", "measured", "goal", "errors", "", "")


def table(figures: list[Figure]) -> str:
    rows = [HEADINGS, *(cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def cells(figure: Figure) -> tuple[str, ...]:
    bound = "at most" if figure.lower_is_better else "at least"
    return (
        figure.what,
        f"{figure.value:.1f} {figure.unit}",
        f"{bound} {figure.goal:g}",
        str(figure.errors),
        figure.note,
        "MISSED" if figure.missed else "",
    )


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values do not exceed; 0 when there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
