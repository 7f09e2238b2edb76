"""Read a written folder, trusting none of it."""

import csv
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError

TABLES = ("responses", "passages", "comments")
LISTS = ("themes", "campaigns", "amendments", "holds", "ledger")
FILES = (
    *(f"{name}.parquet" for name in TABLES),
    *(f"{name}.csv" for name in LISTS),
    "clauses.json",
    "report.html",
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Folder:
    """The files of one analysis as plain rows, cells as they were before they were escaped."""

    path: Path
    run: dict[str, Any]
    findings: dict[str, Any]
    tables: dict[str, list[Row]]

    @staticmethod
    def read(path: Path) -> "Folder":
        """Read every file; raise InputError where one is missing or cannot be read."""
        missing = [name for name in (*FILES, "run.json") if not (path / name).is_file()]
        if missing:
            raise InputError(
                f"{path} has no {', '.join(missing)}: give a folder that analyse has written whole."
            )
        try:
            tables = {name: _parquet(path / f"{name}.parquet") for name in TABLES}
            tables |= {name: _csv(path / f"{name}.csv") for name in LISTS}
            run = json.loads((path / "run.json").read_text("utf-8"))
            findings = json.loads((path / "clauses.json").read_text("utf-8"))
        except (ValueError, OSError, csv.Error) as error:
            raise InputError(
                f"A file in {path} cannot be read ({str(error).splitlines()[0]}): "
                "run analyse again."
            ) from None
        return Folder(path, run, findings, tables)

    def digest(self, name: str) -> str:
        """SHA-256 of a file's bytes."""
        return hashlib.sha256((self.path / name).read_bytes()).hexdigest()

    def listed(self, name: str) -> list[Row] | None:
        """The rows of a table that a seal adds, as they were written; None where there is none."""
        path = self.path / name
        if not path.is_file():
            return None
        csv.field_size_limit(2**31 - 1)
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    @cached_property
    def erasures(self) -> list[Row]:
        """What was masked after it was sealed, line by line: which link, where, why and when."""
        path = self.path / "erased.csv"
        return _csv(path) if path.is_file() else []

    @cached_property
    def erased(self) -> set[str]:
        """Responses whose words were erased after they were sealed: masked in every file."""
        return {r["key"] for r in self.erasures if (r["kind"], r["why"]) == ("ledger", "erased")}

    @cached_property
    def masked(self) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """The characters of each row that were masked after it was sealed."""
        found: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for one in self.erasures:
            if one["kind"] == "text" and one["spans"]:
                response, _, row = one["key"].rpartition("/")
                spans = [tuple(map(int, each.split("-"))) for each in one["spans"].split("; ")]
                found.setdefault((response, int(row)), []).extend((a, b) for a, b in spans)
        return found

    def is_masked(self, response: str, row: int, start: int, end: int) -> bool:
        """Whether any of these characters was masked after it was sealed."""
        spans = self.masked.get((response, row), ())
        return response in self.erased or any(a < end and b > start for a, b in spans)

    @cached_property
    def rows(self) -> dict[tuple[str, int], Row]:
        """Each row by response_id and row."""
        return {(row["response_id"], row["row"]): row for row in self.tables["responses"]}

    @cached_property
    def texts(self) -> dict[tuple[str, int], str]:
        """Each row's text by response_id and row."""
        return {(row["response_id"], row["row"]): row["text"] for row in self.tables["responses"]}

    @cached_property
    def counted(self) -> set[str]:
        """The responses the ledger counts."""
        return {r["response_id"] for r in self.tables["ledger"] if r["status"] == "counted"}


def _parquet(path: Path) -> list[Row]:
    return pd.read_parquet(path).to_dict("records")  # type: ignore[return-value]


def _csv(path: Path) -> list[Row]:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            {name: _unescaped(cell) for name, cell in row.items()}
            for row in csv.DictReader(lines, restval="")
        ]


def _unescaped(cell: str) -> str:
    formula = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(formula) else cell
