"""The words of a text, and the words and phrases that can stand for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis import patterns
from analysis.stemming import stem

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
#: Common words that tell clauses apart and so are kept.
TELLING = frozenset(
    ["full", "whole", "back", "few", "once", "together", "between", "first", "name"]
)
STOP = ENGLISH_STOP_WORDS - TELLING
LONGEST = 3  # words in a phrase that has a meaning


def stems(text: str) -> list[str]:
    """The stems of ``text`` in order, without its commonest words."""
    return [stem(word) for word in _words(text) if word not in STOP]


def tokens(text: str) -> list[str]:
    """Stems and pairs of stems."""
    found = stems(text)
    return found + [f"{first} {second}" for first, second in pairwise(found)]


def phrases(text: str) -> set[tuple[str, ...]]:
    """The words and phrases of ``text``, as stems, that the list of meanings knows."""
    words = [stem(word) for word in _words(text)]
    known, first = stand_ins(), _first_words()
    runs = (
        tuple(words[start : start + size])
        for start, word in enumerate(words)
        if word in first
        for size in range(1, LONGEST + 1)
    )
    return {run for run in runs if run in known}


def meanings(text: str, said: Sequence[str]) -> list[str]:
    """The tokens that words and phrases of ``text`` can stand for, less those ``said``."""
    found: set[str] = set().union(*(stand_ins()[phrase] for phrase in phrases(text)))
    return sorted(found.difference(said))


def of_like_meaning(word: str) -> list[str]:
    """The words and phrases, as written, that the list of meanings puts beside ``word``."""
    key = stem(word.lower())
    beside = [phrase for meaning in _lists() if key in map(stem, meaning) for phrase in meaning]
    return [phrase for phrase in dict.fromkeys(beside) if stem(phrase) != key]


@cache
def stand_ins() -> dict[tuple[str, ...], frozenset[str]]:
    """For each word or phrase (stems), the tokens that can stand for it."""
    same: dict[tuple[str, ...], set[str]] = {}
    for meaning in _lists():
        tokens_of = {" ".join(stems(phrase)) for phrase in meaning} - {""}
        for phrase in meaning:
            same.setdefault(tuple(map(stem, _words(phrase))), set()).update(tokens_of)
    return {phrase: frozenset(words) for phrase, words in same.items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in stand_ins() if phrase)


def _lists() -> list[list[str]]:
    lists: list[list[str]] = patterns.table(__package__, "synonyms.toml")["meanings"]
    return lists


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))
