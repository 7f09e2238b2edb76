"""How often a text that must be held is held."""

import pandas as pd

from analysis import holds
from analysis.evaluate import detecting
from analysis.evaluate.options import Options, Scores

COLUMNS = ("text", "label")
KEYS = ("n", "precision", "recall", "f2")


def score(frame: pd.DataFrame, options: Options) -> Scores:
    """Precision, recall and F2 of "must be held" (label 1)."""
    said = [bool(holds.of_text(text)) for text in frame["text"]]
    return detecting.scored(frame, said, KEYS[1:], options)
