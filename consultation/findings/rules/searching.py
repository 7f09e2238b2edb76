"""What a search asks for, and whether and where a text has it.

Policy: a person who searches must be able to say afterwards what was found and what was not. So a
word finds its other forms ("review" finds "reviews", "reviewing") and nothing else unless words of
like meaning are asked for, and then the page names them; words in quotation marks are found as they
stand; and whatever way a database narrowed the texts down, this decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from nltk.stem.snowball import EnglishStemmer

#: Characters that are not seen; inside a word they would hide it from a search.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"

_WORD = re.compile(rf"\d+(?:\.\d+)+|[^\W_](?:(?:[^\W_]|[{UNSEEN}])*[^\W_])?")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_TERM = re.compile(r'(?<![\w-])(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))')

#: Words too common to look for by themselves (Snowball's English list, which PostgreSQL leaves out
#: too). A phrase keeps them.
COMMON = frozenset(
    "a about above after again against all am an and any are as at be because been before "
    "being below between both but by can did do does doing don down during each few for from "
    "further had has have having he her here hers herself him himself his how i if in into is "
    "it its itself just me more most my myself no nor not now of off on once only or other "
    "our ours ourselves out over own s same she should so some such t than that the their "
    "theirs them themselves then there these they this those through to too under until up "
    "very was we were what when where which while who whom why will with you your yours "
    "yourself yourselves".split()
)

_stem = EnglishStemmer().stem


class Token(NamedTuple):
    """A word of a text: where it stands, and what it is compared by."""

    start: int
    end: int
    key: str


class Term(NamedTuple):
    """Something that must be there, or with ``absent`` must not: words in a row, or one of several.

    ``ways``: each a phrase that stands for the term, the first as it was typed.
    """

    ways: tuple[str, ...]
    absent: bool = False


class Query(NamedTuple):
    """What is searched for: every term. ``also``: words of like meaning that were added."""

    terms: tuple[Term, ...]
    also: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(not term.absent for term in self.terms)


def parsed(typed: str, meanings: Callable[[str], Iterable[str]] | None = None) -> Query:
    """What ``typed`` asks for: words, "phrases", and -words or -"phrases" that must be absent.

    ``meanings`` gives for a word others of like meaning, any of which may stand in its place.
    """
    terms: list[Term] = []
    also: list[str] = []
    for minus, phrase, word in _TERM.findall(typed):
        as_typed = " ".join((phrase or word).split())
        said = [as_typed[token.start : token.end].casefold() for token in tokens(as_typed)]
        if not said or set(said) <= COMMON:
            continue
        ways = [as_typed]
        if meanings and word and not minus:
            others = [other for other in meanings(word) if other.casefold() != word.casefold()]
            also += others
            ways += others
        terms.append(Term(tuple(dict.fromkeys(ways)), bool(minus)))
    return Query(tuple(terms), tuple(dict.fromkeys(also)))


def places(query: Query, text: str) -> list[tuple[int, int]] | None:
    """Where the words of ``query`` stand in ``text``; None if the text is not what it asks for."""
    said = tokens(text)
    found: list[tuple[int, int]] = []
    for term in query.terms:
        here = [place for way in term.ways for place in _in_a_row(_keys(way), said)]
        if bool(here) == term.absent:
            return None
        found += here
    return sorted(set(found))


def tokens(text: str) -> list[Token]:
    """The words of a text, each compared by its stem; how it is written makes no difference."""
    return [Token(one.start(), one.end(), _key(one.group())) for one in _WORD.finditer(text)]


def snippet(text: str, found: Sequence[tuple[int, int]], around: int = 120) -> tuple[int, int]:
    """The stretch of ``text`` to show: the first place found and what stands round it, whole words."""
    start, end = found[0] if found else (0, 0)
    begin, stop = max(0, start - around), min(len(text), end + around)
    while begin > 0 and begin < start and not text[begin - 1].isspace():
        begin += 1
    while stop < len(text) and stop > end and not text[stop].isspace():
        stop -= 1
    return begin, stop


def _in_a_row(way: tuple[str, ...], said: Sequence[Token]) -> list[tuple[int, int]]:
    return [
        (said[at].start, said[at + len(way) - 1].end)
        for at in range(len(said) - len(way) + 1)
        if all(said[at + step].key == key for step, key in enumerate(way))
    ]


@lru_cache(maxsize=1_000)
def _keys(phrase: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokens(phrase))


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", word)).casefold()
    return str(_stem(seen)) if seen.isalpha() else seen
