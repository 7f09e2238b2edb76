"""Writing the form as a Word document, so that what comes back in it can be told apart.

Every printed paragraph has a bookmark that names its words; a box is the second row of a table whose
first row has the bookmark of the box. Bookmarks and tables survive Word and LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import docx
from django.conf import settings
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from consultation.responses.rules.form import Box, Heading, bookmark
from consultation.responses.rules.form.outline import Piece
from consultation.templatetags.languages import page_language, tag_of

#: Characters that no XML can hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
TICK_BOX = (
    "<w:sdt {names} xmlns:w14='{w14}'><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/>"
    "<w14:checkedState w14:val='2612' w14:font='MS Gothic'/>"
    "<w14:uncheckedState w14:val='2610' w14:font='MS Gothic'/></w14:checkbox></w:sdtPr>"
    "<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii='MS Gothic' w:hAnsi='MS Gothic' "
    "w:eastAsia='MS Gothic' w:hint='eastAsia'/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
)
LINE = Cm(0.65)


def word(title: str, pieces: Iterable[Piece]) -> bytes:
    """The pieces as a DOCX file."""
    writer = Writer(printable(title))
    for piece in pieces:
        if isinstance(piece, Heading):
            style = "Title" if piece.level == 1 else f"Heading {piece.level - 1}"
            writer.printed(writer.document.add_paragraph(style=style), piece.text)
        elif isinstance(piece, Box):
            writer.box(piece)
        else:
            style = "Clause" if piece.clause else "Normal"
            writer.printed(writer.document.add_paragraph(style=style), piece.text)
    document, held = writer.document, BytesIO()
    document.save(held)
    return held.getvalue()


def printable(text: str) -> str:
    """The text without what XML cannot hold, on one line."""
    return " ".join(UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text).split())


def spoken(style: Any, language: str) -> None:
    """Say in which language the words of a style are: ours in the reader's, a clause in the editors'."""
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(tongue)


class Writer:
    """One document being written."""

    def __init__(self, title: str) -> None:
        self.document: Any = docx.Document()
        self.count = 0
        known = self.document.core_properties
        known.title, known.language = title, page_language()
        known.author = known.last_modified_by = known.comments = known.keywords = ""
        self._styles()
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.2)

    def printed(self, paragraph: Any, text: str, opens: str = "", before: str = "") -> None:
        """Write words of ours, in a bookmark by which they are known again."""
        text = printable(text)
        self.count += 1
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for one in (begin, end):
            one.set(qn("w:id"), str(self.count))
        begin.set(qn("w:name"), bookmark(self.count, text, opens))
        paragraph._p.append(begin)
        if before:
            paragraph._p.append(parse_xml(before))
            text = f" {text}"
        paragraph.add_run(text)
        paragraph._p.append(end)

    def box(self, box: Box) -> None:
        """A table of one column: what is asked, and room for it."""
        table = self.document.add_table(2, 1, style="Table Grid")
        asked, room = table.rows
        for name in ("w:cantSplit", "w:tblHeader"):
            asked._tr.get_or_add_trPr().append(OxmlElement(name))
        first = asked.cells[0].paragraphs[0]
        first.style = "Asked"
        self.printed(first, box.label, opens=box.field)
        if not box.choices:
            room.height = LINE * box.lines
        tick = TICK_BOX.format(names=nsdecls("w"), w14=W14)
        for place, choice in enumerate(box.choices):
            cell = room.cells[0]
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            self.printed(paragraph, choice, before=tick)
        # Without it, two tables one under another become one.
        self.document.add_paragraph(style="Between")

    def _styles(self) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(12)
        normal.paragraph_format.space_after = Pt(6)
        spoken(normal, page_language())
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
            heading = styles[name]
            heading.font.color.rgb = RGBColor(0, 0, 0)
            heading.font.name = "Arial"
            fonts = heading.element.rPr.rFonts
            for key in [key for key in fonts.attrib if "Theme" in key or "theme" in key]:
                del fonts.attrib[key]
        for name, size in (("Title", 22), ("Heading 1", 18), ("Heading 2", 14)):
            styles[name].font.size = Pt(size)
        for name, base in (("Clause", "Normal"), ("Asked", "Normal"), ("Between", "Normal")):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[base]
        spoken(styles["Clause"], tag_of(settings.LANGUAGE_CODE))
        styles["Clause"].paragraph_format.left_indent = Cm(0.8)
        styles["Asked"].font.bold = True
        styles["Asked"].paragraph_format.keep_with_next = True
        styles["Between"].font.size = Pt(4)
        styles["Between"].paragraph_format.space_after = Pt(2)
