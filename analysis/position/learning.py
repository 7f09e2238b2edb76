"""Learn to read positions: in general from the project's own examples, and then from
officials' labels of the consultation at hand.

The examples (``examples/*.toml``) are answers the project wrote to proposals it invented;
the reader fitted on them is what ships. A hundred labels of one consultation teach more
than any amount of other people's debates, so ``fit`` learns the consultation's own words and
heeds the shipped reader as far as those labels bear it out.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression

from analysis import columns
from analysis.errors import InputError
from analysis.position.features import ACROSS, Features, Shares

LABELS = (columns.OPPOSE, columns.SUPPORT, columns.UNCLEAR)
GENERAL_C = 2.0


@dataclass(frozen=True)
class Trust:
    """How far a fitted reader heeds the shipped one: how much its opinion and its evidence
    count among the features, and how closely the labels are followed (C)."""

    opinion: float
    evidence: float
    strength: float


#: From not at all to half: on a consultation like those the shipped reader knows its opinion is
#: worth many labels, on parliamentary speech it is worth none.
TRUSTS = (Trust(0.0, 0.0, 10.0), Trust(0.2, 0.3, 5.0), Trust(0.5, 0.3, 3.0))
FOLDS = 5
LEAST = 1e-3
"""The smallest probability: one certain mistake is not to decide which reader is chosen."""


@dataclass(frozen=True)
class Model:
    """A fitted reader. One fitted on officials' labels stays in their own database."""

    features: Features
    classifier: Any
    prior: Model | None = None
    opinion: float = 0.0

    def look(self, texts: list[str], targets: list[str]) -> csr_matrix:
        """The features of texts, with the shipped reader's opinion where there is one."""
        own = self.features.of(texts, targets)
        if self.prior is None or not self.opinion:
            return own
        odds = np.log(np.clip(self.prior.chances(texts, targets), LEAST, 1))
        return hstack([own, csr_matrix(odds * self.opinion)]).tocsr()

    def chances(self, texts: list[str], targets: list[str]) -> np.ndarray:
        """Probabilities of oppose, support and unclear: one row a text, in that order."""
        table = np.zeros((len(texts), len(LABELS)))
        if texts:
            found = self.classifier.predict_proba(self.look(texts, targets))
            table[:, [LABELS.index(label) for label in self.classifier.classes_]] = found
        return table


@cache
def general() -> Model:
    """The reader that ships, fitted on the project's own examples."""
    taught = examples()
    features = Features(ACROSS).fit(list(taught["text"]), list(taught["target"]))
    return _fitted(Model(features, _classifier(GENERAL_C)), taught)


def fit(labelled: pd.DataFrame, seed: int = 0) -> Model:
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
    readers = [_trusting(trust, rows) for trust in TRUSTS]
    best = max(range(len(readers)), key=lambda at: _promise(readers[at], rows))
    return _fitted(readers[best], rows)


def _trusting(trust: Trust, rows: pd.DataFrame) -> Model:
    """A reader not yet fitted that heeds the shipped one as far as `trust` says."""
    shares = Shares(1.0, 1.0, trust.evidence)
    features = Features(shares).fit(list(rows["text"]), [""] * len(rows))
    return Model(features, _classifier(trust.strength), general(), trust.opinion)


def _promise(reader: Model, rows: pd.DataFrame) -> float:
    """The log-likelihood of the labels when each is read by a reader that did not see it.

    Policy: how far the shipped reader is heeded is for the officials' own labels to say, so
    that a subject it knows nothing of is read no worse than without it. With too few labels
    to tell, it is heeded most.
    """
    truth = rows["label"].to_numpy(dtype=object)
    if (rows["label"].value_counts() > 1).sum() < 2:
        return reader.opinion
    seen = reader.look(list(rows["text"]), list(rows["target"]))
    turn = np.empty(len(rows), dtype=np.int64)
    turn[np.argsort(truth.astype(str), kind="stable")] = np.arange(len(rows)) % FOLDS
    told = 0.0
    for fold in np.unique(turn):
        out = turn == fold
        fitted = clone(reader.classifier).fit(seen[~out], truth[~out])
        table = dict(zip(fitted.classes_, fitted.predict_proba(seen[out]).T, strict=True))
        missing = np.zeros(int(out.sum()))
        given = [table.get(label, missing)[at] for at, label in enumerate(truth[out])]
        told += float(np.log(np.clip(given, LEAST, 1)).sum())
    return round(told, 6)


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


def _fitted(model: Model, rows: pd.DataFrame) -> Model:
    model.classifier.fit(model.look(list(rows["text"]), list(rows["target"])), list(rows["label"]))
    return model


@cache
def examples() -> pd.DataFrame:
    """The project's own examples: ``target``, ``text``, ``label``, in a fixed order."""
    folder = files(__package__).joinpath("examples")
    tables = sorted(path.name for path in folder.iterdir() if path.name.endswith(".toml"))
    rows = [
        (proposal["target"], text, label)
        for name in tables
        for proposal in tomllib.loads(folder.joinpath(name).read_text("utf-8"))["proposal"]
        for label in (columns.SUPPORT, columns.OPPOSE, columns.UNCLEAR)
        for text in proposal[label]
    ]
    return pd.DataFrame(rows, columns=["target", "text", "label"])
