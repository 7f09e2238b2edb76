"""A spreadsheet into rows of text: CSV, XLSX and ODS. Nothing in it is calculated or followed.

Every cell is text, exactly as it was typed. A cell that cannot be taken so, such as a formula, is
named in ``wrong`` and left empty: somebody has to say what it should be.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl import load_workbook

from consultation.responses.intake import checking
from consultation.responses.intake.checking import DAMAGED, LOCKED, MACROS, OLE
from consultation.responses.intake.text import UNSTORABLE, Refused
from consultation.responses.intake.xml import attribute, descendants, local, parsed

MOST_ROWS, MOST_COLUMNS = 50_000, 200
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
NOT_A_TABLE = "This file is not a spreadsheet that can be read. Save it as .csv, .xlsx or .ods"
TOO_LONG = f"This spreadsheet has more than {MOST_ROWS:,} rows. Divide it into several files"
QUOTES = "Check the quotation marks round its cells"
FORMULA = "a formula"
CONTROL = "a character that cannot be stored (NUL, or half of a character)"
#: What Excel writes for a character that XML cannot hold.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
Row = tuple[int, list[Any]]


@dataclass
class Wrong:
    """A cell that is not text: in which row (as the program numbers them), which column, and why."""

    what: str


class Fraction(str):
    """A number with a fraction as it was stored: 8.1 may have been typed as 8.10."""

    __slots__ = ()


@dataclass
class Rows:
    """The rows that are not empty, the first of which names the columns."""

    kind: str
    encoding: str = ""
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    #: (row, index of the column, what was found)
    wrong: list[tuple[int, int, str]] = field(default_factory=list)
    #: (row, index of the column) of what is stored as a number with a fraction
    fractions: list[tuple[int, int]] = field(default_factory=list)


def read(name: str, content: bytes) -> Rows:
    """The first sheet of a spreadsheet. Raises Refused."""
    if not content:
        raise Refused("This file is empty")
    if len(content) > checking.MOST_BYTES:
        raise Refused("This file is larger than 25 MB. Divide it into several files")
    if content.startswith(OLE):
        raise Refused("This spreadsheet has a password, or is of an old kind. Save it as .xlsx")
    if content.startswith(b"PK"):
        kind = kind_of_package(content)
        return gathered(Rows(kind), xlsx(content) if kind == "xlsx" else ods(content))
    if not name.lower().endswith((".csv", ".tsv", ".txt")) or content.startswith(b"%PDF"):
        raise Refused(NOT_A_TABLE)
    text, encoding = decoded(content)
    return gathered(Rows("csv", encoding), separated(text))


def gathered(into: Rows, rows: Iterator[Row]) -> Rows:
    """Take the rows over, one by one, as text."""
    for line, cells in rows:
        texts = []
        for column, cell in enumerate(cells[:MOST_COLUMNS]):
            found = Wrong(CONTROL) if isinstance(cell, str) and UNSTORABLE.search(cell) else cell
            if isinstance(found, Wrong):
                into.wrong.append((line, column, found.what))
            if isinstance(found, Fraction):
                into.fractions.append((line, column))
            texts.append("" if isinstance(found, Wrong) else found)
        if any(texts) or any(isinstance(cell, Wrong) for cell in cells):
            into.rows.append((line, texts))
        if len(into.rows) > MOST_ROWS:
            raise Refused(TOO_LONG)
    return into


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a CSV file and the encoding it was read in. Raises Refused."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Refused("This file is in no encoding that is known. Save it as “CSV UTF-8”")


def separated(text: str) -> Iterator[Row]:
    """The rows of a CSV file; its first line says what stands between the cells."""
    first = re.sub(r'"[^"]*"', "", text[: text.find("\n") + 1] or text)
    between = max(",;\t", key=first.count)
    # The limit is the whole program's: others may need it higher.
    csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))
    row = 0
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
        for row, cells in enumerate(rows, start=1):
            yield row, list(cells)
    except csv.Error as error:
        raise Refused(f"Row {row + 1} cannot be read. {QUOTES}") from error


def kind_of_package(content: bytes) -> str:
    """XLSX or ODS, its members unpacked once and counted. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            checking.check_names(package.infolist())
            checking.check_members(package, len(content))
            names = set(package.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Refused(MACROS.replace(".docx", ".xlsx"))
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names and package.read("mimetype").strip() == ODS:
                if b"encryption-data" in package.read("META-INF/manifest.xml"):
                    raise Refused(LOCKED)
                return "ods"
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, KeyError, ValueError) as error:
        raise error if isinstance(error, Refused) else Refused(DAMAGED) from error
    raise Refused(NOT_A_TABLE)


def xlsx(content: bytes) -> Iterator[Row]:
    """The rows of the first sheet of an XLSX file."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    if not book.worksheets:
        raise Refused(NOT_A_TABLE)
    for line, cells in enumerate(book.worksheets[0].iter_rows(), start=1):
        yield line, [xlsx_cell(cell) for cell in cells]


def xlsx_cell(cell: Any) -> str | Wrong:
    """A cell as the person who typed it sees it."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return ""
    if kind == "f":
        return Wrong(FORMULA)
    if kind == "e":
        return Wrong(f"the error {value}")
    if isinstance(value, str):
        return ESCAPED.sub(lambda one: chr(int(one[1], 16)), value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        day_only = value.time() == time() and "h" not in (cell.number_format or "").lower()
        return value.date().isoformat() if day_only else value.isoformat(" ")
    return number(value) if isinstance(value, (int, float)) else str(value)


def number(value: float) -> str:
    """A number as it is typed: 7, not 7.0."""
    return str(int(value)) if float(value).is_integer() else Fraction(value)


def ods(content: bytes) -> Iterator[Row]:
    """The rows of the first sheet of an ODS file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = parsed(package.read("content.xml"))
    table = next(iter(descendants(root, "table")), None)
    if table is None:
        raise Refused(NOT_A_TABLE)
    line = 1
    for row in descendants(table, "table-row"):
        cells = [cell for one in row for cell in ods_cells(one)]
        times = int(attribute(row, "number-rows-repeated") or 1)
        if any(cells):
            if times > MOST_ROWS:
                raise Refused(TOO_LONG)
            yield from ((line + more, cells) for more in range(times))
        line += times


def ods_cells(cell: Element) -> list[str | Wrong]:
    """A cell, as often as it says that it stands there."""
    if local(cell) not in ("table-cell", "covered-table-cell"):
        return []
    times = min(int(attribute(cell, "number-columns-repeated") or 1), MOST_COLUMNS)
    return [ods_cell(cell)] * times


def ods_cell(cell: Element) -> str | Wrong:
    """What a cell holds: a number or a date by its value, anything else by its words."""
    if attribute(cell, "formula"):
        return Wrong(FORMULA)
    kind = attribute(cell, "value-type")
    if kind == "float":
        return number(float(attribute(cell, "value")))
    if kind == "date":
        return attribute(cell, "date-value").replace("T", " ")
    if kind == "boolean":
        return "yes" if attribute(cell, "boolean-value") == "true" else "no"
    return "\n".join("".join(words(one)) for one in cell if local(one) == "p")


def words(node: Element) -> Iterator[str]:
    """The characters of a paragraph, with the spaces and line ends that ODF writes as elements."""
    yield node.text or ""
    for one in node:
        name = local(one)
        if name == "s":
            yield " " * min(int(attribute(one, "c") or 1), 32_767)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name != "annotation":
            yield from words(one)
        yield one.tail or ""
