"""Match comments to clauses by the words they share and the meanings they share.

Three views are added: words (stemmed, single and in pairs), letters (for spelling and
word forms), and meanings (a hand-written list of words that stand for one another).
A clause is also a little like its neighbours: a section has one subject.

Rejected as default: sentence embeddings (a 91 MB model for a few points; an extra may
supply them).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
from nltk.stem.snowball import SnowballStemmer
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from analysis import patterns

STEMMER = SnowballStemmer("english")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
#: How much each view counts, and how much of a clause's likeness its neighbours share.
WORDS, LETTERS, MEANINGS, SECTION = 1.0, 0.6, 0.5, 0.1
STOP = ENGLISH_STOP_WORDS - {
    "full",
    "whole",
    "find",
    "back",
    "few",
    "once",
    "together",
    "between",
    "first",
    "name",
}


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(STEMMER.stem(word))


def stems(text: str) -> list[str]:
    """The stems of ``text`` without its commonest words."""
    return [_stem(word) for word in WORD.findall(text.lower()) if word not in STOP]


@cache
def _meanings() -> list[frozenset[tuple[str, ...]]]:
    return [
        frozenset(tuple(_stem(w) for w in WORD.findall(phrase.lower())) for phrase in meaning)
        for meaning in patterns.table(__package__, "synonyms.toml")["meanings"]
    ]


def meanings(text: str) -> list[str]:
    """The numbers of the meanings that words of ``text`` stand for."""
    words = [_stem(word) for word in WORD.findall(text.lower())]
    runs = {tuple(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}
    return [str(number) for number, meaning in enumerate(_meanings()) if meaning & runs]


class Matcher:
    """Likeness of texts to ``clauses`` (columns ``clause``, ``text``, optional ``heading``)."""

    def __init__(self, clauses: pd.DataFrame) -> None:
        self.clauses = clauses
        headings = clauses["heading"].fillna("") if "heading" in clauses else [""] * len(clauses)
        texts = [f"{h}\n{t}" for h, t in zip(headings, clauses["text"], strict=True)]
        self._views = [
            (WORDS, TfidfVectorizer(analyzer=_words, sublinear_tf=True)),
            (LETTERS, TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)),
            (MEANINGS, TfidfVectorizer(analyzer=meanings, sublinear_tf=True)),
        ]
        self._clauses = [_fitted(view, texts) for _, view in self._views]

    def likeness(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a clause; higher is more alike (about 0 to 2)."""
        total = np.zeros((len(texts), len(self.clauses)))
        for (share, view), known in zip(self._views, self._clauses, strict=True):
            total += share * np.asarray((view.transform(texts) @ known.T).todense())
        likeness: np.ndarray = total + SECTION * _neighbours(total)
        return likeness


def _words(text: str) -> list[str]:
    found = stems(text)
    return found + [f"{a} {b}" for a, b in pairwise(found)]


def _fitted(view: TfidfVectorizer, texts: Sequence[str]) -> csr_matrix:
    """The view learns its words from the clauses, with one of its own so that none is empty."""
    return view.fit_transform([*texts, "clause of text about a child"])[:-1]


def _neighbours(likeness: np.ndarray) -> np.ndarray:
    """Mean likeness of the clauses just before and after."""
    padded = np.pad(likeness, ((0, 0), (1, 1)))
    mean: np.ndarray = (padded[:, :-2] + padded[:, 2:]) / 2
    return mean
