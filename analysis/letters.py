"""Runs of letters in a text, counted word by word: most words of a text have been met before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

MET, LONGEST = 50_000, 40
"""Words remembered at most, and letters of the longest: others are read as well, only slower."""


class Letters:
    """TF-IDF of runs of so many letters, from the fewest to the most, within words.

    The same figures as scikit-learn's TfidfVectorizer with "char_wb", which takes the runs of
    every word anew, and was the slowest part of the whole analysis.
    """

    def __init__(self, runs: tuple[int, int]) -> None:
        self.counts = CountVectorizer(analyzer="char_wb", ngram_range=runs)
        self.weights = TfidfTransformer(sublinear_tf=True)
        self.runs = range(runs[0], runs[1] + 1)
        self.columns: dict[str, int] = {}
        self.met: dict[str, list[int]] = {}

    def fit(self, texts: Iterable[str]) -> Letters:
        """Learn which runs there are, and how common each is."""
        self.weights.fit(self.counts.fit_transform(texts))
        self.columns = {run: int(at) for run, at in self.counts.vocabulary_.items()}
        self.met = {}
        return self

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """One row a text, one column a run."""
        columns: list[int] = []
        ends = [0]
        for text in texts:
            for word in text.lower().split():
                columns.extend(self._runs(word))
            ends.append(len(columns))
        shape = (len(ends) - 1, len(self.columns))
        table = csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
        table.sum_duplicates()
        weighed: csr_matrix = self.weights.transform(table)
        return weighed

    def _runs(self, word: str) -> list[int]:
        """The columns of a word's runs, each as often as it occurs."""
        found = self.met.get(word)
        if found is None:
            found = [at for run in self._cut(word) if (at := self.columns.get(run)) is not None]
            if len(self.met) < MET and len(word) <= LONGEST:
                self.met[word] = found
        return found

    def _cut(self, word: str) -> Iterator[str]:
        """A word's runs, a blank before and after it; one too short for a run is itself a run."""
        padded = f" {word} "
        for size in self.runs:
            for start in range(max(1, len(padded) - size + 1)):
                yield padded[start : start + size]
            if len(padded) <= size:
                break
