"""Many proposals to change one clause, made one marked-up clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from consultation.guidance.rules import Change

#: Kinds that can be drawn in the clause; the others name no words to put there or to take away.
DRAWN_KINDS = ("insert", "delete", "replace")


class Edit(NamedTuple):
    """Characters ``[start, end)`` of a clause become characters ``[new_start, new_end)`` of a text."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def kind(self) -> str:
        """What it does to the clause."""
        if self.start == self.end:
            return "insert"
        return "delete" if self.new_start == self.new_end else "replace"


class Placed(Protocol):
    """A change with its place in the clause, empty where it names none."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def withheld(self) -> str: ...


T = TypeVar("T", bound=Placed)


def edits(wording: str, changes: Iterable[Change]) -> list[Edit]:
    """The changes, as ``proposed_changes`` gives them, as edits of ``wording``; spaces trimmed.

    Browsers end lines with two characters. The first is passed over where ``wording`` has it not.
    """
    found: list[Edit] = []
    at = new = 0
    begun: tuple[int, int] | None = None
    for change in [*changes, Change("same", "")]:
        if change.kind == "same" and begun:
            found.append(Edit(begun[0], at, begun[1], new))
            begun = None
        elif change.kind != "same":
            begun = begun or (at, new)
        at = at if change.kind == "inserted" else _advanced(wording, at, change.text)
        new = new if change.kind == "deleted" else new + len(change.text)
    return found


def _advanced(wording: str, at: int, text: str) -> int:
    for character in text:
        at += not (character == "\r" and wording[at : at + 1] != "\r")
    return at


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the spaces at its ends; an empty one goes to the word that follows.

    "After six" and "before months" are one place between two words, however a proposal puts it.
    """
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < len(text) and text[start].isspace():
        start += 1
    return start, max(start, end)


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the spaces at its ends; one of spaces alone is empty."""
    words = text[start:end]
    start += len(words) - len(words.lstrip()) if words.strip() else 0
    return start, start + len(words.strip())


def plain(words: str) -> str:
    """What two equal proposals share: the words, whatever their case and stops."""
    return " ".join(re.findall(r"\w+", words.lower())) or " ".join(words.split())


def drawn(ranked: Iterable[T]) -> tuple[list[T], list[T]]:
    """Those drawn in the clause, in its order, and those listed beside it, as they were ranked.

    Policy: no two changes of the same words can be read in one text. Of those that overlap, the one
    most people ask for is drawn; the others are not lost, but listed. Listed too is what names no
    place in the clause, and what is withheld: what a person takes out beside words can tell them.
    """
    taken: list[T] = []
    beside: list[T] = []
    for one in ranked:
        placed = one.kind in DRAWN_KINDS and one.start is not None and not one.withheld
        (taken if placed and not _clashes(one, taken) else beside).append(one)
    return sorted(taken, key=lambda one: (one.start or 0, one.end or 0)), beside


def _clashes(one: Placed, taken: Sequence[Placed]) -> bool:
    start, end = one.start or 0, one.end or 0
    others = ((other.start or 0, other.end or 0) for other in taken)
    return any((start < b and a < end) or (start, end) == (a, b) for a, b in others)


class Drawn(NamedTuple):
    """Words of the clause that stay, or a change with the spaces its new words need."""

    text: str
    change: object = None
    before: str = ""
    after: str = ""


def marked(text: str, taken: Iterable[T]) -> list[Drawn]:
    """The clause in pieces; those that stay and the words taken away, joined, are ``text``."""
    found, at = [], 0
    for one in taken:
        start, end = one.start or 0, one.end or 0
        found.append(Drawn(text[at:start]))
        # New words are kept without spaces; those between them and the clause's are put back.
        after = " " if start == end and text[start : start + 1].isalnum() else ""
        before = " " if start == end and start and not text[start - 1].isspace() else ""
        found.append(Drawn(text[start:end], one, before, after))
        at = end
    return [piece for piece in [*found, Drawn(text[at:])] if piece.text or piece.change]
