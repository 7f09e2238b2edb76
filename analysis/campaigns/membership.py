"""Who belongs to a template: the one test of membership.

A text belongs to a campaign only by words it shares with the template itself,
so none comes in through another. One stock sentence in common makes no copy:
a member repeats two of the template's sentences, or holds (or is held by) a
good part of the template. Containment: Broder 1997, as in `leaders`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.campaigns.shingles import CHUNK, Hashes, Shingles
from analysis.campaigns.templates import MOST_WEIGHT, Ints, Template, distinct_pairs

LEAST_SHARED = 4 * MOST_WEIGHT
"""What a member shares with its template weighs this at the least: six words in a row that
nobody else uses, or more that some do."""

EITHER = 0.3
"""A member when it holds this share of the template, or the template of it, ..."""

BOTH = 0.2
"""... and at least this share the other way round."""

STOCK = 30
"""Shingles that weigh less than this are stock phrases, held by so many texts that looking them up would
take longer than all the rest."""

SENTENCE = 0.4
"""A template's sentence is repeated when this share of its weight is."""

SENTENCES = 2
"""Sentences repeated that make a member, whatever else is in the text."""


@dataclass(frozen=True)
class Membership:
    """For each text its template (-1: none) and its resemblance to it, 0 to 1 (Dice)."""

    template: Ints
    similarity: npt.NDArray[np.float64]


def decide(texts: Shingles, templates: Sequence[Template]) -> Membership:
    """Test every text against every template that shares a shingle with it.

    Time grows with the number of words, not with the number of pairs.
    """
    chosen = np.full(len(texts.ends), -1, np.int64)
    similarity = np.zeros(len(texts.ends))
    if templates:
        index = _Index(templates)
        for at in range(0, len(texts.ends), CHUNK):
            part = slice(at, at + CHUNK)
            chosen[part], similarity[part] = index.best(texts.part(at, at + CHUNK))
    return Membership(chosen, similarity)


class _Index:
    """Which templates, and which of their sentences, hold a shingle."""

    def __init__(self, templates: Sequence[Template]) -> None:
        self.totals = np.array([template.total for template in templates])
        kept = [template.weight >= STOCK for template in templates]
        self.counts = np.array([int(each.sum()) for each in kept])
        inside = np.concatenate(kept)
        hashes = np.concatenate([template.shared for template in templates])[inside]
        within = np.concatenate([template.sentence for template in templates])[inside]
        weight = np.concatenate([template.weight for template in templates])[inside]
        owner = np.repeat(np.arange(len(templates)), self.counts)
        order = np.lexsort((owner, hashes))
        self.hashes: Hashes = hashes[order]
        self.owner: Ints = owner[order]
        self.weight: Ints = weight[order]
        most = int(within.max()) + 2
        sentence, self.whole = _number(owner * most + within, within >= 0, weight)
        self.sentence: Ints = sentence[order]

    def best(self, texts: Shingles) -> tuple[Ints, npt.NDArray[np.float64]]:
        """The template each text belongs to, or -1, and its Dice similarity."""
        count = len(texts.ends)
        text, hashes = distinct_pairs(np.repeat(np.arange(count), texts.counts()), texts.hashes)
        own = np.bincount(text, minlength=count)
        text, entry = self._hits(text, hashes)
        pair, place = np.unique(text * len(self.totals) + self.owner[entry], return_inverse=True)
        found = _Shared(
            *np.divmod(pair, len(self.totals)),
            number=np.bincount(place, minlength=len(pair)),
            weight=np.bincount(place, self.weight[entry], len(pair)).astype(np.float64),
            sentences=self._repeated(place, entry, len(pair)),
        )
        return self._choose(found, own)

    def _hits(self, text: Ints, hashes: Hashes) -> tuple[Ints, Ints]:
        """Each text beside each entry of the index that holds one of its shingles."""
        left = np.searchsorted(self.hashes, hashes, "left")
        count = np.searchsorted(self.hashes, hashes, "right") - left
        entry = np.repeat(left - (np.cumsum(count) - count), count) + np.arange(count.sum())
        return np.repeat(text, count), entry

    def _repeated(self, pair: Ints, entry: Ints, pairs: int) -> Ints:
        """How many of the template's sentences each pair of text and template repeats."""
        sentence = self.sentence[entry]
        inside = sentence >= 0
        key = pair[inside] * len(self.whole) + sentence[inside]
        found, place = np.unique(key, return_inverse=True)
        shared = np.bincount(place, self.weight[entry][inside], len(found))
        of_pair, sentence = np.divmod(found, len(self.whole))
        repeated = shared >= SENTENCE * self.whole[sentence]
        return np.bincount(of_pair[repeated], minlength=pairs)

    def _choose(self, found: _Shared, own: Ints) -> tuple[Ints, npt.NDArray[np.float64]]:
        of_template = found.weight / self.totals[found.template]
        of_text = found.number / own[found.text]
        much = np.maximum(of_template, of_text) >= EITHER
        much &= np.minimum(of_template, of_text) >= BOTH
        enough = (much | (found.sentences >= SENTENCES)) & (found.weight >= LEAST_SHARED)
        dice = 2 * found.number / (self.counts[found.template] + own[found.text])
        chosen, similarity = np.full(len(own), -1, np.int64), np.zeros(len(own))
        order = np.flatnonzero(enough)
        order = order[np.lexsort((-found.template[order], dice[order]))]
        text = found.text[order]
        chosen[text], similarity[text] = found.template[order], dice[order]
        return chosen, similarity


@dataclass(frozen=True)
class _Shared:
    """Pairs of text and template: shingles both hold, what these weigh in the template, and how
    many of its sentences the text repeats."""

    text: Ints
    template: Ints
    number: Ints
    weight: npt.NDArray[np.float64]
    sentences: Ints


def _number(
    key: Ints, inside: npt.NDArray[np.bool_], weight: Ints
) -> tuple[Ints, npt.NDArray[np.float64]]:
    """Sentences numbered across all templates (-1: none), and what each weighs.

    A sentence that weighs under three shingles of its own says too little: it is none.
    """
    _, number = np.unique(key, return_inverse=True)
    whole = np.bincount(number, weight).astype(np.float64)
    return np.where(inside & (whole[number] > 2 * MOST_WEIGHT), number, -1), whole
