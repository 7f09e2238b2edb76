"""Scoring summaries by ROUGE."""

import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.evaluate import summary
from analysis.evaluate.options import Options


def topics() -> pd.DataFrame:
    said = [
        "The room was clean.",
        "The room was very clean.",
        "Breakfast came late.",
        "Late breakfast again.",
    ]
    return pd.DataFrame(
        {
            "topic": ["hotel", "inn"],
            "sentences": [said, said[:2]],
            "references": [
                ["The room was clean."],
                ["The room was clean. The room was very clean."],
            ],
        }
    )


def test_the_reference_itself_scores_one() -> None:
    scores = summary.score(topics().iloc[[1]], Options())
    assert scores.measures == {"n": 1, "rouge1_f": 1.0, "rouge2_f": pytest.approx(1.0, abs=0.2)}


def test_topics_are_averaged() -> None:
    scores = summary.score(topics(), Options())
    assert scores.measures["n"] == 2
    assert 0.3 < scores.measures["rouge1_f"] < 1


def test_a_topic_without_references_is_refused() -> None:
    with pytest.raises(InputError, match=r"hotel.*references"):
        summary.score(topics().assign(references=[[], []]), Options())
