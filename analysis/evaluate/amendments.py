"""How often a sentence that proposes a change is found."""

import pandas as pd

from analysis import amendments
from analysis.evaluate import detecting
from analysis.evaluate.options import Options, Scores

COLUMNS = ("text", "label")
KEYS = ("n", "precision", "recall", "f1")


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Precision, recall and F1 of "proposes a change" (label 1)."""
    said = [amendments.proposes(text) for text in frame["text"]]
    return detecting.scored(frame, said, KEYS[1:], options)
