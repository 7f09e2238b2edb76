"""Keep count of what was compared and note what differs."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Comparison:
    """``checks`` is how many comparisons were made, ``differences`` a sentence for each failed.

    ``notes`` say what could not be compared, and why that is no fault.
    """

    checks: int = 0
    differences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def same(self, what: str, written: Any, recomputed: Any) -> None:
        """Note a difference unless what was written equals what the data give."""
        self.checks += 1
        if written != recomputed:
            self.differences.append(
                f"{what}: written {_short(written)}, recomputed {_short(recomputed)}."
            )

    def holds(self, what: str, is_true: bool) -> None:
        """Note a difference unless the statement ``what`` is true."""
        self.checks += 1
        if not is_true:
            self.differences.append(f"Not so: {what}.")


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 120 else shown[:117] + "..."
