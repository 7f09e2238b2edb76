"""What the rows of a spreadsheet say, and what is wrong with them, row by row.

Policy: nothing is guessed and nothing is left out. A cell that cannot be taken as it stands is told
with its place and the remedy; while there is one, no row of the file is stored, because half an
import would be taken for a whole one. Nothing here writes; ``now`` and what the consultation has
are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from consultation.responses.models.choices import Channel
from consultation.responses.rules.importing.rows import Row
from consultation.responses.rules.importing.terms import (
    A_TIME,
    COLUMNS,
    REQUIRED,
    Known,
    Problem,
    Sheet,
)


def understood(table: Mapping[str, Any], known: Known, now: datetime) -> Sheet:
    """What the rows of ``table`` (``intake.table.Rows``) say of this consultation."""
    rows: Sequence[tuple[int, list[str]]] = table["rows"]
    header = ["_".join(cell.lower().split()) for cell in rows[0][1]] if rows else []
    sheet = Sheet(rows=max(0, len(rows) - 1))
    sheet.unused = tuple(sorted({name for name in header if name and name not in COLUMNS}))
    first = rows[0][0] if rows else 1
    sheet.problems += _headings(header, first)
    if sheet.problems or not sheet.rows:
        if not sheet.problems:
            sheet.problems.append(Problem(first, "", "no rows", "at least one response"))
        return sheet
    sheet.problems += _unreadable(table, header, first)
    whole: dict[str, dict[str, Any]] = {}
    for line, cells in rows[1:]:
        named = dict(zip(header, cells, strict=False))
        Row(line, named, known, now, sheet.problems).into(whole)
        outside = [cell for cell in cells[len(header) :] if cell]
        if outside:
            sheet.problems.append(
                Problem(line, "", "more cells than the first row names", "one cell a column",
                        "Put quotation marks round cells that hold a comma, or name the column")
            )  # fmt: skip
    sheet.responses = list(whole.values())
    told = {(one.row, one.column) for one in sheet.problems}
    for given in sheet.responses:
        missing = _incomplete(given)
        sheet.problems += [one for one in missing if (one.row, one.column) not in told]
    sheet.problems.sort(key=lambda one: (one.row, one.column))
    return sheet


def _headings(header: list[str], line: int) -> Iterator[Problem]:
    for name in REQUIRED:
        if name not in header:
            yield Problem(
                line, name, "no such column", f"a column called {name}", "Add or rename the column"
            )
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        yield Problem(line, name, "more than one column of this name", "one", "Rename all but one")


def _unreadable(table: Mapping[str, Any], header: list[str], first: int) -> Iterator[Problem]:
    for line, at, found in table["wrong"]:
        column = header[at] if at < len(header) else ""
        if column in COLUMNS and line != first:
            remedy = "Put what it stands for in its place"
            yield Problem(line, column, found, "text, a number or a date", remedy)
    for line, at in table["fractions"]:
        if at < len(header) and header[at] == "clause":
            remedy = "Format the column as text and type the number again"
            yield Problem(line, "clause", "a number with a fraction: 8.1 and 8.10 are one number",
                          "the number of a clause as text", remedy)  # fmt: skip


def _incomplete(given: Mapping[str, Any]) -> Iterator[Problem]:
    """Whether a response is late goes by when it came, so that is never guessed; nor the channel."""
    expected = {"received_at": A_TIME, "channel": f"one of {', '.join(Channel.values)}"}
    for name, wanted in expected.items():
        if not given["said"].get(name):
            remedy = f"Fill it in, in one row of {given['id']} at least"
            yield Problem(given["row"], name, "nothing that can be used", wanted, remedy)
