"""What an official writes in the outcome: words, and names in braces for what is never typed.

``{oppose}`` is a figure of the clause, ``{theme 1}`` the name of a theme, ``{quote 3}`` a
quotation. A name is looked up whenever the text is shown, so that it says what the seal says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import ClassVar, NamedTuple

from consultation.outcome.rules.figures import Figure, Label

NAME = re.compile(r"\{([^{}\n]{1,80})\}")
QUOTE = re.compile(r"quote (\d{1,4})\Z")

#: What stands in a stored quotation for "this is allowed no more", for the page of gates.
NOT_CHOSEN = "no quotation has this number"


class Place(NamedTuple):
    """The identity of some words: characters of a row of the sealed responses. Never the words."""

    response: str
    row: int
    start: int
    end: int

    def __str__(self) -> str:
        return "/".join(map(str, self))

    @classmethod
    def read(cls, written: str) -> Place:
        """The place as ``str`` writes it. Raises ValueError."""
        response, row, start, end = written.rsplit("/", 3)
        return cls(response, int(row), int(start), int(end))


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the department."""

    kind: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``words`` as they stand at ``source``, or why they may not be shown."""

    kind: ClassVar[str] = "quotation"
    number: int
    source: str
    words: str
    who: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in braces that names nothing."""

    kind: ClassVar[str] = "unknown"
    name: str


Piece = Words | Figure | Label | Quotation | Unknown


def normal(name: str) -> str:
    """A name as it is looked up: spaces and capitals make no difference.

    >>> normal(" Oppose  % ")
    'oppose %'
    """
    return " ".join(name.lower().replace("%", " % ").split())


def pieces(
    text: str, named: Mapping[str, Figure | Label], quotations: Mapping[int, Quotation]
) -> tuple[Piece, ...]:
    """``text`` with everything in braces looked up; joined in order they are the whole of it."""
    found: list[Piece] = []
    at = 0
    for match in NAME.finditer(text):
        if match.start() > at:
            found.append(Words(text[at : match.start()]))
        found.append(_looked_up(normal(match[1]), named, quotations))
        at = match.end()
    if at < len(text):
        found.append(Words(text[at:]))
    return tuple(_begun(found))


def names(text: str) -> list[str]:
    """The names in braces in ``text``, as they are looked up."""
    return [normal(match[1]) for match in NAME.finditer(text)]


def quote_numbers(text: str) -> list[int]:
    """The numbers of the quotations that ``text`` asks for."""
    return [int(match[1]) for name in names(text) if (match := QUOTE.match(name))]


def unknown(text: str, known: Iterable[str], quotations: Iterable[int] = ()) -> list[str]:
    """A sentence for each name in ``text`` that names nothing: what was found, what there is."""
    listed = list(known)
    numbers = set(quotations)
    return [
        _not_known(name, listed)
        for name in names(text)
        if name not in listed and not _is_chosen(name, numbers)
    ]


def plain(found: Iterable[Piece]) -> str:
    """The pieces as one string, as they are read; what may not be shown says why in brackets."""
    return "".join(map(_plain, found))


def _plain(piece: Piece) -> str:
    match piece:
        case Unknown(name):
            return f"{{{name}}}"
        case Quotation(_, _, words, _, withheld):
            return f"[{withheld}]" if withheld else f"“{words}”"
        case Label(_, text, withheld):
            return f"[{withheld}]" if withheld else text
        case _:
            return piece.text


def _looked_up(
    name: str, named: Mapping[str, Figure | Label], quotations: Mapping[int, Quotation]
) -> Piece:
    if match := QUOTE.match(name):
        number = int(match[1])
        return quotations.get(number) or Quotation(number, "", "", withheld=NOT_CHOSEN)
    return named.get(name) or Unknown(name)


def _begun(found: Sequence[Piece]) -> list[Piece]:
    """The same with a capital where a sentence begins with a figure in words ("most of those")."""
    return [
        _capital(piece) if isinstance(piece, Figure) and _starts(found[:place]) else piece
        for place, piece in enumerate(found)
    ]


def _starts(before: Sequence[Piece]) -> bool:
    """Whether a sentence begins after these."""
    last = before[-1] if before else Words("")
    return isinstance(last, Words) and last.text.rstrip()[-1:] in ("", ".", "!", "?")


def _capital(figure: Figure) -> Figure:
    return replace(figure, text=figure.text[:1].upper() + figure.text[1:])


def _is_chosen(name: str, numbers: set[int]) -> bool:
    match = QUOTE.match(name)
    return match is not None and int(match[1]) in numbers


def _not_known(name: str, known: Sequence[str]) -> str:
    if QUOTE.match(name):
        return f"{{{name}}}: no quotation of this clause has that number. Choose it first."
    near = get_close_matches(name, known, n=3, cutoff=0.6)
    exist = ", ".join(f"{{{one}}}" for one in near or known)
    meant = "Did you mean" if near else "There are"
    return f"{{{name}}} names nothing here. {meant}: {exist}{'?' if near else '.'}"
