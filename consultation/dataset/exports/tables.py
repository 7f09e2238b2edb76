"""A frame written as one sheet of a file, with no author, no hidden rows and nothing that runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

import pandas as pd

from consultation.dataset.exports import cells

#: The same in every file: when a file was made is in the log, and two of the same rows are alike.
MADE = datetime(2000, 1, 1, tzinfo=UTC)


class Format(NamedTuple):
    """A kind of file: its ending, its media type, and what writes a frame of text columns."""

    label: str
    media_type: str
    write: Callable[[pd.DataFrame, str], bytes]


def written(frame: pd.DataFrame, kind: str, sheet: str) -> bytes:
    """``frame`` as a file of ``kind`` ("csv", "xlsx", "ods", "parquet"), its sheet named ``sheet``.

    Every text can be had back by ``cells.plain``; one too long for a cell goes on in columns of the
    same name with (2), (3) … after it. Parquet needs none of this and holds the texts as they are.
    """
    return FORMATS[kind].write(frame, sheet)


def _csv(frame: pd.DataFrame, _sheet: str) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False, name=None):
        writer.writerow(_safe(cell) for cell in row)
    # The mark tells Excel that it is UTF-8.
    return b"\xef\xbb\xbf" + lines.getvalue().encode()


def _xlsx(frame: pd.DataFrame, sheet: str) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": MADE})
    page = book.add_worksheet(sheet[:31])
    page.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    wide = _split(frame)
    for column, name in enumerate(wide.columns):
        page.write_string(0, column, name, bold)
    for number, row in enumerate(wide.itertuples(index=False, name=None), 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(number, column, cell)
            else:
                page.write(number, column, cell)
    book.close()
    return file.getvalue()


def _ods(frame: pd.DataFrame, sheet: str) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.teletype import addTextToElement
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name=sheet)
    document.spreadsheet.addElement(table)
    wide = _split(frame)
    for row in [tuple(wide.columns), *wide.itertuples(index=False, name=None)]:
        line = TableRow()
        table.addElement(line)
        for value in row:
            number = not isinstance(value, str)
            cell = TableCell(
                **({"valuetype": "float", "value": value} if number else {"valuetype": "string"})
            )
            for words in str(value).split("\n"):
                paragraph = P()
                addTextToElement(paragraph, words)
                cell.addElement(paragraph)
            line.addElement(cell)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _parquet(frame: pd.DataFrame, _sheet: str) -> bytes:
    file = io.BytesIO()
    frame.to_parquet(file, engine="pyarrow", compression="zstd", index=False)
    return file.getvalue()


def _safe(cell: object) -> object:
    return cells.safe(cell) if isinstance(cell, str) else cell


def _split(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its texts safe, and those too long for a cell going on in further columns."""
    wide: dict[str, list[object]] = {}
    for name in frame.columns:
        column = [_cut(cell) for cell in frame[name].tolist()]
        for place in range(max((len(one) for one in column), default=1)):
            title = str(name) if not place else f"{name} ({place + 1})"
            wide[title] = [one[place] if place < len(one) else "" for one in column]
    return pd.DataFrame(wide, index=frame.index)


def _cut(cell: object) -> list[object]:
    """A cell in as many as it needs. Writing out a character can make eight of one."""
    if not isinstance(cell, str):
        return [cell]
    if len(cell) * 8 < cells.MOST_UNITS:
        return [cells.safe(cell)]
    most = cells.MOST_UNITS if cells.safe(cell) == cell else cells.MOST_UNITS // 8
    return [cells.safe(part) for part in cells.parts(cell, most)]


FORMATS: dict[str, Format] = {
    "csv": Format("CSV", "text/csv; charset=utf-8", _csv),
    "xlsx": Format(
        "Excel (XLSX)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _xlsx,
    ),
    "ods": Format("OpenDocument (ODS)", "application/vnd.oasis.opendocument.spreadsheet", _ods),
    "parquet": Format("Parquet", "application/vnd.apache.parquet", _parquet),
}
