"""How like a summary of two sentences is to those that people wrote."""

from typing import Any

import numpy as np
import pandas as pd
from rouge_score.rouge_scorer import RougeScorer

from analysis import summaries
from analysis.errors import InputError
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores

COLUMNS = ("topic", "sentences", "references")
KEYS = ("n", "rouge1_f", "rouge2_f")
SENTENCES = 2


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """ROUGE-1 and ROUGE-2 F-measures (Lin 2004) with stemming, by the package rouge-score.

    Averaged over each topic's references, then over topics; intervals draw
    topics.
    """
    found = np.array([_topic(row) for row in frame.to_dict("records")])

    def measure(rows: np.ndarray) -> dict[str, float]:
        means = found[rows].mean(axis=0)
        return {"rouge1_f": float(means[0]), "rouge2_f": float(means[1])}

    return Scores(
        {"n": len(frame), **measure(np.arange(len(frame)))},
        bootstrap(measure, len(frame), options.seed),
    )


def _topic(row: dict[Any, Any]) -> list[float]:
    sentences, references = _texts(row, "sentences"), _texts(row, "references")
    chosen = summaries.extract(sentences, SENTENCES)
    summary = " ".join(sentences[at] for at in chosen)
    scorer = RougeScorer(["rouge1", "rouge2"], use_stemmer=True)
    scores = [scorer.score(reference, summary) for reference in references]
    return [float(np.mean([s[key].fmeasure for s in scores])) for key in ("rouge1", "rouge2")]


def _texts(row: dict[Any, Any], column: str) -> list[str]:
    """A list of texts, at least one, or a refusal."""
    found = row[column]
    if isinstance(found, list) and found and all(isinstance(each, str) for each in found):
        return found
    raise InputError(
        f"Topic {row['topic']!r}: {column!r} must be a list of one or more texts, not {found!r:.60}."
    )
