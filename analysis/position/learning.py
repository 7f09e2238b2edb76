"""Learn from officials' labels of one consultation to read the rest of it better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.position import evidence
from analysis.position.reading import Judgement, as_frame, judge


@dataclass(frozen=True)
class Model:
    """A reader fitted on officials' labels. Lives in their own database, never shipped."""

    words: TfidfVectorizer
    letters: TfidfVectorizer
    classifier: Any

    def features(self, texts: list[str]) -> csr_matrix:
        """One row a text: words, letters and the evidence of the rules."""
        return hstack(
            [self.words.transform(texts), self.letters.transform(texts), _evidence(texts)]
        ).tocsr()

    def read(self, passages: pd.DataFrame, clauses: pd.DataFrame | None = None) -> pd.DataFrame:
        """As :func:`analysis.position.read`, by the fitted classifier."""
        texts = list(passages["text"])
        if not texts:
            return as_frame([], passages)
        chances = self.classifier.predict_proba(self.features(texts))
        labels = self.classifier.classes_
        judged = [
            _judgement(text, str(labels[row.argmax()]), float(row.max()))
            for text, row in zip(texts, chances, strict=True)
        ]
        return as_frame(judged, passages)


def fit(labelled: pd.DataFrame, seed: int = 0) -> Model:
    """Fit on ``labelled`` (``text``, ``label``; at least two different labels)."""
    texts = list(labelled["text"])
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=1)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    words.fit(texts)
    letters.fit(texts)
    classifier = LogisticRegression(C=10, max_iter=2000, class_weight="balanced", random_state=seed)
    model = Model(words, letters, classifier)
    classifier.fit(model.features(texts), list(labelled["label"]))
    return model


def _evidence(texts: list[str]) -> csr_matrix:
    """Summed log-odds of each kind of evidence, squashed, and their total."""
    kinds = list(evidence.cues())
    table = np.zeros((len(texts), len(kinds) + 1))
    for row, text in enumerate(texts):
        for item in evidence.find(text):
            table[row, kinds.index(item.kind)] += item.weight
        table[row, -1] = table[row].sum()
    return csr_matrix(np.tanh(table / 2) / 2)


def _judgement(text: str, label: str, confidence: float) -> Judgement:
    """The label, with the words the rules found for the same side (where they did)."""
    ruled = judge(text)
    same = ruled.position == label or (label == "support" and ruled.position.startswith(label))
    confidence = round(confidence, 4) if math.isfinite(confidence) else 0.0
    if same:
        return Judgement(label, confidence, ruled.start, ruled.end)
    return Judgement(label, confidence)
