"""The document as a run of headings, paragraphs, tables and pictures: what Word and ODT are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

from consultation.guidance.rules import Change
from consultation.guidance.rules.deadline import UK
from consultation.outcome.rules.document import (
    Cell,
    ClauseAnswer,
    Document,
    Part,
    Prose,
    Said,
    Subheading,
    Table,
    Text,
    Tracked,
)
from consultation.outcome.rules.figures import Figure
from consultation.outcome.rules.notation import Piece, Quotation, Words, plain


class Run(NamedTuple):
    """Words that look alike. ``style``: "", strong, emphasis, figure, quotation, inserted, deleted."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (the title) to 4."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``style`` is "", "bullet", "number" or "aside"."""

    runs: tuple[Run, ...]
    style: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: its caption, the headings of its columns, and rows whose first cell is a heading; the
    others are runs, of style "figure" where they are one."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A chart as PNG, with the words that say what it shows."""

    png: bytes
    alt: str


Block = Heading | Paragraph | Grid | Picture

#: Draws a table as a picture; None where there is nothing to draw.
Draw = Callable[[Table], Picture | None]

NOTE = (
    "A consultation is not a vote and not a survey: those who answer choose to, and their number "
    "says nothing of how many others think alike. Every share is of those who commented on the "
    "clause, unless it says otherwise. Shares are rounded to whole numbers, halves up, so they may "
    "not add up to 100%."
)
CAMPAIGNS = (
    "Responses that share a template are a campaign. They are counted, and every table shows the "
    "figures without them beside."
)


def blocks(document: Document, draw: Draw) -> Iterator[Block]:
    """Everything that stands in the document, in the order in which it is read."""
    yield Heading(1, document.title)
    yield Paragraph((Run(f"The government response to “{document.consultation}”."),))
    for section in document.sections:
        yield Heading(2, section.heading)
        for part in section.parts:
            yield from _part(part, draw)
    yield from _how_counted(document)


def _part(part: Part, draw: Draw) -> Iterator[Block]:
    if isinstance(part, Table):
        yield from _table(part, draw)
    elif isinstance(part, ClauseAnswer):
        yield from _answer(part, draw)
    elif isinstance(part, Subheading):
        yield Heading(3, part.text)
    elif isinstance(part, Text):
        yield Paragraph(tuple(_runs(part.pieces)), "bullet" if part.bullet else "")
    else:
        yield from _prose(part)


def _table(table: Table, draw: Draw) -> Iterator[Block]:
    """The picture before its table, which says the same."""
    picture = draw(table)
    if picture:
        yield picture
    yield _grid(table)


def _answer(clause: ClauseAnswer, draw: Draw) -> Iterator[Block]:
    yield Heading(3, f"{clause.number} {clause.heading}".strip())
    yield Heading(4, "What was proposed")
    if clause.proposed.old:
        yield _tracked(clause.proposed)
    else:
        yield Paragraph((Run("A new clause: "), Run(clause.proposed.new)))
    yield Heading(4, "What people said")
    if not clause.said:
        yield Paragraph((Run("Nobody commented on this clause."),))
    yield from (_said(sentence) for sentence in clause.said)
    yield from _table(clause.positions, draw)
    yield Heading(4, "What we will do")
    yield Paragraph((Run(f"{clause.decided}.", "strong"),))
    yield from (Paragraph(tuple(_runs(paragraph))) for paragraph in clause.reason)
    for about, answer in clause.answers:
        asked = Run(f"On ‘{plain(about)}’: ", "strong")
        yield Paragraph((asked, *_runs(answer)))
    yield Heading(4, "Final wording")
    if clause.final.old == clause.final.new:
        yield Paragraph((Run("As it was proposed: "), Run(clause.final.new)))
    else:
        yield Paragraph((Run("Changed since it was proposed:"),))
        yield _tracked(clause.final)


def _said(sentence: Said) -> Paragraph:
    own = sentence.standing == "own words"
    mark = (Run("The department’s own words: ", "emphasis"),) if own else ()
    return Paragraph((*mark, *_runs(sentence.pieces)), "aside" if own else "")


def _runs(pieces: Iterable[Piece]) -> Iterator[Run]:
    for piece in pieces:
        if isinstance(piece, Quotation) and not piece.withheld:
            yield Run(f"“{piece.words}”", "quotation")
            if piece.who:
                yield Run(f" ({piece.who})")
        else:
            yield Run(plain((piece,)), "figure" if isinstance(piece, Figure) else "")


def _tracked(tracked: Tracked) -> Paragraph:
    return Paragraph(tuple(map(_change, tracked.changes)))


def _change(change: Change) -> Run:
    return Run(change.text, "" if change.kind == "same" else change.kind)


def _grid(table: Table) -> Grid:
    return Grid(table.caption, table.columns, tuple(tuple(map(_cell, row)) for row in table.rows))


def _cell(cell: Cell) -> Run:
    return Run(cell.text, "figure") if isinstance(cell, Figure) else Run(cell)


def _how_counted(document: Document) -> Iterator[Block]:
    yield Heading(2, "How this was counted")
    for text in (NOTE, document.scale, CAMPAIGNS):
        yield Paragraph((Run(text),))
    sealed = document.sealed_at.astimezone(UK)
    day = f"{sealed.day} {sealed:%B %Y}"
    yield Paragraph(
        (
            Run(
                f"Every figure and quotation is bound to seal {document.seal} of {day}, whose digest is "
            ),
            Run(document.digest),
        )
    )
    if document.signed:
        yield Heading(3, "Signed off")
        for name, at in document.signed:
            local = at.astimezone(UK)
            yield Paragraph((Run(f"{name}, {local.day} {local:%B %Y}"),), "bullet")


def _prose(prose: Prose) -> Iterator[Block]:
    """Rich text: its HTML is read with the figures where they stand."""
    reader = _RichText()
    for piece in prose.pieces:
        if isinstance(piece, Words):
            reader.feed(piece.text)
        else:
            reader.runs += _runs((piece,))
    reader.close()
    yield from reader.finished()


class _RichText(HTMLParser):
    """The few elements that the editor of the outcome offers: paragraphs, lists, h3, bold, italic."""

    STYLES = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[Block] = []
        self.runs: list[Run] = []
        self.style: list[str] = []
        self.lists: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.lists.append("bullet" if tag == "ul" else "number")
        elif tag in self.STYLES:
            self.style.append(self.STYLES[tag])
        elif tag == "br":
            self.runs.append(Run("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag in self.STYLES and self.style:
            self.style.pop()
        elif tag in ("p", "li", "h3"):
            self._finish(tag)

    def handle_data(self, data: str) -> None:
        if data.strip() or self.runs:
            self.runs.append(Run(data, self.style[-1] if self.style else ""))

    def finished(self) -> list[Block]:
        """What was read."""
        self._finish("p")
        return self.done

    def _finish(self, tag: str) -> None:
        words = "".join(run.text for run in self.runs).strip()
        if words and tag == "h3":
            self.done.append(Heading(3, words))
        elif words:
            listed = self.lists[-1] if tag == "li" and self.lists else ""
            self.done.append(Paragraph(tuple(self.runs), listed))
        self.runs = []
