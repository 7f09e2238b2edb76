"""Scoring campaigns by pairs of letters."""

import numpy as np
import pandas as pd

from analysis.evaluate import campaigns
from analysis.evaluate.options import Options
from tests.analysis import letters


def test_partners_are_counted_by_letter() -> None:
    truth = np.array(["a", "a", "a", "", "b"], dtype=object)
    said = np.array(["x", "x", "", "x", "y"], dtype=object)
    both, claimed, true = campaigns.partners(truth, said)
    assert both.tolist() == [1, 1, 0, 0, 0]
    assert claimed.tolist() == [2, 2, 0, 2, 0]
    assert true.tolist() == [2, 2, 2, 0, 0]


def test_edited_letters_score_high_and_others_do_not() -> None:
    sent = letters.make(400, seed=11)[["text", "group"]]
    scores = campaigns.score(sent, Options())
    assert scores.measures["n"] == 400
    assert scores.measures["pair_f1"] > 0.98
    low, high = scores.intervals["pair_f1"]
    assert low <= scores.measures["pair_f1"] <= high
    shuffled = pd.DataFrame({"text": sent["text"], "group": sent["group"].sample(frac=1).tolist()})
    assert campaigns.score(shuffled, Options()).measures["pair_f1"] < 0.5
