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
from dataclasses import dataclass
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

STARTS = 5
"""Of these, those from each of which the best together are sought."""

LENGTHS = (3, 30)
"""Words in a sentence that may be chosen."""

PAIR = 0.2
"""What a pair of neighbouring words counts beside a word: sentences share far fewer pairs, and
with more weight on them the few that do decide."""

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


@dataclass(frozen=True)
class _Terms:
    """Which words and pairs of neighbouring words each sentence holds, by their stems; what each
    word or pair counts; how many different words a sentence has, and what all it holds counts."""

    held: csr_matrix
    weights: npt.NDArray[np.float64]
    words: npt.NDArray[np.float64]
    sizes: npt.NDArray[np.float64]


def _terms(sentences: Sequence[str]) -> _Terms:
    counter = CountVectorizer(analyzer=_analyse, binary=True, dtype=np.float64)
    try:
        held = csr_matrix(counter.fit_transform(sentences))
        pairs = np.array([" " in term for term in counter.get_feature_names_out()])
    except ValueError:  # no sentence has a word
        held, pairs = csr_matrix((len(sentences), 1)), np.zeros(1, bool)
    weights = np.where(pairs, PAIR, 1.0)
    return _Terms(held, weights, held @ (~pairs).astype(np.float64), held @ weights)


def words(sentence: str) -> list[str]:
    """The stems of all the words, small ones too: ROUGE counts them."""
    return [stem(word) for word in _WORD.findall(sentence.lower())]


def _analyse(sentence: str) -> list[str]:
    stems = words(sentence)
    return stems + [f"{one} {other}" for one, other in pairwise(stems)]


def _candidates(terms: _Terms) -> Ints:
    """The sentences of fit length that overlap with all of them best, best first."""
    fit = np.flatnonzero((terms.words >= LENGTHS[0]) & (terms.words <= LENGTHS[1]))
    fit = fit if len(fit) else np.arange(len(terms.words))
    return fit[np.argsort(-_gains(terms, [], fit), kind="stable")][:CANDIDATES]


def _gains(terms: _Terms, chosen: Sequence[int], candidates: Ints) -> npt.NDArray[np.float64]:
    """Mean overlap (F-measure) with every sentence of the chosen ones and each candidate.

    Chosen and candidate are taken as one text: a term both hold counts once.
    """
    held = np.asarray(terms.held[list(chosen)].sum(axis=0)).ravel() > 0
    new = terms.held[candidates].multiply(~held * terms.weights).tocsr()
    shared = (terms.held @ new.T).toarray() + (terms.held @ (held * terms.weights))[:, None]
    length = np.asarray(new.sum(axis=1)).ravel() + (held * terms.weights).sum()
    overlap = 2 * shared / np.maximum(terms.sizes[:, None] + length[None], 1)
    return np.asarray(np.round(overlap.mean(axis=0), 12), dtype=np.float64)


def _best(terms: _Terms, candidates: Ints, k: int) -> list[int]:
    """From each of the best `STARTS` by themselves, add what gains most until there are `k`; the
    sentences that are best together."""
    k = min(k, len(candidates))
    found = [_from(terms, candidates, [int(first)], k) for first in candidates[:STARTS]]
    best = max(found, key=lambda each: each[0])[1]
    return [int(each) for each in candidates if each in best]


def _from(terms: _Terms, candidates: Ints, chosen: list[int], k: int) -> tuple[float, list[int]]:
    """The gain of the `chosen` with those added that gain most until there are `k`, and these."""
    gain = 0.0
    while len(chosen) < k:
        left = candidates[~np.isin(candidates, chosen)]
        gains = _gains(terms, chosen, left)
        gain, chosen = float(gains.max()), [*chosen, int(left[int(gains.argmax())])]
    return gain, chosen
