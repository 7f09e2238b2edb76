"""Passages as weighted words and letters, the views from which themes are seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.preprocessing import normalize

from analysis.stemming import stem

Matrix = npt.NDArray[np.float64]

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


def by_words(texts: Sequence[str]) -> csr_matrix:
    """TF-IDF of stems that at least two texts use; rows of unit length or zero."""
    return _fit(TfidfVectorizer(analyzer=stems, sublinear_tf=True, min_df=2), texts)


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
