"""The document as an OpenDocument text: the same headings, lists, tables and pictures as in Word."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from odf.dc import Language, Title
from odf.draw import Frame, Image
from odf.opendocument import OpenDocumentText
from odf.style import (
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TableRowProperties,
    TextProperties,
)
from odf.svg import Desc
from odf.svg import Title as PictureTitle
from odf.table import Table, TableCell, TableColumn, TableHeaderRows, TableRow
from odf.teletype import addTextToElement
from odf.text import H, List, ListItem, P, Span

from consultation.outcome.exports.docx import LANGUAGE, MARKED
from consultation.outcome.exports.paper import Block, Grid, Heading, Paragraph, Picture, Run

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

LOOKS: dict[str, dict[str, str]] = {
    "figure": {},
    "quotation": {},
    "strong": {"fontweight": "bold"},
    "emphasis": {"fontstyle": "italic"},
    "inserted": {"textunderlinestyle": "solid"},
    "deleted": {"textlinethroughstyle": "solid"},
}
#: Styles of tables, their columns and rows, and of the paragraphs in and before them.
CELL, WHOLE_ROW, WIDE, FIRST, OTHER = "Cell", "WholeRow", "Wide", "FirstColumn", "OtherColumn"
IN_CELL, NUMBER, WITH_NEXT = "InCell", "Number", "WithNext"
SIZES = {1: "22pt", 2: "17pt", 3: "14pt", 4: "12pt"}


def odt(title: str, blocks: Iterable[Block]) -> bytes:
    """An .odt file of the blocks."""
    document = OpenDocumentText()
    document.meta.addElement(Title(text=title))
    document.meta.addElement(Language(text=LANGUAGE))
    _set_up(document)
    for number, block in enumerate(blocks):
        _add(document, block, number)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any) -> None:
    standard = Style(name="Standard", family="paragraph")
    country, _, region = LANGUAGE.partition("-")
    standard.addElement(
        TextProperties(fontfamily="Arial", fontsize="11pt", language=country, country=region)
    )
    standard.addElement(ParagraphProperties(marginbottom="0.25cm", lineheight="120%"))
    document.styles.addElement(standard)
    _set_up_tables(document)
    for level, size in SIZES.items():
        style = Style(
            name=f"Heading_20_{level}", displayname=f"Heading {level}", family="paragraph",
            parentstylename="Standard", defaultoutlinelevel=str(level),
        )  # fmt: skip
        style.addElement(TextProperties(fontfamily="Arial", fontweight="bold", fontsize=size))
        style.addElement(
            ParagraphProperties(margintop="0.5cm", marginbottom="0.2cm", keepwithnext="always")
        )
        document.styles.addElement(style)
    for name, look in LOOKS.items():
        style = Style(name=name.capitalize(), family="text")
        style.addElement(TextProperties(**look))
        document.styles.addElement(style)


def _set_up_tables(document: Any) -> None:
    """A line under each row, no row over two pages, captions and pictures with what follows."""
    cell = Style(name=CELL, family="table-cell")
    cell.addElement(TableCellProperties(borderbottom="0.5pt solid #b1b4b6", padding="0.08cm"))
    whole = Style(name=WHOLE_ROW, family="table-row")
    whole.addElement(TableRowProperties(keeptogether="always"))
    table = Style(name=WIDE, family="table")
    table.addElement(TableProperties(width="16cm", align="left", marginbottom="0.4cm"))
    for style in (cell, whole, table):
        document.automaticstyles.addElement(style)
    for name, look in {
        IN_CELL: {"marginbottom": "0cm"},
        NUMBER: {"marginbottom": "0cm", "textalign": "end"},
        WITH_NEXT: {"marginbottom": "0.1cm", "keepwithnext": "always"},
    }.items():
        style = Style(name=name, family="paragraph", parentstylename="Standard")
        style.addElement(ParagraphProperties(**look))
        style.addElement(TextProperties(fontfamily="Arial", fontsize="11pt"))
        document.styles.addElement(style)
    for name, width in {FIRST: "8cm", OTHER: "4cm"}.items():
        column = Style(name=name, family="table-column")
        column.addElement(TableColumnProperties(relcolumnwidth=f"{width[0]}000*"))
        document.automaticstyles.addElement(column)


def _add(document: Any, block: Block, number: int) -> None:
    body = document.text
    if isinstance(block, Heading):
        heading = H(outlinelevel=block.level, stylename=f"Heading_20_{block.level}")
        addTextToElement(heading, _clean(block.text))
        body.addElement(heading)
    elif isinstance(block, Paragraph) and block.style in ("bullet", "number"):
        listed, item = List(), ListItem()
        item.addElement(_paragraph(block.runs))
        listed.addElement(item)
        body.addElement(listed)
    elif isinstance(block, Paragraph):
        body.addElement(_paragraph(block.runs))
    elif isinstance(block, Grid):
        body.addElement(_paragraph((Run(block.caption, "strong"),), WITH_NEXT))
        body.addElement(_grid(block, number))
    else:
        body.addElement(_picture(document, block, number))


def _paragraph(runs: Iterable[Run], style: str = "Standard") -> Any:
    paragraph = P(stylename=style)
    for run in runs:
        before, after = MARKED.get(run.style, ("", ""))
        words = Span(stylename=run.style.capitalize()) if run.style else Span()
        addTextToElement(words, _clean(f"{before}{run.text}{after}"))
        paragraph.addElement(words)
    return paragraph


def _grid(block: Grid, number: int) -> Any:
    table = Table(name=f"Table {number}", stylename=WIDE)
    in_words = not any(run.style == "figure" for row in block.rows for run in row)
    table.addElement(TableColumn(stylename=OTHER if in_words else FIRST))
    table.addElement(
        TableColumn(stylename=OTHER, numbercolumnsrepeated=max(len(block.columns) - 1, 1))
    )
    heading = TableHeaderRows()
    heading.addElement(_row(Run(name, "strong") for name in block.columns))
    table.addElement(heading)
    for row in block.rows:
        first, *others = row
        table.addElement(_row([Run(first.text, "strong"), *others]))
    return table


def _row(cells: Iterable[Run]) -> Any:
    row = TableRow(stylename=WHOLE_ROW)
    for written in cells:
        cell = TableCell(valuetype="string", stylename=CELL)
        cell.addElement(_paragraph((written,), NUMBER if written.style == "figure" else IN_CELL))
        row.addElement(cell)
    return row


def _picture(document: Any, block: Picture, number: int) -> Any:
    frame = Frame(width="13cm", height=f"{13 * _ratio(block.png):.2f}cm", anchortype="as-char")
    name = document.addPicture(f"chart-{number}.png", "image/png", block.png)
    frame.addElement(Image(href=name, type="simple", show="embed", actuate="onLoad"))
    frame.addElement(PictureTitle(text="Chart"))
    frame.addElement(Desc(text=_clean(block.alt)))
    paragraph = P(stylename=WITH_NEXT)
    paragraph.addElement(frame)
    return paragraph


def _ratio(png: bytes) -> float:
    """Height by width, as the header of a PNG has them."""
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    return height / width


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
