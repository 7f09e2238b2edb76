"""Learn from the project's own sentences which of them tell of one particular life.

``examples/held`` has a file for each thing that must be held, ``examples/open`` one for each
that public debate may print, and so may the answers to consultations on other matters that the
reader of positions learns from; all of it was written for this project. A logistic regression
over the marks of a sentence tells them apart, and which kind of hold it would be.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from analysis import position
from analysis.holds.hold import COMBINATION, DISCLOSURE, NAMED_PERSON
from analysis.holds.telling import marks

OPEN = "open"
#: What each file of examples to be held is an example of.
KINDS = {
    "details": COMBINATION,
    "harm_near_me": DISCLOSURE,
    "harm_to_me": DISCLOSURE,
    "named": NAMED_PERSON,
    "own_case": DISCLOSURE,
}
#: The reader of positions' examples on matters other than children at risk.
ELSEWHERE = ("answers", "forms", "providing", "reasoned", "restricting")
STRENGTH = 0.7  # C of the regression, chosen on the examples, each read by a reader without it
LEAST = 2  # sentences that must have a mark before anything is learned of it


@dataclass(frozen=True)
class Reader:
    """The weight of each mark for each kind (rows of ``weights``; the last is the bias)."""

    kinds: tuple[str, ...]
    places: dict[str, int]
    weights: np.ndarray

    def chances(self, sentence: str) -> dict[str, float]:
        """The probability of each kind, and of ``OPEN``."""
        found = sorted(self.places[mark] for mark in marks.of(sentence) if mark in self.places)
        odds = self.weights[[*found, -1]].sum(axis=0)
        raised = np.exp(odds - odds.max())
        return dict(zip(self.kinds, (raised / raised.sum()).tolist(), strict=True))


@cache
def reader() -> Reader:
    """The reader that ships."""
    return learned(examples())


def learned(taught: list[tuple[str, str]]) -> Reader:
    """A reader of ``(sentence, kind)``."""
    seen = [marks.of(sentence) for sentence, _ in taught]
    times = Counter(mark for found in seen for mark in found)
    places = {mark: at for at, mark in enumerate(sorted(m for m in times if times[m] >= LEAST))}
    rows = [sorted(places[mark] for mark in found if mark in places) for found in seen]
    ends = np.cumsum([0, *map(len, rows)])
    indices = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    table = csr_matrix((np.ones(len(indices)), indices, ends), (len(rows), len(places)))
    fitted = LogisticRegression(C=STRENGTH, max_iter=5000).fit(table, [kind for _, kind in taught])
    weights = np.vstack([fitted.coef_.T, fitted.intercept_])
    return Reader(tuple(map(str, fitted.classes_)), places, weights)


def examples() -> list[tuple[str, str]]:
    """The project's own sentences with their kinds, in a fixed order."""
    folder = files(__package__).joinpath("examples")
    elsewhere = [(text, OPEN) for text in position.examples(*ELSEWHERE)["text"]]
    return elsewhere + [
        (line, KINDS.get(name, OPEN))
        for side in ("held", "open")
        for name, lines in sorted(
            (path.name.removesuffix(".txt"), path.read_text("utf-8").splitlines())
            for path in folder.joinpath(side).iterdir()
        )
        for line in lines
        if line and not line.startswith("#")
    ]
