"""What a person writes to say what a part of a letter is on: "8.10 to 8.12", "8.2, 8.4", "q3"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from consultation.guidance.rules.numbering import place

_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.I)
_RANGE = re.compile(r"\s*(?:\bto\b|–|-)\s*", re.I)
_LABEL = re.compile(r"^(?:clauses?|para(?:graph)?s?\.?|questions?)\s+", re.I)


@dataclass(frozen=True)
class Place:
    """Clauses by number in the text's order, or a question by key, or nothing; or what is wrong."""

    clauses: tuple[str, ...] = ()
    question: str = ""
    problem: str = ""

    def __str__(self) -> str:
        return self.question or ", ".join(self.clauses)


def place_named(words: str, clauses: Sequence[str], questions: Collection[str]) -> Place:
    """The place that ``words`` name; both ends of a range belong to it.

    Policy: a number nobody has is a slip, never "on no clause": it is told, and nothing is kept.
    """
    words = _LABEL.sub("", words.strip()).strip()
    if not words:
        return Place()
    by_key = {key.casefold(): key for key in questions}
    key = by_key.get(words.casefold()) or by_key.get(f"q{words.casefold()}")
    if key and words not in clauses:
        return Place(question=key)
    found: set[str] = set()
    for one in _BETWEEN.split(words):
        ends = _RANGE.split(_LABEL.sub("", one))
        wrong = next((end for end in ends if end not in clauses), None)
        if wrong is not None or len(ends) > 2:
            return Place(problem=f"“{wrong or one}” is no clause and no question of this text")
        first, last = place(ends[0]), place(ends[-1])
        found |= {number for number in clauses if first <= place(number) <= last}
    return Place(clauses=tuple(number for number in clauses if number in found))
