"""Templates recovered from stars of texts that resemble one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis import passages
from analysis.campaigns import shingles
from analysis.campaigns.shingles import Hashes, Shingles

FEWEST_SHINGLES = 12
"""A template needs fourteen words: shorter answers agree by chance."""

SAME_TEMPLATE = 0.4
"""Two templates that share this much of the smaller are one."""

MOST_WEIGHT = 100
"""The weight of a run of words that no text outside the star uses. Whole numbers, so that sums
come out the same in any order."""

LEAST_WEIGHT = 9 * MOST_WEIGHT
"""The least a template weighs: more words where they are stock phrases."""

_BLOCK = 2_000_000

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Template:
    """What the members share: `shared`, sorted shingle hashes, as they stand in one text.

    `sentence` says in which sentence of `source` each shingle begins, -1 for
    one that `source` itself lacks; `weight` how much it speaks for this
    template: little for a stock phrase, MOST_WEIGHT where no one else uses it.
    """

    source: str
    shared: Hashes
    sentence: Ints
    weight: Ints

    @property
    def total(self) -> int:
        """The weight of the whole template."""
        return int(self.weight.sum())

    def without(self, quoted: Hashes) -> Template:
        """The template less the shingles in `quoted`."""
        own = ~np.isin(self.shared, quoted)
        return Template(self.source, self.shared[own], self.sentence[own], self.weight[own])


def recover(texts: Sequence[str], hashed: Shingles, copies: Ints, leads: Ints) -> list[Template]:
    """One template for each distinct star of two or more submissions, largest first.

    `hashed` are the shingles of the distinct `texts`, `copies` says how often
    each was sent, `leads` who leads each.
    """
    sizes = np.bincount(leads, weights=copies, minlength=len(texts))
    order = sorted(np.flatnonzero(sizes > 1).tolist(), key=lambda lead: (-sizes[lead], lead))
    members = _members(leads, order)
    found = [_common(hashed, copies, members[lead]) for lead in order]
    everywhere = _texts_holding(hashed, found)
    templates = [_template(texts, star, *everywhere) for star in found]
    return _distinct([each for each in templates if each.total >= LEAST_WEIGHT])


@dataclass(frozen=True)
class _Star:
    """Shingles in more than half a star's submissions, and how many of its texts hold each."""

    source: int
    shared: Hashes
    texts: Ints


def _common(hashed: Shingles, copies: Ints, members: Sequence[int]) -> _Star:
    """What a star's submissions share, and the member that holds most of it."""
    found = hashed.take(members)
    owner, hashes = distinct_pairs(np.repeat(np.arange(len(members)), found.counts()), found.hashes)
    weights = copies[list(members)]
    known, place = np.unique(hashes, return_inverse=True)
    common = np.bincount(place, weights=weights[owner]) * 2 > weights.sum()
    best = np.bincount(owner, weights=common[place], minlength=len(members))
    held = np.bincount(place)
    return _Star(members[int(best.argmax())], known[common], held[common])


def _texts_holding(hashed: Shingles, stars: Sequence[_Star]) -> tuple[Hashes, Ints]:
    """Every shared shingle, sorted, and how often it stands in all the texts."""
    known = np.unique(np.concatenate([np.empty(0, np.uint64), *(star.shared for star in stars)]))
    held = np.zeros(len(known), np.int64)
    for at in range(0, len(hashed.hashes) if len(known) else 0, _BLOCK):
        block = hashed.hashes[at : at + _BLOCK]
        place = np.minimum(np.searchsorted(known, block), len(known) - 1)
        held += np.bincount(place[known[place] == block], minlength=len(known))
    return known, held


def _template(texts: Sequence[str], star: _Star, known: Hashes, held: Ints) -> Template:
    """The star's template, each shingle weighed by how rare it is outside the star (inverse
    document frequency, Sparck Jones 1972)."""
    outside = np.maximum(held[np.searchsorted(known, star.shared)] - star.texts, 0)
    rare = 1 - np.log(outside + 1) / np.log(len(texts) + 1)
    weight = np.maximum(np.rint(MOST_WEIGHT * rare), 0).astype(np.int64)
    source = texts[star.source]
    return Template(source, star.shared, _sentences(source, star.shared), weight)


def _members(leads: Ints, wanted: Sequence[int]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {lead: [] for lead in wanted}
    for text, lead in enumerate(leads.tolist()):
        if lead in members:
            members[lead].append(text)
    return members


def distinct_pairs(owner: Ints, hashes: Hashes) -> tuple[Ints, Hashes]:
    """Each (owner, shingle) once, sorted."""
    order = np.lexsort((hashes, owner))
    owner, hashes = owner[order], hashes[order]
    new = np.ones(len(owner), bool)
    new[1:] = (owner[1:] != owner[:-1]) | (hashes[1:] != hashes[:-1])
    return owner[new], hashes[new]


def _sentences(source: str, shared: Hashes) -> Ints:
    begins = [start for start, _ in passages.split(source)]
    words = [start for start, _ in shingles.word_spans(source)]
    hashes = shingles.of([source]).hashes
    inside = np.searchsorted(begins, words[: len(hashes)], side="right") - 1
    place = np.full(len(shared), -1, np.int64)
    known = np.isin(hashes, shared)
    place[np.searchsorted(shared, hashes[known])] = inside[known]
    return place


def _distinct(found: Sequence[Template]) -> list[Template]:
    """Leave out a template that mostly repeats a larger one."""
    kept: list[Template] = []
    holders: dict[int, list[int]] = {}
    for template in found:
        repeated = Counter[int]()
        keys = template.shared.tolist()
        for key, weight in zip(keys, template.weight.tolist(), strict=True):
            repeated.update(dict.fromkeys(holders.get(key, ()), weight))
        if any(
            weight >= SAME_TEMPLATE * min(template.total, kept[number].total)
            for number, weight in repeated.items()
        ):
            continue
        for key in keys:
            holders.setdefault(key, []).append(len(kept))
        kept.append(template)
    return kept
