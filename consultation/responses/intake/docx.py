"""DOCX into parts: every word that Word shows, where it shows it, with the numbers Word counts.

A comment, a note and a text box follow the paragraph they belong to, so that they are about the
same clause. Whatever element is not known is entered, so that what is inside is not lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from consultation.responses.intake.numbering import Numbering, Styles
from consultation.responses.intake.particulars import of_docx
from consultation.responses.intake.text import Part, ReadText, assembled
from consultation.responses.intake.xml import (
    Package,
    attribute,
    child,
    children,
    descendants,
    local,
    parsed,
    value,
)

#: What is no text at all, or text that the document no longer has.
LEFT_OUT = {
    "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "sdtPr", "sdtEndPr", "instrText",
    "delText", "del", "moveFrom", "Fallback", "txbxContent", "docPr", "cNvPr",
}  # fmt: skip
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
#: Wingdings and Symbol that people use: ticks, crosses, bullets, arrows.
SYMBOLS = {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0xA7: "▪", 0xB7: "•",
           0xE0: "→", 0xF0: "⇨", 0xD8: "➢", 0x4A: "☺"}  # fmt: skip
BESIDE = ("comments", "footnotes", "endnotes")
NOTES = {
    "inserted": "Inserted as a tracked change, and kept: {}.",
    "deleted": "Deleted as a tracked change, and left out: {}.",
    "comments": "Comments in the margin, put after their paragraphs: {}.",
    "hidden": "Pieces of hidden text, shown here: {}.",
    "picture": "Pictures, not shown here; look at the original for any words in them: {}.",
    "embedded": "Embedded files that were not read; look at the original: {}.",
}


def read(content: bytes) -> ReadText:
    """The text of a DOCX file."""
    package = Package(content)
    document = Document(package)
    parts = list(document.parts())
    found = assembled("docx", parts, document.notes())
    return replace(found, particulars=of_docx(package))


@dataclass(frozen=True)
class Place:
    """Where in the document a paragraph stands."""

    where: str = "body"
    cell: tuple[int, int, int] | None = None
    tag: str = ""


class Document:
    """One DOCX being read, once, from its first word to its last."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = next(name for name in package.names if name.endswith("/document.xml"))
        self.folder = main.removesuffix("document.xml")
        self.body = parsed(package.zip.read(main))
        self.styles = Styles(self.part_of("styles"))
        self.numbering = Numbering(self.part_of("numbering"), self.styles)
        self.beside = {
            name: {attribute(one, "id"): one for one in (root if root is not None else [])}
            for name in BESIDE
            for root in [self.part_of(name)]
        }
        self.tables = 0
        self.seen: Counter[str] = Counter()

    def part_of(self, name: str) -> Element | None:
        """One of the package's XML files, such as "styles"."""
        return self.package.root(f"{self.folder}{name}.xml")

    def parts(self) -> Iterator[Part]:
        """All parts: the body, then what stands on every page, then diagrams."""
        yield from self.blocks(self.body, Place())
        # What a broken reference left behind is still somebody's words.
        for name, notes in self.beside.items():
            for one in list(notes.values()):
                yield from self.blocks(one, Place(WHERE[name]))
        yield from self.on_every_page()
        for name in sorted(self.package.names):
            if name.startswith(f"{self.folder}diagrams/data"):
                yield from self.diagram(name)

    def on_every_page(self) -> Iterator[Part]:
        """Headers and footers, each wording once."""
        said: set[str] = set()
        for where in ("header", "footer"):
            names = [name for name in self.package.names if name.startswith(self.folder + where)]
            for name in sorted(names):
                parts = list(self.blocks(parsed(self.package.zip.read(name)), Place(where)))
                yield from (part for part in parts if part.text not in said)
                said |= {part.text for part in parts}

    def diagram(self, name: str) -> Iterator[Part]:
        for paragraph in descendants(parsed(self.package.zip.read(name)), "p"):
            words = "".join(one.text or "" for one in descendants(paragraph, "t"))
            yield Part(words, where="diagram")

    def blocks(self, node: Element, place: Place) -> Iterator[Part]:
        """The paragraphs and tables below a node."""
        for one in node:
            name = local(one)
            if name == "p":
                yield from self.paragraph(one, place)
            elif name == "tbl":
                yield from self.table(one, place)
            elif is_placeholder(one):
                continue
            elif name == "sdt":
                tag = value(child(one, "sdtPr"), "tag")
                yield from self.blocks(one, replace(place, tag=tag or place.tag))
            elif name in ("del", "moveFrom"):
                self.seen["deleted"] += 1
            elif name == "altChunk":
                self.seen["embedded"] += 1
            elif name not in LEFT_OUT:
                yield from self.blocks(one, place)

    def table(self, table: Element, place: Place) -> Iterator[Part]:
        """The cells of a table, row by row."""
        number = self.tables
        self.tables += 1
        for row, cells in enumerate(rows(table)):
            for column, cell in enumerate(cells):
                yield from self.blocks(cell, replace(place, cell=(number, row, column)))

    def paragraph(self, paragraph: Element, place: Place) -> Iterator[Part]:
        """A paragraph, then what hangs on it."""
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle") or self.styles.usual
        line = Line(self, place.tag)
        line.enter(paragraph)
        text = "".join(line.pieces)
        # Word counts an empty paragraph of a list too.
        yield Part(
            text,
            number=self.numbering.of(properties, style)
            if place.where in ("body", "text box")
            else "",
            where=place.where,
            style=self.styles.name(style),
            level=self.styles.heading(properties, style),
            cell=place.cell,
            tag=line.tag,
        )
        for where, block in line.hanging:
            yield from self.blocks(block, Place(where))

    def notes(self) -> list[str]:
        """What was met on the way, for the person who checks."""
        return [note.format(self.seen[key]) for key, note in NOTES.items() if self.seen[key]]


WHERE = {"comments": "comment", "footnotes": "note", "endnotes": "note"}


class Line:
    """The words of one paragraph as they are gathered, and what hangs on it."""

    def __init__(self, document: Document, tag: str) -> None:
        self.document = document
        self.tag = tag
        self.pieces: list[str] = []
        self.hanging: list[tuple[str, Element]] = []

    def enter(self, node: Element) -> None:
        """Gather everything below the node."""
        for one in node:
            self.meet(one, local(one))

    def meet(self, one: Element, name: str) -> None:
        """Gather one element, and what is in it."""
        if name == "t":
            self.pieces.append(one.text or "")
        elif name in CHARACTERS:
            self.pieces.append(CHARACTERS[name])
        elif name == "sym":
            self.pieces.append(symbol(one))
        elif name in REFERENCES:
            self.refer(one, REFERENCES[name])
        elif name == "txbxContent":
            self.hanging.append(("text box", one))
        elif name == "ffData":
            self.pieces.append(form_field(one))
        elif not is_placeholder(one):
            self.note(one, name)
            if name not in LEFT_OUT:
                self.enter(one)

    def refer(self, one: Element, beside: str) -> None:
        """A note or a comment hangs on the paragraph that refers to it first."""
        found = self.document.beside[beside].pop(attribute(one, "id"), None)
        if found is not None:
            self.hanging.append((WHERE[beside], found))
            self.document.seen[beside] += 1

    def note(self, one: Element, name: str) -> None:
        """Remember what a person should know, and the tag or bookmark this stands in."""
        kind = NOTED.get(name)
        if kind:
            self.document.seen[kind] += 1
        if name == "rPr" and child(one, "vanish") is not None:
            self.document.seen["hidden"] += 1
        if name == "sdt":
            self.tag = value(child(one, "sdtPr"), "tag") or self.tag
        if name == "bookmarkStart" and not self.tag:
            bookmark = attribute(one, "name")
            self.tag = bookmark if not bookmark.startswith("_") else ""


NOTED = {
    "ins": "inserted",
    "moveTo": "inserted",
    "del": "deleted",
    "moveFrom": "deleted",
    "blip": "picture",
    "chart": "picture",
    "imagedata": "picture",
    "OLEObject": "embedded",
}
REFERENCES = {
    "commentReference": "comments",
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
}


def is_placeholder(one: Element) -> bool:
    """A box of a form that nobody has written in: it shows what Word says, not what anyone said."""
    return local(one) == "sdt" and child(child(one, "sdtPr"), "showingPlcHdr") is not None


def rows(table: Element) -> list[list[Element]]:
    """The cells of each row, whatever wraps them; rows deleted as a tracked change left out."""
    found = []
    for row in within(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is None:
            found.append(list(within(row, "tc")))
    return found


def within(node: Element, name: str) -> Iterator[Element]:
    """Elements of that name, through content controls and custom XML, not into themselves."""
    for one in node:
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from within(one, name)


def symbol(one: Element) -> str:
    """A character of a symbol font as one that every font has."""
    code = int(attribute(one, "char") or "0", 16)
    return SYMBOLS.get(code & 0xFF, "□") if 0xF000 <= code <= 0xF0FF or code < 32 else chr(code)


def form_field(one: Element) -> str:
    """What was chosen in an old form's box: a tick, or the entry of a list."""
    box, choices = child(one, "checkBox"), child(one, "ddList")
    if box is not None:
        state = child(box, "checked")
        state = state if state is not None else child(box, "default")
        ticked = state is not None and attribute(state, "val") not in ("0", "false")
        return "☒ " if ticked else "☐ "
    entries = children(choices, "listEntry")
    chosen = int(value(choices, "result") or 0)
    return attribute(entries[chosen], "val") if chosen < len(entries) else ""
