"""Texts as hashed runs of three words, so that copies can be counted in numpy.

A word's hash depends on its letters alone (BLAKE2b), never on the order in
which texts arrive or on Python's per-process hashing, so that the same texts
give the same shingles on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np
import numpy.typing as npt

LENGTH = 3
"""Words in a shingle: shorter ones are shared by chance, longer ones broken by one edit."""

CHUNK = 20_000
"""Texts hashed at a time: bounds memory, and changes no result."""

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
_WORD = re.compile(r"[^\W_]+")
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


class _WordHashes(dict[str, int]):
    """Word → 64-bit hash, computed once for each word."""

    def __missing__(self, word: str) -> int:
        self[word] = value = int.from_bytes(blake2b(word.encode(), digest_size=8).digest())
        return value


_HASHES = _WordHashes()


@dataclass(frozen=True)
class Shingles:
    """The shingles of some texts, end to end; `ends[i]` is where text i's stop."""

    hashes: Hashes
    ends: Ints

    def part(self, start: int, end: int) -> Shingles:
        """The shingles of texts `start` to `end`."""
        first = int(self.ends[start - 1]) if start else 0
        ends = self.ends[start:end]
        return Shingles(self.hashes[first : int(ends[-1])], ends - first)

    def take(self, texts: Sequence[int]) -> Shingles:
        """The shingles of the texts at the positions `texts`, in that order."""
        each = [self.hashes[self.ends[at - 1] if at else 0 : self.ends[at]] for at in texts]
        return Shingles(np.concatenate(each), np.cumsum([len(hashes) for hashes in each]))

    def where(self, kept: npt.NDArray[np.bool_]) -> Shingles:
        """The shingles of the texts that are `kept`."""
        counts = self.counts()
        return Shingles(self.hashes[np.repeat(kept, counts)], np.cumsum(counts[kept]))

    def counts(self) -> Ints:
        return np.diff(self.ends, prepend=0)


def words(text: str) -> list[str]:
    """The words compared: letters and digits, case and punctuation ignored."""
    return _WORD.findall(text.lower())


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where in `text` those words stand, as character offsets."""
    return [match.span() for match in _WORD.finditer(text)]


def of(texts: Sequence[str]) -> Shingles:
    """Every run of `LENGTH` words in each text; a shorter text has none."""
    starts = range(0, len(texts), CHUNK)
    parts = [of_words([words(text) for text in texts[at : at + CHUNK]]) for at in starts]
    hashes = np.concatenate([np.empty(0, np.uint64), *(part.hashes for part in parts)])
    counts = [np.empty(0, np.int64), *(part.counts() for part in parts)]
    return Shingles(hashes, np.cumsum(np.concatenate(counts)))


def of_words(texts: Sequence[Sequence[str]]) -> Shingles:
    """`of` for texts already cut into words."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    flat = _hash(chain.from_iterable(texts), int(lengths.sum()))
    return Shingles(_combine(flat, places(lengths)), np.cumsum(_counts(lengths)))


def places(lengths: Ints) -> Ints:
    """Where each shingle begins among the words of all texts, end to end, by the texts' lengths."""
    counts = _counts(lengths)
    first = np.repeat(np.cumsum(lengths) - lengths, counts)
    return first + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)


def _counts(lengths: Ints) -> Ints:
    return np.maximum(lengths - LENGTH + 1, 0)


def _hash(each: Iterable[str], count: int) -> Hashes:
    return np.fromiter(map(_HASHES.__getitem__, each), np.uint64, count)


def _combine(flat: Hashes, place: Ints) -> Hashes:
    mixed = np.zeros(len(place), np.uint64)
    for offset in range(LENGTH):
        mixed ^= flat[place + offset] * _MIX[offset]
        mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX[1]
    return mixed
