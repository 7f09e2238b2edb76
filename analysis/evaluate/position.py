"""How often the position read from a text is the one its writer holds."""

import numpy as np
import pandas as pd

from analysis import columns, position
from analysis.errors import InputError
from analysis.evaluate import classification
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores, learning_rows

COLUMNS = ("target", "text", "label")
KEYS = ("n", "accuracy", "macro_f1", "kappa")
LABELS = (columns.SUPPORT, columns.OPPOSE, columns.UNCLEAR)


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Accuracy, macro-F1 and kappa; ``options.learn`` rows are fitted on and not scored."""
    labelled = frame.assign(label=_labels(frame["label"])).reset_index(drop=True)
    learning = learning_rows(len(labelled), options)
    if learning.all():
        raise InputError(
            f"Learning from {options.learn} of {len(labelled)} rows leaves none to score: "
            "learn from fewer."
        )
    model = position.fit(labelled[learning], options.seed) if options.learn else None
    held_out = labelled[~learning]
    said = np.array(position.of_texts(held_out["text"], held_out["target"], model), dtype=object)
    truth = held_out["label"].to_numpy(dtype=object)

    def measure(rows: np.ndarray) -> dict[str, float]:
        return classification.measures(truth[rows], said[rows])

    return Scores(
        {"n": len(held_out), **measure(np.arange(len(held_out)))},
        bootstrap(measure, len(held_out), options.seed),
    )


def _labels(given: pd.Series) -> pd.Series:
    """Support with changes counts as support; any other word is refused."""
    labels = given.str.strip().str.lower().replace(columns.SUPPORT_WITH_CHANGES, columns.SUPPORT)
    unknown = sorted({*labels} - {*LABELS})
    if unknown:
        raise InputError(
            f"The labels {', '.join(map(repr, unknown))} are no positions: use {', '.join(LABELS)}."
        )
    return labels
