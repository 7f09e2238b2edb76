"""Scoring themes within topics, against the measures scikit-learn gives."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score, v_measure_score

from analysis.evaluate import themes
from analysis.evaluate.options import Options
from tests.analysis.themes.test_themes import FAMILY, MONEY, TIME


def labelled() -> pd.DataFrame:
    texts = MONEY + TIME + FAMILY
    return pd.DataFrame(
        {
            "text": texts + [text.replace("Nobody", "No one") for text in texts],
            "label": (["money"] * 16 + ["time"] * 16 + ["family"] * 16) * 2,
            "topic": ["one"] * 48 + ["two"] * 48,
        }
    )


def test_measures_are_scikit_learns() -> None:
    random = np.random.default_rng(0)
    label, said = random.integers(0, 4, 200), random.integers(0, 6, 200)
    said[:100] = label[:100]
    table = pd.crosstab(label, said).to_numpy()
    k, v_measure, ari, purity = themes._measures(table[None])[:, 0]
    assert k == 6
    assert v_measure == pytest.approx(v_measure_score(label, said))
    assert ari == pytest.approx(adjusted_rand_score(label, said))
    assert purity == pytest.approx(table.max(axis=0).sum() / 200)


def test_plain_arguments_score_high() -> None:
    scores = themes.score(labelled(), Options())
    assert scores.measures["n"] == 96
    assert scores.measures["v_measure"] > 0.5
    low, high = scores.intervals["ari"]
    assert low <= scores.measures["ari"] <= high


def test_labels_help_and_are_not_scored() -> None:
    without = themes.score(labelled(), Options()).measures
    learned = themes.score(labelled(), Options(learn=30)).measures
    assert learned["n"] == 66
    assert learned["ari"] > without["ari"]


def test_k_is_kept_where_given() -> None:
    assert themes.score(labelled(), Options(k=3)).measures["k"] == 3
