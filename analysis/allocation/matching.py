"""Match comments to clauses by the words they share and the meanings they share.

A comment's words are stemmed, and to each are added, at a fraction of its weight, the
clause words that can stand for it (a hand-written list of meanings); spelling and word
forms are met by a second view of letters. A heading says in a few words what a clause is
about, so it counts more than the text under it.

Sentence embeddings, where they are asked for, add a third view: what the whole comment means
beside the whole clause, its nearest sentence and its heading. They are no default: the model
and the libraries it needs are far larger than everything else here together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from analysis import embeddings, passages, patterns
from analysis.letters import Letters
from analysis.stemming import stem

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
#: How much the letters and the added meanings count beside the words (1), and how many times
#: a heading is said.
LETTERS, MEANINGS, HEADING = 0.3, 0.8, 3
#: How much the embeddings' view counts where it is asked for: of the whole clause, of its nearest
#: sentence and of its heading.
WHOLE, NEAREST, TITLE = 0.4, 0.4, 0.2
#: Common words that tell clauses apart and so are kept.
TELLING = frozenset(
    ["full", "whole", "back", "few", "once", "together", "between", "first", "name"]
)
#: Letters in the runs compared.
RUNS = (4, 5)
STOP = ENGLISH_STOP_WORDS - TELLING
LONGEST = 3  # words in a phrase that has a meaning


def stems(text: str) -> list[str]:
    """The stems of ``text`` in order, without its commonest words."""
    return [stem(word) for word in _words(text) if word not in STOP]


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))


def tokens(text: str) -> list[str]:
    """Stems and pairs of stems."""
    found = stems(text)
    return found + [f"{first} {second}" for first, second in pairwise(found)]


@cache
def _meanings() -> dict[tuple[str, ...], frozenset[str]]:
    """For each word or phrase (stems), the tokens that can stand for it."""
    lists = patterns.table(__package__, "synonyms.toml")["meanings"]
    same: dict[tuple[str, ...], set[str]] = {}
    for meaning in lists:
        stand_ins = {" ".join(stems(phrase)) for phrase in meaning} - {""}
        for phrase in meaning:
            same.setdefault(tuple(map(stem, _words(phrase))), set()).update(stand_ins)
    return {phrase: frozenset(words) for phrase, words in same.items()}


def of_like_meaning(word: str) -> list[str]:
    """The words and phrases, as written, that the list of meanings puts beside ``word``."""
    key = stem(word.lower())
    lists = patterns.table(__package__, "synonyms.toml")["meanings"]
    beside = [phrase for meaning in lists if key in map(stem, meaning) for phrase in meaning]
    return [phrase for phrase in dict.fromkeys(beside) if stem(phrase) != key]


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _meanings() if phrase)


def meanings(text: str, said: Sequence[str]) -> list[str]:
    """The tokens that words and phrases of ``text`` can stand for, less those ``said``."""
    words = [stem(word) for word in _words(text)]
    known, first = _meanings(), _first_words()
    phrases = {
        tuple(words[start : start + size])
        for start, word in enumerate(words)
        if word in first
        for size in range(1, LONGEST + 1)
    }
    found: set[str] = set().union(*(known.get(phrase, frozenset()) for phrase in phrases))
    return sorted(found.difference(said))


class Matcher:
    """Likeness of texts to ``clauses`` (columns ``clause``, ``text``, optional ``heading``).

    ``embedded`` asks for the embeddings' view too.
    """

    def __init__(self, clauses: pd.DataFrame, embedded: bool = False) -> None:
        headings = clauses["heading"].fillna("") if "heading" in clauses else [""] * len(clauses)
        texts = [f"{h}. " * HEADING + t for h, t in zip(headings, clauses["text"], strict=True)]
        self._words = TfidfVectorizer(analyzer=_as_given, sublinear_tf=True)
        self._letters = Letters(RUNS)
        self._clause_words = _fitted(self._words, [tokens(text) for text in texts], [["-"]])
        self._clause_letters = self._letters.fit([*texts, "clause"]).transform(texts)
        self._embedded = Embedded(list(headings), list(clauses["text"])) if embedded else None

    def likeness(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a clause; 0 is nothing alike.

        2.1 is the most there can be, with embeddings 3.1.
        """
        tokened = [tokens(text) for text in texts]
        said = self._words.transform(tokened)
        pairs = zip(texts, tokened, strict=True)
        meant = self._words.transform([meanings(*pair) for pair in pairs])
        letters = self._letters.transform(texts)
        by_words = _products(said + MEANINGS * meant, self._clause_words)
        alike = by_words + LETTERS * _products(letters, self._clause_letters)
        return alike if self._embedded is None else alike + self._embedded.likeness(texts)


class Embedded:
    """The embeddings' view of clauses: the whole, each sentence under its heading, the heading."""

    def __init__(self, headings: list[str], texts: list[str]) -> None:
        named = [f"{heading}. {text}" for heading, text in zip(headings, texts, strict=True)]
        self._whole, self._titles = embeddings.of(named), embeddings.of(headings)
        sentences: list[str] = []
        self._firsts: list[int] = []
        for heading, text in zip(headings, texts, strict=True):
            self._firsts.append(len(sentences))
            found = [text[start:end] for start, end in passages.split(text)]
            sentences += [f"{heading}: {sentence}" for sentence in found or [text]]
        self._sentences = embeddings.of(sentences)

    def likeness(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a clause; 1 is the most there can be."""
        said = embeddings.of(texts)
        nearest = np.maximum.reduceat(said @ self._sentences.T, self._firsts, axis=1)
        whole, title = said @ self._whole.T, said @ self._titles.T
        alike: np.ndarray = WHOLE * whole + NEAREST * nearest + TITLE * title
        return alike


def _as_given(words: list[str]) -> list[str]:
    return words


def _fitted(view: TfidfVectorizer, texts: list, spare: list) -> csr_matrix:  # type: ignore[type-arg]
    """The view learns its words from the clauses, with a spare so that it is never empty."""
    return view.fit_transform([*texts, *spare])[:-1]


def _products(texts: csr_matrix, clauses: csr_matrix) -> np.ndarray:
    likeness: np.ndarray = np.asarray((texts @ clauses.T).todense())
    return likeness
