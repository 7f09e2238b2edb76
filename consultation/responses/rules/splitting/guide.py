"""What a letter is split with, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """How a part came to its clause; the values of ``Allocation.Why``."""

    HEADING = "heading"
    NUMBER = "number"
    CITATION = "citation"
    WORDS = "words"
    NONE = ""


@dataclass(frozen=True)
class Part:
    """The characters from ``start`` up to ``end`` of a letter, and what they are on."""

    start: int
    end: int
    clauses: tuple[str, ...] = ()
    question: str = ""
    why: Why = Why.NONE
    confidence: float = 0.0


@dataclass(frozen=True)
class Cited:
    """A place in a text that names clauses."""

    start: int
    end: int
    clauses: tuple[str, ...]


#: For each text and the clauses it may be on (none given: any), the likeliest, and how sure.
Likely = Callable[[Sequence[str], Sequence[Collection[str]]], list[tuple[str, float]]]


@dataclass(frozen=True)
class Guide:
    """What a letter can be on, and how to read it. The analysis supplies the three functions."""

    #: The heading of each clause by its number, in the order of the text.
    clauses: Mapping[str, str]
    cited: Callable[[str], Sequence[Cited]]
    sentences: Callable[[str], Sequence[tuple[int, int]]]
    likely: Likely
    #: The clauses of each section, by its letter in lower case and by its title in lower case.
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: The label of each question by its key.
    questions: Mapping[str, str] = field(default_factory=dict)
