"""How often a sentence that proposes a change is found."""

import numpy as np
import pandas as pd

from analysis import amendments
from analysis.errors import InputError
from analysis.evaluate import classification
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores

COLUMNS = ("text", "label")
KEYS = ("n", "precision", "recall", "f1")


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Precision, recall and F1 of "proposes a change" (label 1)."""
    truth = flags(frame["label"])
    said = np.array([amendments.proposes(text) for text in frame["text"]], dtype=bool)

    def measure(rows: np.ndarray) -> dict[str, float]:
        found = classification.detection(truth[rows], said[rows])
        return {key: found[key] for key in KEYS[1:]}

    return Scores(
        {"n": len(frame), **measure(np.arange(len(frame)))},
        bootstrap(measure, len(frame), options.seed),
    )


def flags(labels: pd.Series) -> np.ndarray:
    """Labels 1 and 0 as booleans; anything else is refused."""
    words = labels.astype("str").str.strip().str.removesuffix(".0")
    unknown = sorted({*words} - {"0", "1"})
    if unknown:
        raise InputError(
            f"The labels {', '.join(map(repr, unknown))} are not 1 or 0: "
            "write 1 for yes and 0 for no."
        )
    return (words == "1").to_numpy()
