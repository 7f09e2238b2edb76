"""How often the tone of a text is the one people gave it."""

import numpy as np
import pandas as pd

from analysis import columns, tone
from analysis.errors import InputError
from analysis.evaluate import classification
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores

COLUMNS = ("text", "label")
KEYS = ("n", "accuracy", "macro_f1")


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Accuracy and macro-F1 of the tone's label, with no guidance to correct for."""
    truth = frame["label"].str.strip().str.lower().to_numpy(dtype=object)
    unknown = sorted({*truth} - {*columns.TONES})
    if unknown:
        raise InputError(
            f"The labels {', '.join(map(repr, unknown))} are no tones: "
            f"use {', '.join(columns.TONES)}."
        )
    said = tone.score(frame["text"], ())["sentiment"].to_numpy(dtype=object)

    def measure(rows: np.ndarray) -> dict[str, float]:
        found = classification.measures(truth[rows], said[rows])
        return {"accuracy": found["accuracy"], "macro_f1": found["macro_f1"]}

    return Scores(
        {"n": len(frame), **measure(np.arange(len(frame)))},
        bootstrap(measure, len(frame), options.seed),
    )
