"""How much of what a text speaks of a clause speaks of too, whichever of the words either uses.

All words that can stand for one count as one word (the synonym operator of the INQUERY search
engine: Turtle and Croft 1991), which is the rarer, and so weighs the more, the fewer clauses have
any of them. Weighing each stand-in by its own rarity, as the view of words does, prefers the
clause that happens to use an uncommon one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from analysis.allocation.meanings import phrases, stand_ins, stems, tokens

#: What a stand-in counts beside the word itself (1).
STAND_IN = 0.5
#: How slowly repeating a word stops to add (BM25's k1: Robertson and Walker 1994); clauses are
#: compared at equal length (its b is 1).
SATURATION = 8.0


class Concepts:
    """The concepts of the clauses' ``texts``; a heading is said in them as often as it counts."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(tokens(text)) for text in texts]
        words = sorted(set().union(*counted))
        self._place = {word: place for place, word in enumerate(words)}
        self._counts = np.array([[count[word] for count in counted] for word in words], dtype=float)
        lengths = np.array([len(stems(text)) for text in texts], dtype=float)
        self._lengths = np.maximum(lengths, 1) / max(lengths.mean(), 1)
        self._met: dict[tuple[str, ...], tuple[float, np.ndarray] | None] = {}

    def likeness(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a clause: the share, by rarity, of what the text speaks of."""
        found = np.zeros((len(texts), len(self._lengths)))
        for row, text in enumerate(texts):
            known = [each for key in _keys(text) if (each := self._weighed(key)) is not None]
            if known:
                shared = np.sum([said for _, said in known], axis=0)
                found[row] = shared / max(sum(rarity for rarity, _ in known), 1.0)
        return found

    def _weighed(self, key: tuple[str, ...]) -> tuple[float, np.ndarray] | None:
        """The rarity of a concept, and that times how far each clause is about it."""
        if key not in self._met:
            self._met[key] = self._weigh(key)
        return self._met[key]

    def _weigh(self, key: tuple[str, ...]) -> tuple[float, np.ndarray] | None:
        weights = dict.fromkeys(stand_ins().get(key, ()), STAND_IN) | {" ".join(key): 1.0}
        weights = {word: weight for word, weight in weights.items() if word in self._place}
        if not weights:
            return None
        counts = self._counts[[self._place[word] for word in weights]]
        weight = np.array([*weights.values()])[:, None]
        present = ((counts > 0) * weight).max(axis=0)
        rarity = max(float(np.log((len(present) + 1) / (present.sum() + 0.5))), 0.0)
        often = (counts * weight).sum(axis=0)
        most = SATURATION + 1
        said = often * most / (often + SATURATION * self._lengths)
        return rarity, rarity * np.minimum(said, present * most)


def _keys(text: str) -> list[tuple[str, ...]]:
    """The words of ``text`` and its phrases that have a meaning, each once, in a fixed order."""
    return sorted({(word,) for word in stems(text)} | phrases(text))
