"""Passages as weighted words and letters, the views from which themes are seen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.preprocessing import normalize

from analysis.stemming import stem

Matrix = npt.NDArray[np.float64]

FEW = 6
"""Stems of the middling text up to which what words are about is counted: longer texts say
themselves what they are about."""

SHORTEST = 3
"""Letters in the shortest word that counts."""

STOP_WORDS = ENGLISH_STOP_WORDS | {
    "don", "doesn", "didn", "isn", "wasn", "won", "wouldn", "shouldn", "couldn", "aren", "hasn",
    "haven", "ain", "ll", "ve", "re", "thats", "whats", "theres", "youre", "theyre", "weve", "ive", "im",
    "hes", "shes", "lets", "dont", "doesnt", "isnt", "cant", "wont", "etc",
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+")


def counts(word: str) -> bool:
    """Whether a lower-case word carries meaning: long enough and no stop word."""
    return len(word) >= SHORTEST and word not in STOP_WORDS


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    lower = text.lower().replace("'", "").replace("\u2019", "")
    return [stem(word) for word in _WORD.findall(lower) if counts(word)]


def reader(texts: Sequence[str]) -> Callable[[str], list[str]]:
    """What is read of each of `texts`: its stems and, where most texts have few, what they are about."""
    return about if np.median([len(stems(text)) for text in texts] or [0]) <= FEW else stems


def about(text: str) -> list[str]:
    """The stems of a text, and with them what they are about."""
    found = stems(text)
    return found + [meaning for each in found for meaning in meanings().get(each, ())]


@cache
def meanings() -> Mapping[str, tuple[str, ...]]:
    """What each stem listed in meanings.toml is about."""
    lists = tomllib.loads((files("analysis.themes") / "meanings.toml").read_text("utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for meaning, listed in lists["meanings"].items():
        for word in dict.fromkeys(map(stem, listed.split())):
            found[word] = (*found.get(word, ()), f"about {meaning}")
    return found


def by_words(texts: Sequence[str]) -> csr_matrix:
    """TF-IDF of what is read of the texts and at least two of them have; rows of unit length or zero."""
    return _fit(TfidfVectorizer(analyzer=reader(texts), sublinear_tf=True, min_df=2), texts)


def by_letters(texts: Sequence[str]) -> csr_matrix:
    """TF-IDF of runs of three to five letters within words: kin of a word, and misspellings."""
    ranges = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    return _fit(ranges, texts)


def _fit(vectoriser: TfidfVectorizer, texts: Sequence[str]) -> csr_matrix:
    try:
        return csr_matrix(vectoriser.fit_transform(texts))
    except ValueError:  # no word is used twice
        return csr_matrix((len(texts), 0))


def views(texts: Sequence[str]) -> list[csr_matrix]:
    """Three views: by words, by letters, by both.

    No view is best on every subject; together they err less.
    """
    words, letters = by_words(texts), by_letters(texts)
    found = [words, letters, hstack([words, letters]).tocsr()]
    return [view for view in found if min(view.shape) > 2]


def reduced(view: csr_matrix, dimensions: int, seed: int) -> Matrix:
    """Latent semantic dimensions of a view (Deerwester et al. 1990), largest first."""
    fitted = TruncatedSVD(
        min(dimensions, min(view.shape) - 1), algorithm="arpack", random_state=seed
    )
    # Texts that are all alike have no variance, and its ratio, which nobody asks for, no value.
    with np.errstate(divide="ignore", invalid="ignore"):
        found = fitted.fit_transform(view)
    # ARPACK gives the signs and, within rounding, the values for one start vector.
    return np.asarray(np.round(found, 9), dtype=np.float64)


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length one; zero rows stay zero."""
    return np.asarray(normalize(rows), dtype=np.float64)
