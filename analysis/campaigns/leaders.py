"""Candidate copies by MinHash, gathered in stars around one text each.

Single linkage chains: at a million texts, A resembles B, B resembles C, and
half the consultation becomes one campaign. Here a text can only join a text
that leads, and only if it resembles that leader itself. MinHash: Broder,
"On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import rensa

from analysis.campaigns.shingles import CHUNK, Shingles

PERMUTATIONS = 64
BAND = 4
"""Rows in a band: 16 bands of 4 find a pair of Jaccard 0.6 nine times in ten."""

RESEMBLANCE = 0.5
"""The least estimated Jaccard similarity between a leader and its followers."""

Ints = npt.NDArray[np.int64]
Digests = npt.NDArray[np.uint32]


def stars(texts: Shingles, seed: int) -> Ints:
    """The position of each text's leader; a text that leads has its own.

    The texts are distinct and ordered: an earlier one leads a later one.
    """
    digests = _digests(texts, seed)
    follower, leader = _candidates(digests)
    alike = _resemblance(digests, follower, leader) >= RESEMBLANCE
    return _follow(len(texts.ends), follower[alike], leader[alike], digests)


def _digests(texts: Shingles, seed: int) -> Digests:
    starts = range(0, len(texts.ends), CHUNK)
    parts = [_digest(texts.part(at, at + CHUNK), seed) for at in starts]
    return np.concatenate([np.empty((0, PERMUTATIONS), np.uint32), *parts])


def _digest(texts: Shingles, seed: int) -> Digests:
    offsets = np.concatenate([[0], texts.ends]).astype(np.uint64)
    matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(
        texts.hashes, offsets, PERMUTATIONS, seed
    )
    return np.asarray(matrix.to_rows(), dtype=np.uint32)


def _candidates(digests: Digests) -> tuple[Ints, Ints]:
    """Pairs (later, earliest) of texts that agree on a whole band."""
    pairs = [_bucket(digests[:, at : at + BAND]) for at in range(0, PERMUTATIONS, BAND)]
    both = np.unique(np.concatenate(pairs), axis=0)
    return both[:, 0], both[:, 1]


def _bucket(band: Digests) -> Ints:
    keys = np.ascontiguousarray(band).view(np.dtype((np.void, band.shape[1] * 4))).ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    leader = first[group]
    follower = np.flatnonzero(leader != np.arange(len(band)))
    return np.stack([follower, leader[follower]], axis=1).astype(np.int64)


def _resemblance(digests: Digests, one: Ints, other: Ints) -> npt.NDArray[np.float64]:
    result = np.empty(len(one))
    for start in range(0, len(one), CHUNK):
        part = slice(start, start + CHUNK)
        result[part] = (digests[one[part]] == digests[other[part]]).mean(axis=1)
    return result


def _follow(count: int, follower: Ints, leader: Ints, digests: Digests) -> Ints:
    """Let each text, in order, follow the leader it most resembles.

    A candidate that itself follows hands the text on to its own leader, whom
    the text must resemble too.
    """
    leads = np.arange(count)
    for start, end in _runs(follower):
        text = follower[start]
        chosen = np.unique(leads[leader[start:end]])
        alike = (digests[chosen] == digests[text]).mean(axis=1)
        if alike.max() >= RESEMBLANCE:
            leads[text] = chosen[int(alike.argmax())]
    return leads


def _runs(values: Ints) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(values, prepend=-1, append=-1))
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
