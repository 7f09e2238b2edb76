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
from analysis.campaigns.templates import Ints, Template, distinct_pairs

FEWEST_SHARED = 8
"""Shingles a member shares with its template at the least: ten words in a row."""

EITHER = 0.4
"""A member when this share of the template is in it, or of it in the template, ..."""

BOTH = 0.2
"""... and at least this share the other way round."""

SENTENCE = 0.4
"""A template's sentence is repeated when this share of its shingles is."""

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
        self.sizes = np.array([int(template.telling.sum()) for template in templates])
        hashes = np.concatenate([template.shared[template.telling] for template in templates])
        within = np.concatenate([template.sentence[template.telling] for template in templates])
        owner = np.repeat(np.arange(len(templates)), self.sizes)
        order = np.lexsort((owner, hashes))
        self.hashes: Hashes = hashes[order]
        self.owner: Ints = owner[order]
        most = int(within.max()) + 2
        self.sentence, self.lengths = _number(owner * most + within, within >= 0, order)

    def best(self, texts: Shingles) -> tuple[Ints, npt.NDArray[np.float64]]:
        """The template each text belongs to, or -1, and its Dice similarity."""
        count = len(texts.ends)
        text, hashes = distinct_pairs(np.repeat(np.arange(count), texts.counts()), texts.hashes)
        own = np.bincount(text, minlength=count)
        text, entry = self._hits(text, hashes)
        pair, place, shared = np.unique(
            text * len(self.sizes) + self.owner[entry], return_inverse=True, return_counts=True
        )
        repeated = self._repeated(place, entry, len(pair))
        text, template = np.divmod(pair, len(self.sizes))
        return self._choose(text, template, shared, repeated, own)

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
        key = pair[inside] * len(self.lengths) + sentence[inside]
        found, shared = np.unique(key, return_counts=True)
        of_pair, sentence = np.divmod(found, len(self.lengths))
        whole = shared >= SENTENCE * self.lengths[sentence]
        return np.bincount(of_pair[whole], minlength=pairs)

    def _choose(
        self, text: Ints, template: Ints, shared: Ints, repeated: Ints, own: Ints
    ) -> tuple[Ints, npt.NDArray[np.float64]]:
        of_template, of_text = shared / self.sizes[template], shared / own[text]
        much = np.maximum(of_template, of_text) >= EITHER
        much &= np.minimum(of_template, of_text) >= BOTH
        enough = (much | (repeated >= SENTENCES)) & (shared >= FEWEST_SHARED)
        dice = 2 * shared / (self.sizes[template] + own[text])
        chosen, similarity = np.full(len(own), -1, np.int64), np.zeros(len(own))
        order = np.flatnonzero(enough)
        order = order[np.lexsort((-template[order], dice[order]))]
        chosen[text[order]], similarity[text[order]] = template[order], dice[order]
        return chosen, similarity


def _number(key: Ints, inside: npt.NDArray[np.bool_], order: Ints) -> tuple[Ints, Ints]:
    """Sentences numbered across all templates (-1: none), in `order`, and their lengths.

    A sentence of only one or two shingles says too little: it is none.
    """
    _, number, length = np.unique(key, return_inverse=True, return_counts=True)
    number = np.where(inside & (length[number] > 2), number, -1)
    return number[order], length
