"""What a published outcome consists of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

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
class Table:
    """A table with a caption. The first cell of each row is its heading."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


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


@dataclass(frozen=True)
class Section:
    """A part of the document under a heading; ``anchor`` is its address in it."""

    anchor: str
    heading: str
    parts: tuple[Prose | Table | ClauseAnswer, ...]


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


def _pieces(part: Prose | Table | ClauseAnswer) -> Iterator[Piece]:
    if isinstance(part, Table):
        yield from (cell for row in part.rows for cell in row if isinstance(cell, Figure))
    elif isinstance(part, ClauseAnswer):
        yield from (cell for row in part.positions.rows for cell in row if isinstance(cell, Figure))
        yield from part.pieces()
    else:
        yield from part.pieces
