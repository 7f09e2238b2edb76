"""What a reader of positions looks at in a text: its words, its letters and its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.letters import Letters
from analysis.position import evidence
from analysis.stemming import stem

WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d+")
#: Stands for any word that the proposal itself uses, so that what is learned of one proposal
#: carries over to the next.
TOPIC = "<topic>"
RUNS = (3, 4)  # letters
COMMON = 3  # words of up to three letters are no topic
#: … nor are those in which a question asks for a position ("To what extent do you agree?").
ASKING = frozenset(
    stem(word) for word in "agree disagree support oppose think view extent proposal".split()
)


@lru_cache(maxsize=1_000)
def topic(target: str) -> frozenset[str]:
    """The stems of the words a proposal uses."""
    stems = (stem(word) for word in WORD.findall(target.lower()) if len(word) > COMMON)
    return frozenset(stems) - ASKING


def words(text: str, target: str) -> list[str]:
    """Stems and pairs of stems, the proposal's own words all alike."""
    known = topic(target)
    stems = [stem(word) for word in WORD.findall(text.lower().replace("’", "'"))]
    plain = [TOPIC if word in known else word for word in stems]
    return plain + [f"{first} {second}" for first, second in pairwise(plain)]


def same(tokens: list[str]) -> list[str]:
    """Tokens are their own analysis."""
    return tokens


@dataclass(frozen=True)
class Shares:
    """How much each view of a text counts beside the others."""

    words: float
    letters: float
    evidence: float


#: Across proposals the evidence carries over best. Set on answers to proposals left out of
#: learning.
ACROSS = Shares(0.6, 0.6, 1.0)
#: Within one consultation each reader weighs the views for itself.
EACH = Shares(1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Features:
    """The three views of a text, fitted once on the texts to learn from."""

    shares: Shares

    words: TfidfVectorizer = field(
        default_factory=lambda: TfidfVectorizer(analyzer=same, sublinear_tf=True)
    )
    letters: Letters = field(default_factory=lambda: Letters(RUNS))

    def fit(self, texts: Sequence[str], targets: Sequence[str]) -> Features:
        """Learn which words and letters there are."""
        self.words.fit([words(*pair) for pair in zip(texts, targets, strict=True)])
        self.letters.fit(texts)
        return self

    def views(self, texts: Sequence[str], targets: Sequence[str]) -> tuple[csr_matrix, ...]:
        """Words, letters and evidence: one row a text in each, none yet weighed by its share."""
        tokens = [words(*pair) for pair in zip(texts, targets, strict=True)]
        evident = csr_matrix(evidence_of(texts, targets))
        return self.words.transform(tokens), self.letters.transform(texts), evident

    def of(self, texts: Sequence[str], targets: Sequence[str]) -> csr_matrix:
        """One row a text."""
        return joined(self.views(texts, targets), self.shares)


def joined(views: Sequence[csr_matrix], shares: Shares) -> csr_matrix:
    """The views side by side, each weighed by its share."""
    weights = (shares.words, shares.letters, shares.evidence)
    parts = [view * weight for view, weight in zip(views, weights, strict=True)]
    return hstack(parts).tocsr()


def evidence_of(texts: Sequence[str], targets: Sequence[str]) -> np.ndarray:
    """Each kind of evidence as found, and as negated; the rules' sum; the length. All 0 to 1."""
    kinds = {kind: place for place, kind in enumerate(evidence.kinds())}
    table = np.zeros((len(texts), 2 * len(kinds) + 2))
    for row, (text, target) in enumerate(zip(texts, targets, strict=True)):
        for item in evidence.find(text, target):
            table[row, 2 * kinds[item.kind] + (item.share < 0)] += 2 * abs(item.share)
            table[row, -2] += item.weight
        table[row, -1] = len(text) / 200
    squashed: np.ndarray = np.tanh(table / 2)
    return squashed
