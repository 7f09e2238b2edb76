"""The document as a Word file: real headings, lists, tables with a heading row, pictures with words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from consultation.outcome.exports.paper import Block, Grid, Heading, Paragraph, Picture, Run

#: The same in every file: who made it and when stands in the document itself.
MADE = datetime(2000, 1, 1, tzinfo=UTC)
LANGUAGE = "en-GB"
#: What XML cannot hold. Control characters are kept in the data and shown nowhere.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

INK = RGBColor(11, 12, 12)
#: A table of so few rows stays on one page; its first column is so much of its width.
FEW, FIRST = 10, 0.5

#: How words of each style look; each is a style of the file, by which they are found again.
STYLES: dict[str, tuple[str, Callable[[Any], None]]] = {
    "figure": ("Figure", lambda font: None),
    "quotation": ("Quotation", lambda font: None),
    "strong": ("Strong words", lambda font: setattr(font, "bold", True)),
    "emphasis": ("Emphasised words", lambda font: setattr(font, "italic", True)),
    "inserted": ("Inserted", lambda font: setattr(font, "underline", True)),
    "deleted": ("Deleted", lambda font: setattr(font, "strike", True)),
}
#: Said in words too: neither a line through words nor a colour is heard.
MARKED = {"inserted": ("[inserted: ", "]"), "deleted": ("[deleted: ", "]")}


def docx(title: str, blocks: Iterable[Block]) -> bytes:
    """A .docx file of the blocks."""
    document = Document()
    _set_up(document, title)
    for block in blocks:
        _add(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any, title: str) -> None:
    about = document.core_properties
    about.title, about.language = title, LANGUAGE
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = MADE
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    for level in range(1, 5):
        style = document.styles[f"Heading {level}"]
        style.font.color.rgb = INK
        style.font.italic, style.font.size = False, Pt((22, 17, 14, 11)[level - 1])
        # The theme of the template names its own typefaces, which go before a name.
        style.element.get_or_add_rPr().get_or_add_rFonts().attrib.clear()
        style.font.name = "Arial"
    caption = document.styles["Caption"]
    caption.font.color.rgb, caption.font.size, caption.font.bold = INK, Pt(10), True
    _numbered(document.sections[0].footer.paragraphs[0])
    for name, look in STYLES.values():
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        look(style.font)


def _numbered(paragraph: Any) -> None:
    """Page numbers, which the word processor counts."""
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(_clean(block.text), block.level)
    elif isinstance(block, Paragraph):
        style = {"bullet": "List Bullet", "number": "List Number", "aside": "Quote"}
        _write(document.add_paragraph(style=style.get(block.style)), block.runs)
    elif isinstance(block, Grid):
        _grid(document, block)
    else:
        _picture(document, block)


def _write(paragraph: Any, runs: Iterable[Run]) -> None:
    for run in runs:
        before, after = MARKED.get(run.style, ("", ""))
        written = paragraph.add_run(_clean(f"{before}{run.text}{after}"))
        if run.style:
            written.style = STYLES[run.style][0]


def _grid(document: Any, block: Grid) -> None:
    document.add_paragraph(
        _clean(block.caption), style="Caption"
    ).paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    _described(table._tbl.tblPr, block.caption)
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(_clean(name)).bold = True
    heading = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(heading)
    for row in block.rows:
        cells = table.add_row().cells
        for place, (cell, written) in enumerate(zip(cells, row, strict=True)):
            _write(cell.paragraphs[0], (written if place else Run(written.text, "strong"),))
            if written.style == "figure":
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _laid_out(table, block)
    document.add_paragraph()


def _laid_out(table: Any, block: Grid) -> None:
    """Wide enough for its words, no row over two pages, a short table on one."""
    others = (1 - FIRST) / max(len(block.columns) - 1, 1)
    in_words = not any(run.style == "figure" for row in block.rows for run in row)
    table.autofit = False
    for place, column in enumerate(table.columns):
        share = 1 / len(block.columns) if in_words else (others if place else FIRST)
        column.width = Cm(16 * share)
        for cell in column.cells:
            cell.width = Cm(16 * share)
    for number, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if len(block.rows) <= FEW and number < len(block.rows):
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _described(properties: Any, words: str) -> None:
    """What a screen reader says of a table before it reads it."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), _clean(words))
    properties.append(caption)


def _picture(document: Any, block: Picture) -> None:
    shape = document.add_picture(io.BytesIO(block.png), width=Cm(13))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    shape._inline.docPr.set("descr", _clean(block.alt))
    shape._inline.docPr.set("title", "Chart")


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
