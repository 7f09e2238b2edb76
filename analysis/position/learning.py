"""Learn to read positions: in general from the project's own examples, and then from
officials' labels of the consultation at hand.

The examples (``examples/*.toml``) are answers the project wrote to proposals it invented;
the reader fitted on them is what ships. A hundred labels of one consultation teach more
than any amount of other people's debates, so ``fit`` learns the consultation's own words and
heeds the shipped reader as far as those labels bear it out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression

from analysis import columns
from analysis.errors import InputError
from analysis.position.features import ACROSS, EACH, Features, Shares, joined

LABELS = (columns.OPPOSE, columns.SUPPORT, columns.UNCLEAR)
GENERAL_C = 2.0
FAIR = 0.2
"""Log-odds given to support in the shipped reader. People who agree complain of how things are, in
words that others use of the proposal, and so are misread more often than people who disagree. Set on
the project's own examples, each proposal read by a reader that had not seen it."""


@dataclass(frozen=True)
class Trust:
    """How far one of the readers fitted on labels heeds the shipped one: how much its opinion and
    its evidence count among the features, and how closely the labels are followed (C)."""

    opinion: float
    evidence: float
    strength: float


#: From not at all to half. On a consultation like those the shipped reader knows, its opinion is
#: worth many labels; on parliamentary speech it is worth none. The labels themselves tell, but a
#: hundred of them tell badly, so each reader is heard by how well it foretells them. So is the shipped
#: reader itself, which keeps a mixture of several proposals from being read worse for its labels.
TRUSTS = (Trust(0.0, 0.0, 10.0), Trust(0.2, 0.3, 5.0), Trust(0.5, 0.3, 3.0))
FOLDS = 5
DOUBT = 3.0
"""By how much the log-likelihood of the labels must be higher for a reader to count e times as
much as another."""
LEAST = 1e-3
"""The smallest probability: one certain reader is not to outvote the others."""


class Model(Protocol):
    """Whatever gives the chances of the positions."""

    def chances(self, texts: list[str], targets: list[str]) -> np.ndarray:
        """Probabilities of oppose, support and unclear: one row a text, in that order."""
        ...


@dataclass(frozen=True)
class Shipped:
    """The reader fitted on the project's own examples."""

    features: Features
    classifier: Any

    def chances(self, texts: list[str], targets: list[str]) -> np.ndarray:
        """See Model."""
        if not texts:
            return np.zeros((0, len(LABELS)))
        table = _table(self.classifier, self.features.of(texts, targets))
        table[:, LABELS.index(columns.SUPPORT)] *= np.exp(FAIR)
        chances: np.ndarray = table / table.sum(axis=1, keepdims=True)
        return chances


@dataclass(frozen=True)
class Taught:
    """Readers fitted on officials' labels, one for each of TRUSTS, and the shipped one beside them,
    each with its weight (the shipped one's last). They stay in the officials' own database."""

    features: Features
    classifiers: tuple[Any, ...]
    weights: tuple[float, ...]
    labels: frozenset[str]

    def chances(self, texts: list[str], targets: list[str]) -> np.ndarray:
        """See Model: the weighed geometric mean of what the readers say."""
        if not texts:
            return np.zeros((0, len(LABELS)))
        shipped = general().chances(texts, targets)
        looks = _looks(self.features, texts, targets, shipped)
        told = [_table(*pair) for pair in zip(self.classifiers, looks, strict=True)]
        told.append(_of(self.labels, shipped))
        logs = np.log(np.clip(told, LEAST, 1))
        mean = np.exp(np.average(logs, axis=0, weights=self.weights))
        return _of(self.labels, mean)


@cache
def general() -> Shipped:
    """The reader that ships, fitted on the project's own examples."""
    taught = examples()
    features = Features(ACROSS).fit(list(taught["text"]), list(taught["target"]))
    look = features.of(list(taught["text"]), list(taught["target"]))
    return Shipped(features, _classifier(GENERAL_C).fit(look, list(taught["label"])))


def fit(labelled: pd.DataFrame, seed: int = 0) -> Taught:
    """A reader of one consultation, fitted on officials' labels.

    ``labelled`` has ``text``, ``label`` (support, oppose, unclear) and, where there is one,
    ``target``, the proposal. The result does not depend on the order of rows or on ``seed``
    (kept so that every learner is called alike). Raises InputError with fewer than two labels.
    """
    columns.require(labelled, ("text", "label"), "The labelled rows")
    if labelled["label"].nunique() < 2:
        raise InputError(
            "The labelled rows hold only one position: label some of another before learning."
        )
    rows = labelled.assign(target=labelled.get("target", "")).sort_values(
        ["text", "target", "label"]
    )
    texts, targets = list(rows["text"]), list(rows["target"])
    features = Features(EACH).fit(texts, [""] * len(rows))
    shipped = general().chances(texts, targets)
    looks = _looks(features, texts, targets, shipped)
    truth = rows["label"].to_numpy(dtype=object)
    labels = frozenset(truth)
    readers = [_classifier(trust.strength) for trust in TRUSTS]
    told = [_unseen(*pair, truth) for pair in zip(readers, looks, strict=True)]
    weights = _weights([_promise(each, truth) for each in [*told, _of(labels, shipped)]])
    fitted = [reader.fit(look, truth) for reader, look in zip(readers, looks, strict=True)]
    return Taught(features, tuple(fitted), weights, labels)


def _weights(promises: list[float]) -> tuple[float, ...]:
    most = max(promises)
    return tuple(round(float(np.exp((each - most) / DOUBT)), 6) for each in promises)


def _promise(told: np.ndarray, truth: np.ndarray) -> float:
    """The log-likelihood of the labels by what a reader said that had not seen them."""
    given = told[np.arange(len(told)), [LABELS.index(label) for label in truth]]
    return round(float(np.log(np.clip(given, LEAST, 1)).sum()), 6)


def _unseen(reader: LogisticRegression, look: csr_matrix, truth: np.ndarray) -> np.ndarray:
    """What a reader says of each text when it is fitted on the labels of others.

    With too few labels to tell, all positions are alike.
    """
    told = np.full((len(truth), len(LABELS)), 1 / len(LABELS))
    if (pd.Series(truth).value_counts() > 1).sum() < 2:
        return told
    turn = np.empty(len(truth), dtype=np.int64)
    turn[np.argsort(truth.astype(str), kind="stable")] = np.arange(len(truth)) % FOLDS
    for fold in np.unique(turn):
        out = turn == fold
        told[out] = _table(clone(reader).fit(look[~out], truth[~out]), look[out])
    return told


def _of(labels: Collection[str], chances: np.ndarray) -> np.ndarray:
    """Chances of the positions that labels have; of one that none has, nought."""
    known = chances * np.array([label in labels for label in LABELS])
    shares: np.ndarray = known / known.sum(axis=1, keepdims=True)
    return shares


def _looks(
    features: Features, texts: list[str], targets: list[str], shipped: np.ndarray
) -> list[csr_matrix]:
    """What each reader of TRUSTS looks at: its features, and the shipped reader's opinion."""
    views = features.views(texts, targets)
    odds = csr_matrix(np.log(np.clip(shipped, LEAST, 1)))
    return [
        hstack([joined(views, Shares(1.0, 1.0, trust.evidence)), odds * trust.opinion]).tocsr()
        for trust in TRUSTS
    ]


def _table(classifier: Any, look: csr_matrix) -> np.ndarray:
    """A classifier's probabilities, a column for each of LABELS."""
    table = np.zeros((look.shape[0], len(LABELS)))
    places = [LABELS.index(label) for label in classifier.classes_]
    table[:, places] = classifier.predict_proba(look)
    return table


@dataclass(frozen=True)
class Gain:
    """Share of ``n`` labelled items read rightly before and after learning, each item read
    by a reader that did not see it."""

    n: int
    before: float
    after: float


def gain(labelled: pd.DataFrame, seed: int = 0, folds: int = 5) -> Gain:
    """What learning from ``labelled`` gains, measured on items left out of it in turn."""
    rows = labelled.assign(target=labelled.get("target", "")).reset_index(drop=True)
    texts, targets = list(rows["text"]), list(rows["target"])
    truth = rows["label"].to_numpy(dtype=object)
    said = np.empty(len(rows), dtype=object)
    turn = np.random.default_rng(seed).permutation(len(rows)) % folds
    for fold in range(folds):
        out = turn == fold
        model = fit(rows[~out], seed)
        said[out] = _labels(model, list(rows["text"][out]), list(rows["target"][out]))
    before = _labels(general(), texts, targets)
    return Gain(len(rows), float((before == truth).mean()), float((said == truth).mean()))


def _labels(model: Model, texts: list[str], targets: list[str]) -> np.ndarray:
    chances = model.chances(texts, targets)
    labels: np.ndarray = np.array(LABELS, dtype=object)[chances.argmax(axis=1)]
    return labels


def _classifier(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=5000, class_weight="balanced")


@cache
def examples(*names: str) -> pd.DataFrame:
    """The project's own examples: ``target``, ``text``, ``label``, in a fixed order.

    Those of the files ``names``, or all.
    """
    folder = files(__package__).joinpath("examples")
    found = sorted(path.name for path in folder.iterdir() if path.name.endswith(".toml"))
    tables = [name for name in found if not names or name.removesuffix(".toml") in names]
    rows = [
        (proposal["target"], text, label)
        for name in tables
        for proposal in tomllib.loads(folder.joinpath(name).read_text("utf-8"))["proposal"]
        for label in (columns.SUPPORT, columns.OPPOSE, columns.UNCLEAR)
        for text in proposal[label]
    ]
    return pd.DataFrame(rows, columns=["target", "text", "label"])
