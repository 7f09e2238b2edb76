"""How often a text that must be held is held."""

import numpy as np
import pandas as pd

from analysis import holds
from analysis.evaluate import classification
from analysis.evaluate.amendments import flags
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores

COLUMNS = ("text", "label")
KEYS = ("n", "precision", "recall", "f2")


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Precision, recall and F2 of "must be held" (label 1)."""
    truth = flags(frame["label"])
    said = np.array([bool(holds.of_text(text)) for text in frame["text"]], dtype=bool)

    def measure(rows: np.ndarray) -> dict[str, float]:
        found = classification.detection(truth[rows], said[rows])
        return {key: found[key] for key in KEYS[1:]}

    return Scores(
        {"n": len(frame), **measure(np.arange(len(frame)))},
        bootstrap(measure, len(frame), options.seed),
    )
