"""What a published outcome consists of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NamedTuple

from consultation.guidance.rules import Change
from consultation.outcome.rules.draft import Decision, Standing
from consultation.outcome.rules.figures import Figure
from consultation.outcome.rules.notation import Piece, Quotation

#: A cell of a table: words or a figure.
Cell = str | Figure


@dataclass(frozen=True)
class Prose:
    """Rich text: HTML cut where figures and quotations stand. The words of ``pieces`` are HTML."""

    kind: ClassVar[str] = "prose"
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Text:
    """A paragraph that the program wrote, or an item of a list; its figures are looked up."""

    kind: ClassVar[str] = "text"
    pieces: tuple[Piece, ...]
    bullet: bool = False


@dataclass(frozen=True)
class Subheading:
    """A heading within a section."""

    kind: ClassVar[str] = "subheading"
    anchor: str
    text: str


class Bar(NamedTuple):
    """One bar of a chart: its label, its number, and its length as a share of the longest."""

    label: str
    figure: Figure
    share: float


@dataclass(frozen=True)
class Table:
    """A table with a caption. The first cell of each row is its heading.

    ``chart``: whether the numbers of its second column are drawn too, above it.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: bool = False

    @property
    def bars(self) -> list[Bar]:
        """What is drawn: a bar for each row that is a part of something; none where all are nought."""
        if not self.chart:
            return []
        found = [(str(row[0]), row[1]) for row in self.rows]
        counts = [(name, one) for name, one in found if isinstance(one, Figure) and one.base_key]
        longest = max((one.value for _name, one in counts), default=0)
        return [Bar(name, one, one.value / longest) for name, one in counts if longest]

    @property
    def in_words(self) -> bool:
        """Whether no cell of it is a figure."""
        return not any(isinstance(cell, Figure) for row in self.rows for cell in row)

    @property
    def drawn(self) -> str:
        """What the chart shows, in words."""
        return (
            f"Bar chart. {self.caption}: "
            + "; ".join(f"{one.label} {one.figure.value:,}" for one in self.bars)
            + "."
        )


@dataclass(frozen=True)
class Tracked:
    """Two wordings and what changes between them, word by word."""

    old: str
    new: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Said:
    """A sentence on what people said, the places it stands on, and what it may be called."""

    pieces: tuple[Piece, ...]
    sources: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True)
class ClauseAnswer:
    """One clause: what was proposed, what people said, what the department will do and why.

    ``proposed``: old text to redraft. ``final``: redraft to final wording; ``whole``: old text to
    final wording. ``answers``: (name of the proposal, the department's answer).
    """

    kind: ClassVar[str] = "clauseanswer"
    anchor: str
    identity: str
    clause: str
    number: str
    heading: str
    proposed: Tracked
    positions: Table
    said: tuple[Said, ...]
    decision: Decision
    decided: str
    reason: tuple[tuple[Piece, ...], ...]
    answers: tuple[tuple[tuple[Piece, ...], tuple[Piece, ...]], ...]
    final: Tracked
    whole: Tracked

    def pieces(self) -> Iterator[Piece]:
        """Everything looked up in it, in reading order."""
        for sentence in self.said:
            yield from sentence.pieces
        for paragraph in self.reason:
            yield from paragraph
        for about, answer in self.answers:
            yield from (*about, *answer)


Part = Prose | Text | Subheading | Table | ClauseAnswer


@dataclass(frozen=True)
class Section:
    """A part of the document under a heading; ``anchor`` is its address in it."""

    anchor: str
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Document:
    """The whole outcome, bound to a seal."""

    title: str
    consultation: str
    slug: str
    seal: int
    digest: str
    sealed_at: datetime
    sections: tuple[Section, ...]
    signed: tuple[tuple[str, datetime], ...]
    scale: str

    def clauses(self) -> Iterator[ClauseAnswer]:
        """The answers clause by clause."""
        for section in self.sections:
            yield from (part for part in section.parts if isinstance(part, ClauseAnswer))

    def pieces(self) -> Iterator[Piece]:
        """Everything looked up in it, in reading order; the cells of tables too."""
        for section in self.sections:
            for part in section.parts:
                yield from _pieces(part)

    def figures(self) -> Iterator[Figure]:
        """Every figure, in reading order, as often as it stands there."""
        return (piece for piece in self.pieces() if isinstance(piece, Figure))

    def quotations(self) -> Iterator[Quotation]:
        """Every quotation, in reading order."""
        return (piece for piece in self.pieces() if isinstance(piece, Quotation))


def _pieces(part: Part) -> Iterator[Piece]:
    if isinstance(part, Subheading):
        return
    if isinstance(part, Table):
        yield from (cell for row in part.rows for cell in row if isinstance(cell, Figure))
    elif isinstance(part, ClauseAnswer):
        yield from (cell for row in part.positions.rows for cell in row if isinstance(cell, Figure))
        yield from part.pieces()
    else:
        yield from part.pieces
