"""How clauses are numbered, named and put in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _


class Numbered(Protocol):
    """Anything with a clause number."""

    @property
    def number(self) -> str: ...


N = TypeVar("N", bound=Numbered)

NUMBER = r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*"
NAMED = re.compile(rf"({NUMBER})(?:\s*(?:to|-|–)\s*({NUMBER}))?")
PARTS = re.compile(r"\d+|[A-Za-z]+")

Place = tuple[tuple[int, str], ...]


def anchor(number: str) -> str:
    """The part of an address after "#" for a clause: 8.14 gives "clause-8-14"."""
    return "clause-" + number.replace(".", "-")


def place(number: str) -> Place:
    """Where a number stands among others: 8.2 before 8.10, 8.10 before 8.10A."""
    return tuple(
        (int(part), "") if part.isdigit() else (0, part.lower()) for part in PARTS.findall(number)
    )


def in_order(clauses: Iterable[N]) -> list[N]:
    """The clauses sorted by number."""
    return sorted(clauses, key=lambda clause: place(clause.number))


def clauses_named(about: str, clauses: Iterable[N]) -> list[N]:
    """The clauses that a question's ``about`` names: "8.14", "8.1 to 8.6", "8.2 and 8.9".

    Both ends of a range belong to it. A number that no clause has names nothing: clauses are
    renumbered and withdrawn, and a question must outlive that.
    """
    spans = [
        (place(first), place(last or first))
        for first, last in NAMED.findall(re.sub(r"\b(and|clauses?)\b", ",", about))
    ]
    return [
        clause
        for clause in in_order(clauses)
        if any(first <= place(clause.number) <= last for first, last in spans)
    ]


def clause_words(about: str) -> str:
    """``about`` as a reader sees it: "Clause 8.14", "Clauses 8.1 to 8.6", "" for none."""
    if not about.strip():
        return ""
    many = len(NAMED.findall(about)) > 1 or re.search(r"\bto\b|-|–", about)
    return (_("Clauses {numbers}") if many else _("Clause {numbers}")).format(numbers=about.strip())


def clause_span(numbers: Sequence[str]) -> str:
    """The first and the last of the numbers, in words: "Clauses 8.1 to 8.6"."""
    if len(numbers) < 2:
        return clause_words("".join(numbers))
    return _("Clauses {first} to {last}").format(first=numbers[0], last=numbers[-1])
