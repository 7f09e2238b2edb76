"""How well a text is flagged or left alone, for every task that says yes or no."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.evaluate import classification
from analysis.evaluate.intervals import bootstrap
from analysis.evaluate.options import Options, Scores


def scored(
    frame: pd.DataFrame, said: Sequence[bool], measures: Sequence[str], options: Options
) -> Scores:
    """The ``measures`` (see ``classification.detection``) of ``said`` against column ``label``."""
    truth = flags(frame["label"])
    flagged = np.array(said, dtype=bool)

    def measure(rows: np.ndarray) -> dict[str, float]:
        found = classification.detection(truth[rows], flagged[rows])
        return {key: found[key] for key in measures}

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
