"""Which words of a text are its template's, and which its sender's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from analysis.campaigns import shingles
from analysis.campaigns.shingles import CHUNK, Hashes

Spans = list[list[int]]


@dataclass
class Stretches:
    """Runs of whole words as character offsets [start, end]: those `inside` the template, those
    that are the sender's `own`, and how many words the latter have."""

    inside: Spans = field(default_factory=list)
    own: Spans = field(default_factory=list)
    own_words: int = 0


def cut(texts: Sequence[str], shared: Hashes) -> list[Stretches]:
    """Each text cut by the template whose shingles are `shared`; many at a time, since asking
    numpy once for each letter takes longer than the rest of finding campaigns."""
    parts = (texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK))
    return [each for part in parts for each in _cut(part, shared)]


def _cut(texts: Sequence[str], shared: Hashes) -> list[Stretches]:
    spans = [shingles.word_spans(text) for text in texts]
    lengths = np.array([len(each) for each in spans], np.int64)
    inside = _inside(texts, spans, lengths, shared)
    owner = np.repeat(np.arange(len(texts)), lengths)
    flat = list(chain.from_iterable(spans))
    found = [Stretches() for _ in texts]
    for first, last in _runs(inside, owner):
        into = found[owner[first]]
        run = [flat[first][0], flat[last - 1][1]]
        if inside[first]:
            into.inside.append(run)
        else:
            into.own.append(run)
            into.own_words += last - first
    return found


def _inside(
    texts: Sequence[str],
    spans: Sequence[Sequence[tuple[int, int]]],
    lengths: npt.NDArray[np.int64],
    shared: Hashes,
) -> npt.NDArray[np.bool_]:
    """Whether each word of the texts, end to end, is in a shingle of the template's."""
    words = [
        [text[start:end].lower() for start, end in each]
        for text, each in zip(texts, spans, strict=True)
    ]
    held = np.isin(shingles.of_words(words).hashes, shared)
    hits = shingles.places(lengths)[held]
    inside = np.zeros(int(lengths.sum()), bool)
    for offset in range(shingles.LENGTH):
        inside[hits + offset] = True
    return inside


def _runs(inside: npt.NDArray[np.bool_], owner: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """[first, last) of the runs of words alike inside or not, of one text each."""
    if not len(owner):
        return []
    new = (inside[1:] != inside[:-1]) | (owner[1:] != owner[:-1])
    edges = [0, *(np.flatnonzero(new) + 1).tolist(), len(owner)]
    return list(pairwise(edges))
