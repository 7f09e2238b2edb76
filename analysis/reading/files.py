"""Spreadsheets, comma-separated, Parquet and JSON-lines files, read as text exactly as it stands.

Python's ``csv`` module reads CSV rather than pandas, because it keeps line ends inside a cell
and can say which row is wrong.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError
from analysis.reading.tables import Table

Row = tuple[int, Sequence[Any]]


def read_table(path: Path | str) -> Table:
    """Read a csv, xlsx, ods, parquet or jsonl file; raise InputError for one that cannot be read.

    The first row names the columns (lower-cased, blanks become underscores). A number that Excel
    stored without a fraction loses its ``.0``.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            f"{path.name} is of a kind that cannot be read: "
            f"save it as {', '.join(suffix[1:] for suffix in READERS)} and try again."
        )
    if not path.is_file():
        raise InputError(f"{path} does not exist or is not a file: check the path.")
    try:
        return _table(path.name, reader(path))
    except InputError:
        raise
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, csv.Error) as error:
        raise InputError(
            f"{path.name} cannot be read as {path.suffix[1:].lower()} "
            f"({_first_line(error)}): open it in the program it came from and save it again."
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _table(name: str, rows: Iterator[Row]) -> Table:
    header = [_column(cell) for cell in next(rows, (1, ()))[1]]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise InputError(f"{name} is empty: its first row must name the columns.")
    _refuse_repeated(name, header)
    cells: list[list[str]] = []
    lines: list[int] = []
    for line, row in rows:
        if not any(cell not in (None, "") for cell in row):
            continue
        if len(row) > len(header) and any(cell not in (None, "") for cell in row[len(header) :]):
            raise InputError(
                f"{name}, row {line}, has {len(row)} cells where the first row names "
                f"{len(header)} columns: put quotation marks round cells that hold a comma."
            )
        cells.append([_cell(row[i]) if i < len(row) else "" for i in range(len(header))])
        lines.append(line)
        _refuse_broken(name, line, cells[-1])
    return Table(pd.DataFrame(cells, columns=header, dtype="str"), name, tuple(lines))


def _column(cell: Any) -> str:
    return "_".join(_cell(cell).strip().lstrip("\ufeff").lower().split())


def _refuse_repeated(name: str, header: Sequence[str]) -> None:
    repeated = sorted({column for column in header if column and header.count(column) > 1})
    if repeated:
        raise InputError(
            f"{name} has more than one column called {', '.join(map(repr, repeated))}: "
            "give each its own name."
        )


def _refuse_broken(name: str, line: int, cells: Iterable[str]) -> None:
    """Half a surrogate pair is no character: it cannot be written again, so it is not read."""
    for cell in cells:
        try:
            cell.encode()
        except UnicodeEncodeError:
            raise InputError(
                f"{name}, row {line}, holds half a character (a lone surrogate): "
                "remove it and save the file again."
            ) from None


def _cell(value: Any) -> str:
    """Text stays exactly as it is; a whole number in a float loses its fraction."""
    if isinstance(value, str):
        return value
    if value is None or (not isinstance(value, (list, dict)) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _csv(path: Path) -> Iterator[Row]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path.name}, line {line}, is not UTF-8 text: "
            'save the file again as "CSV UTF-8" and try again.'
        ) from None
    csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            yield row, cells
    except csv.Error as error:
        raise InputError(
            f"{path.name}, row {row + 1}, cannot be read ({error}): "
            "check the quotation marks round its cells."
        ) from None


def _xlsx(path: Path) -> Iterator[Row]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        header: list[str] = []
        for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            header = header or [_column(cell) for cell in cells]
            _refuse_fraction(path.name, line, header, cells)
            yield line, cells
    finally:
        book.close()


def _ods(path: Path) -> Iterator[Row]:
    frame = pd.read_excel(path, engine="odf", header=None, na_filter=False)
    yield from _frame_rows(path.name, frame.itertuples(index=False, name=None))


def _parquet(path: Path) -> Iterator[Row]:
    frame = pd.read_parquet(path)
    yield 1, list(frame.columns)
    yield from _frame_rows(
        path.name, frame.itertuples(index=False, name=None), list(frame.columns), first=2
    )


def _frame_rows(
    name: str, rows: Iterable[Sequence[Any]], header: Sequence[str] = (), first: int = 1
) -> Iterator[Row]:
    for line, cells in enumerate(rows, start=first):
        header = header or [_column(cell) for cell in cells]
        _refuse_fraction(name, line, header, cells)
        yield line, cells


def _refuse_fraction(name: str, line: int, header: Sequence[str], cells: Sequence[Any]) -> None:
    """A clause number stored as a number is refused: 8.1 and 8.10 would be one and the same."""
    if "clause" not in header or header.index("clause") >= len(cells):
        return
    cell = cells[header.index("clause")]
    if isinstance(cell, float) and not pd.isna(cell) and not cell.is_integer():
        raise InputError(
            f"{name}, row {line}, stores its clause as the number {cell}, which may mean "
            f"{cell} or {cell}0: format the column as text and type the numbers again."
        )


def _jsonl(path: Path) -> Iterator[Row]:
    records: list[tuple[int, dict[str, Any]]] = []
    for line, text in enumerate(path.read_text("utf-8-sig").split("\n"), start=1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (json.JSONDecodeError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise InputError(
                f"{path.name}, row {line}, is not a JSON object: "
                'write one object such as {"response_id": "1", "text": "…"} on each line.'
            )
        records.append((line, record))
    header = list(dict.fromkeys(key for _, record in records for key in record))
    yield 0, header
    for line, record in records:
        cells = [record.get(key) for key in header]
        _refuse_fraction(path.name, line, [_column(key) for key in header], cells)
        yield line, cells


READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".ods": _ods,
    ".parquet": _parquet,
    ".jsonl": _jsonl,
}
