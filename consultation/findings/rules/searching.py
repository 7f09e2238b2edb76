"""What a search asks for, and whether and where a text has it.

Policy: a person who searches must be able to say afterwards what was found and what was not. So a
word finds its other forms ("review" finds "reviews", "reviewing") and nothing else unless words of
like meaning are asked for, and then the page names them; words in quotation marks are found as they
stand; and whatever way a database narrowed the texts down, this decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from nltk.stem.snowball import EnglishStemmer

#: Characters that are not seen; inside a word they would hide it from a search.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"

_WORD = re.compile(rf"\d+(?:\.\d+)+|[^\W_](?:(?:[^\W_]|[{UNSEEN}])*[^\W_])?")
_UNSEEN = re.compile(f"[{UNSEEN}]")
#: Letters beyond ASCII, letters that are not seen, and units written to their number ("3.5m").
_UNUSUAL = re.compile(rf"[^\x00-\x7f\W]|[{UNSEEN}]|\.\d+[A-Za-z]")
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
    found: list[tuple[int, int]] = []
    for term in query.terms:
        here = list(_found(term, text))
        if bool(here) == term.absent:
            return None
        found += here
    return sorted(set(found))


def tokens(text: str) -> list[Token]:
    """The words of a text, each compared by its stem; how it is written makes no difference."""
    return [Token(one.start(), one.end(), _key(one.group())) for one in _WORD.finditer(text)]


def begins(key: str) -> str:
    """What every word that is compared by ``key`` begins with.

    Stemming may change the letter it leaves last ("sky", "skies"), and the second of three ("dying").
    """
    if not key.isalpha():
        return key
    return key[:1] if key in ("die", "lie", "tie") else key[:-1] or key


def snippet(text: str, found: Sequence[tuple[int, int]], around: int = 120) -> tuple[int, int]:
    """The stretch of ``text`` to show: the first place found and what stands round it, whole words."""
    start, end = found[0] if found else (0, 0)
    begin, stop = max(0, start - around), min(len(text), end + around)
    while begin > 0 and begin < start and not text[begin - 1].isspace():
        begin += 1
    while stop < len(text) and stop > end and not text[stop].isspace():
        stop -= 1
    return begin, stop


class _Ways(NamedTuple):
    """The ways of a term, as keys, by their first; and what finds words that may have such a key in
    a text in which nothing is unusual, None if only reading word by word does."""

    by_first: dict[str, list[tuple[str, ...]]]
    first: re.Pattern[str] | None


def _found(term: Term, text: str) -> Iterator[tuple[int, int]]:
    ways = _ways(term)
    words = _WORD if ways.first is None or _UNUSUAL.search(text) else ways.first
    for word in words.finditer(text):
        for way in ways.by_first.get(_key(word.group()), ()):
            end = _end(way, text, word.end())
            if end is not None:
                yield word.start(), end


def _end(way: tuple[str, ...], text: str, end: int) -> int | None:
    """Where ``way`` ends, whose first word ends at ``end``; None if other words follow."""
    for key in way[1:]:
        word = _WORD.search(text, end)
        if word is None or _key(word.group()) != key:
            return None
        end = word.end()
    return end


@lru_cache(maxsize=1_000)
def _ways(term: Term) -> _Ways:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for way in term.ways:
        keys = tuple(token.key for token in tokens(way))
        by_first.setdefault(keys[0], []).append(keys)
    if not all(key.isascii() and key.isalpha() for key in by_first):
        return _Ways(by_first, None)
    begun = "|".join(sorted({begins(key) for key in by_first}))
    first = re.compile(rf"(?<![A-Za-z0-9])(?:{begun})[A-Za-z0-9]*", re.ASCII | re.IGNORECASE)
    return _Ways(by_first, first)


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", word)).casefold()
    return str(_stem(seen)) if seen.isalpha() else seen
