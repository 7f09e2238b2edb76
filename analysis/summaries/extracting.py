"""The few sentences that say most of what all the sentences say.

Each sentence is taken in turn for the summary a person might have written,
and those sentences are chosen that overlap with all of them best: minimum
Bayes risk (Kumar and Byrne 2004, aclanthology N04-1022) with word and
word-pair overlap, the measure ROUGE makes of a summary, as the gain. Short
plain statements of the common point win; long or odd ones lose. Rejected:
LexRank, centroids with maximal marginal relevance, embeddings, all measured
and worse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from analysis.stemming import stem

MOST_COMPARED = 400
"""Sentences compared; of more, a part chosen by digest, so that it hardly changes with others."""

CANDIDATES = 60
"""Sentences, the best by themselves, among which the best together are sought."""

LENGTHS = (3, 30)
"""Words in a sentence that may be chosen."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")

Ints = npt.NDArray[np.int64]


def extract(sentences: Sequence[str], k: int = 2) -> list[int]:
    """The positions of `k` sentences that together stand for all, the best first.

    Fewer when there are fewer sentences. The choice does not depend on order.
    """
    order = _compared(sentences)
    if k < 1 or not order:
        return []
    terms = _terms([sentences[at] for at in order])
    chosen = _best(terms, _candidates(terms), min(k, len(order)))
    return [int(order[at]) for at in chosen]


def _compared(sentences: Sequence[str]) -> list[int]:
    """Positions of the distinct sentences compared, in the order of the alphabet."""
    first: dict[str, int] = {}
    for at, sentence in enumerate(sentences):
        first.setdefault(sentence, at)
    chosen = sorted(first, key=lambda each: blake2b(each.encode("utf-8", "replace")).digest())
    return [first[each] for each in sorted(chosen[:MOST_COMPARED])]


def _terms(sentences: Sequence[str]) -> csr_matrix:
    """Which words and pairs of neighbouring words each sentence holds, by their stems."""
    counter = CountVectorizer(analyzer=_analyse, binary=True, dtype=np.float64)
    try:
        return csr_matrix(counter.fit_transform(sentences))
    except ValueError:  # no sentence has a word
        return csr_matrix((len(sentences), 1))


def words(sentence: str) -> list[str]:
    """The stems of all the words, small ones too: ROUGE counts them."""
    return [stem(word) for word in _WORD.findall(sentence.lower())]


def _analyse(sentence: str) -> list[str]:
    stems = words(sentence)
    return stems + [f"{one} {other}" for one, other in pairwise(stems)]


def _candidates(terms: csr_matrix) -> Ints:
    """The sentences of fit length that overlap with all of them best, best first."""
    # A sentence of w different words holds up to 2w - 1 terms.
    sizes = _sizes(terms)
    fit = np.flatnonzero((sizes >= 2 * LENGTHS[0] - 1) & (sizes <= 2 * LENGTHS[1] - 1))
    fit = fit if len(fit) else np.arange(terms.shape[0])
    return fit[np.argsort(-_gains(terms, [], fit), kind="stable")][:CANDIDATES]


def _sizes(terms: csr_matrix) -> npt.NDArray[np.float64]:
    return np.asarray(terms.sum(axis=1), dtype=np.float64).ravel()


def _gains(terms: csr_matrix, chosen: Sequence[int], candidates: Ints) -> npt.NDArray[np.float64]:
    """Mean overlap (F-measure) with every sentence of the chosen ones and each candidate.

    Chosen and candidate are taken as one text: a term both hold counts once
    towards the overlap and twice towards the length.
    """
    sizes = _sizes(terms)
    held = np.asarray(terms[list(chosen)].sum(axis=0)).ravel() > 0
    new = terms[candidates].multiply(~held).tocsr()
    shared = (terms @ new.T).toarray() + (terms @ held.astype(np.float64))[:, None]
    length = sizes[candidates] + sizes[list(chosen)].sum()
    overlap = 2 * shared / np.maximum(sizes[:, None] + length[None], 1)
    return np.asarray(np.round(overlap.mean(axis=0), 12), dtype=np.float64)


def _best(terms: csr_matrix, candidates: Ints, k: int) -> list[int]:
    """Add the best candidate until there are `k`, then exchange while that gains."""
    chosen: list[int] = []
    while len(chosen) < min(k, len(candidates)):
        chosen.append(_next(terms, candidates, chosen))
    for place in [*range(len(chosen))] * (len(chosen) > 1):
        rest = chosen[:place] + chosen[place + 1 :]
        chosen[place] = _next(terms, candidates, rest)
    return chosen


def _next(terms: csr_matrix, candidates: Ints, chosen: Sequence[int]) -> int:
    left = candidates[~np.isin(candidates, list(chosen))]
    return int(left[int(_gains(terms, chosen, left).argmax())])
