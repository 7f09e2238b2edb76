"""Themes tagged as officials tag them, once a frame of themes exists.

TF-IDF over words and letters with logistic regression says what is sure. For
the rest, groups found without labels take the label that most of their
labelled passages have, or stay as they are: few labels are no reason to
forget what the passages themselves say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline

from analysis import columns
from analysis.errors import InputError
from analysis.themes import features

ALSO = 0.3
"""A further theme is tagged from this probability, as likely as not by its own scale."""


SURE = 0.8
"""A main theme is taken from the labels alone from this probability."""


@dataclass(frozen=True)
class Model:
    """Learned from texts and the themes people gave them."""

    fitted: Pipeline

    def main(self, texts: Iterable[str]) -> list[str]:
        """The likeliest theme of each text."""
        return [str(theme) for theme in self.fitted.predict(list(texts))]

    def tag(self, texts: Iterable[str]) -> list[list[str]]:
        """The themes of each text, likeliest first: the main one and those at least `ALSO`."""
        sure = self.fitted.predict_proba(list(texts)).round(columns.PLACES)
        names = self.fitted.classes_
        orders = np.argsort(-sure, axis=1, kind="stable")
        return [
            [str(names[at]) for rank, at in enumerate(order) if not rank or row[at] >= ALSO]
            for row, order in zip(sure, orders, strict=True)
        ]


def fit(labelled: pd.DataFrame, seed: int = 0) -> Model:
    """Learn from `labelled` (`text`, `theme`); at least two themes.

    Raises InputError when there are fewer. Rows may come in any order.
    """
    columns.require(labelled, ("text", "theme"), "The table of labelled passages")
    if labelled["theme"].nunique() < 2:
        raise InputError(
            "The labelled passages are all of one theme: label some of another before fitting."
        )
    ordered = labelled.sort_values(["text", "theme"])
    model = make_pipeline(_views(), LogisticRegression(C=10.0, max_iter=1000, random_state=seed))
    return Model(model.fit(ordered["text"].tolist(), ordered["theme"].astype("str").tolist()))


def extend(
    labelled: pd.DataFrame, texts: Sequence[str], groups: Sequence[str], seed: int = 0
) -> list[str]:
    """The main theme of each of `texts`, or its group where the labels do not reach.

    `groups` are those found without labels; `labelled` has `text`, `theme` and
    `group`, the group of each labelled text. With one theme there is nothing
    to learn but the names of groups.
    """
    named = names_of_groups(labelled)
    grouped = [named.get(group, group) for group in groups]
    if labelled["theme"].nunique() < 2 or not len(texts):
        return grouped
    model = fit(labelled, seed).fitted
    chances = model.predict_proba(list(texts)).round(columns.PLACES)
    sure, theme = chances.max(axis=1) >= SURE, model.classes_[chances.argmax(axis=1)]
    return [
        str(own) if known else group for own, known, group in zip(theme, sure, grouped, strict=True)
    ]


def names_of_groups(labelled: pd.DataFrame) -> dict[str, str]:
    """The theme of each group in which more than half of two labelled passages or more have it."""
    found: dict[str, str] = {}
    for group, rows in labelled.groupby("group"):
        counts = rows["theme"].value_counts()
        if len(rows) > 1 and counts.iloc[0] * 2 > len(rows):
            found[str(group)] = str(counts.index[0])
    return found


def _views() -> FeatureUnion:
    words = TfidfVectorizer(analyzer=features.stems, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    return FeatureUnion([("words", words), ("letters", letters)])
