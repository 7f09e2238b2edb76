"""The document as an OpenDocument text: the same headings, lists, tables and pictures as in Word."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from odf.dc import Language, Title
from odf.draw import Frame, Image
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
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
    document.styles.addElement(standard)
    for level, size in SIZES.items():
        style = Style(
            name=f"Heading_20_{level}", displayname=f"Heading {level}", family="paragraph",
            parentstylename="Standard", defaultoutlinelevel=str(level),
        )  # fmt: skip
        style.addElement(TextProperties(fontweight="bold", fontsize=size))
        document.styles.addElement(style)
    for name, look in LOOKS.items():
        style = Style(name=name.capitalize(), family="text")
        style.addElement(TextProperties(**look))
        document.styles.addElement(style)


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
        body.addElement(_paragraph((Run(block.caption, "strong"),)))
        body.addElement(_grid(block, number))
    else:
        body.addElement(_picture(document, block, number))


def _paragraph(runs: Iterable[Run]) -> Any:
    paragraph = P(stylename="Standard")
    for run in runs:
        before, after = MARKED.get(run.style, ("", ""))
        words = Span(stylename=run.style.capitalize()) if run.style else Span()
        addTextToElement(words, _clean(f"{before}{run.text}{after}"))
        paragraph.addElement(words)
    return paragraph


def _grid(block: Grid, number: int) -> Any:
    table = Table(name=f"Table {number}")
    table.addElement(TableColumn(numbercolumnsrepeated=len(block.columns)))
    heading = TableHeaderRows()
    heading.addElement(_row(block.columns, "strong"))
    table.addElement(heading)
    for row in block.rows:
        table.addElement(_row(row, "figure"))
    return table


def _row(cells: Iterable[str], style: str) -> Any:
    row = TableRow()
    for place, text in enumerate(cells):
        cell = TableCell(valuetype="string")
        styled = style if text and (place or style == "strong") else ""
        cell.addElement(_paragraph((Run(text, styled),)))
        row.addElement(cell)
    return row


def _picture(document: Any, block: Picture, number: int) -> Any:
    frame = Frame(width="15cm", height=f"{15 * _ratio(block.png):.2f}cm", anchortype="as-char")
    name = document.addPicture(f"chart-{number}.png", "image/png", block.png)
    frame.addElement(Image(href=name, type="simple", show="embed", actuate="onLoad"))
    frame.addElement(PictureTitle(text="Chart"))
    frame.addElement(Desc(text=_clean(block.alt)))
    paragraph = P(stylename="Standard")
    paragraph.addElement(frame)
    return paragraph


def _ratio(png: bytes) -> float:
    """Height by width, as the header of a PNG has them."""
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    return height / width


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
