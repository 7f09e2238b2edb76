"""ODT into parts: OpenDocument 1.3, with the numbers of its lists and headings.

A comment, a note and a text box follow the paragraph they belong to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from consultation.responses.intake.numbering import BULLET, formatted
from consultation.responses.intake.particulars import of_odt
from consultation.responses.intake.text import Part, ReadText, assembled
from consultation.responses.intake.xml import (
    Package,
    attribute,
    descendants,
    local,
    parsed,
)

FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
LEFT_OUT = {"tracked-changes", "title", "desc", "note-citation", "creator", "date", "forms",
            "sequence-decls", "variable-decls", "date-string", "creator-initials"}  # fmt: skip
HANGING = {"annotation": "comment", "note": "note", "text-box": "text box"}
BLOCKS = {"p", "h", "list", "table"}
DELETED = "Passages deleted as tracked changes, and left out: {}."
PICTURES = "Pictures, not shown here; look at the original for any words in them: {}."


def read(content: bytes) -> ReadText:
    """The text of an ODT file."""
    package = Package(content)
    document = Document(package)
    parts = list(document.parts())
    notes = {DELETED: document.seen["deletion"], PICTURES: document.seen["image"]}
    said = [note.format(count) for note, count in notes.items() if count]
    return replace(assembled("odt", parts, said), particulars=of_odt(package))


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands: in which list at which level, in which cell."""

    where: str = "body"
    cell: tuple[int, int, int] | None = None
    style: str = ""
    depth: int = 0


@dataclass
class Counts:
    """How far a list has counted, by level."""

    at: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, start: int) -> None:
        """Count one more; what is deeper begins anew."""
        self.at[depth] = self.at.get(depth, start - 1) + 1
        self.at = {level: count for level, count in self.at.items() if level <= depth}


class Document:
    """One ODT being read from its first word to its last."""

    def __init__(self, package: Package) -> None:
        self.content = parsed(package.zip.read("content.xml"))
        styles = package.root("styles.xml")
        self.roots = [self.content, *([styles] if styles is not None else [])]
        self.lists = {
            attribute(one, "name"): levels(one)
            for root in self.roots
            for one in descendants(root, "list-style")
        }
        outlines = [one for root in self.roots for one in descendants(root, "outline-style")]
        self.lists[""] = levels(outlines[0]) if outlines else {}
        self.counts: dict[str, Counts] = {}
        self.headings = Counts()
        self.tables = 0
        self.seen: Counter[str] = Counter()

    def parts(self) -> Iterator[Part]:
        """The body, then headers and footers, each wording once."""
        for root in self.roots:
            for name in ("deletion", "image"):
                self.seen[name] += len(list(descendants(root, name)))
        for body in descendants(self.content, "text"):
            if local(body) == "text" and body.tag.endswith("office:1.0}text"):
                yield from self.blocks(body, Place())
        said: set[str] = set()
        for where in ("header", "footer"):
            for root in self.roots:
                for node in descendants(root, where):
                    parts = list(self.blocks(node, Place(where)))
                    yield from (part for part in parts if part.text not in said)
                    said |= {part.text for part in parts}

    def blocks(self, node: Element, place: Place) -> Iterator[Part]:
        """The paragraphs, lists and tables below a node."""
        for one in node:
            name = local(one)
            if name in ("p", "h"):
                yield from self.paragraph(one, place)
            elif name == "list":
                yield from self.list(one, place)
            elif name == "table":
                yield from self.table(one, place)
            elif name not in LEFT_OUT:
                where = HANGING.get(name, place.where)
                yield from self.blocks(one, replace(place, where=where))

    def list(self, one: Element, place: Place) -> Iterator[Part]:
        """The items of a list; it counts on where it says so, else from its start."""
        style = attribute(one, "style-name") or place.style
        inner = replace(place, style=style, depth=place.depth + 1)
        goes_on = attribute(one, "continue-numbering") == "true" or attribute(one, "continue-list")
        if place.depth == 0 and not goes_on:
            self.counts[style] = Counts()
        counts = self.counts.setdefault(style, Counts())
        for item in one:
            if local(item) in ("list-item", "list-header"):
                yield from self.item(item, inner, counts)

    def item(self, item: Element, place: Place, counts: Counts) -> Iterator[Part]:
        """One item: its number stands before its first paragraph."""
        number = ""
        if local(item) == "list-item" and any(local(one) in ("p", "h") for one in item):
            form = self.lists.get(place.style, {}).get(place.depth)
            if given := attribute(item, "start-value"):
                counts.at[place.depth] = int(given) - 1
            counts.next(
                place.depth, int(attribute(form, "start-value") or 1) if form is not None else 1
            )
            number = shown(self.lists.get(place.style, {}), place.depth, counts.at)
        for part in self.blocks(item, place):
            first = number and part.where == place.where and not part.number
            yield replace(part, number=number) if first else part
            number = "" if first else number

    def table(self, table: Element, place: Place) -> Iterator[Part]:
        """The cells of a table, row by row."""
        number = self.tables
        self.tables += 1
        for row, one in enumerate(rows(table)):
            cells = [cell for cell in one if local(cell) in ("table-cell", "covered-table-cell")]
            for column, cell in enumerate(cells):
                yield from self.blocks(cell, Place(place.where, (number, row, column)))

    def paragraph(self, paragraph: Element, place: Place) -> Iterator[Part]:
        """A paragraph, then what hangs on it."""
        pieces: list[str] = []
        hanging: list[tuple[str, Element]] = []
        gather(paragraph, pieces, hanging)
        level = int(attribute(paragraph, "outline-level") or 1) if local(paragraph) == "h" else 0
        yield Part(
            "".join(pieces),
            number=self.heading_number(paragraph, level) if level and not place.depth else "",
            where=place.where,
            style=attribute(paragraph, "style-name"),
            level=level,
            cell=place.cell,
            tag=bookmark(paragraph),
        )
        for where, node in hanging:
            if local(node) in BLOCKS:
                yield from self.blocks_of_one(node, where)
            else:
                yield from self.blocks(node, Place(where))

    def blocks_of_one(self, node: Element, where: str) -> Iterator[Part]:
        around = Element("around")
        around.append(node)
        return self.blocks(around, Place(where))

    def heading_number(self, heading: Element, level: int) -> str:
        """The number of a heading, where headings are numbered."""
        form = self.lists[""].get(level)
        if form is None or attribute(heading, "is-list-header") == "true":
            return ""
        self.headings.next(level, int(attribute(form, "start-value") or 1))
        return shown(self.lists[""], level, self.headings.at)


def bookmark(paragraph: Element) -> str:
    """The name of the first bookmark in a paragraph; "" for none."""
    names = (attribute(one, "name") for one in descendants(paragraph, "bookmark-start"))
    return next((name for name in names if not name.startswith("_")), "")


def gather(node: Element, pieces: list[str], hanging: list[tuple[str, Element]]) -> None:
    """The words of a paragraph, in order; what hangs on it is put by."""
    pieces.append(collapsed(node.text))
    for one in node:
        name = local(one)
        if name in HANGING:
            hanging.append((HANGING[name], one))
        elif name == "s":
            pieces.append(" " * min(int(attribute(one, "c") or 1), 1000))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name in BLOCKS:
            hanging.append(("text box", one))
        elif name not in LEFT_OUT:
            gather(one, pieces, hanging)
        pieces.append(collapsed(one.tail))


def collapsed(text: str | None) -> str:
    """OpenDocument 6.1.2: a run of white space in the XML is one space."""
    if not text:
        return ""
    words = " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ")
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def rows(table: Element) -> Iterator[Element]:
    """The rows of a table, through their groups."""
    for one in table:
        if local(one) == "table-row":
            yield one
        elif local(one) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from rows(one)


def levels(style: Element) -> dict[int, Element]:
    """The levels of a list style, by number from 1."""
    return {int(attribute(one, "level") or 1): one for one in style}


def shown(forms: dict[int, Element], depth: int, counts: dict[int, int]) -> str:
    """The number as it stands on the page, with those of the levels above it where asked for."""
    form = forms.get(depth)
    if form is None:
        return ""
    if local(form).startswith("list-level-style-bullet"):
        return BULLET
    if not attribute(form, "num-format"):
        return ""
    first = depth - int(attribute(form, "display-levels") or 1) + 1
    numbers = [
        formatted(counts.get(level, 1), FORMS.get(attribute(forms[level], "num-format"), "decimal"))
        for level in range(max(first, 1), depth + 1)
        if level in forms
    ]
    return (
        attribute(form, "num-prefix")
        + ".".join(filter(None, numbers))
        + attribute(form, "num-suffix")
    )
