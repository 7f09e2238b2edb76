"""A table as it was read: text cells only, and where each row stands in its file."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Table:
    """``frame`` holds str columns; ``name`` is the file's name; ``lines`` are row numbers there."""

    frame: pd.DataFrame
    name: str
    lines: tuple[int, ...]

    def at(self, position: int) -> str:
        """Say where the row at ``position`` stands, for an error: "answers.csv, row 7"."""
        return f"{self.name}, row {self.lines[position]}"
