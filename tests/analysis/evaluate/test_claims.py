"""The measures of position, amendments, holds and clauses, on rows written for the purpose."""

import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.evaluate import amendments, clauses, holds, position
from analysis.evaluate.options import Options

POSITIONS = pd.DataFrame(
    {
        "target": "Boards should publish every report.",
        "text": [
            "We strongly support this.",
            "I oppose this.",
            "The Board met in May.",
            "I agree.",
        ],
        "label": ["Support with changes", "oppose", "unclear", "oppose"],
    }
)


def test_position_counts_support_with_changes_as_support() -> None:
    found = position.score(POSITIONS, Options())
    assert found.measures["n"] == 4
    assert found.measures["accuracy"] == 0.75
    assert set(position.KEYS) <= set(found.measures)
    low, high = found.intervals["macro_f1"]
    assert low <= found.measures["macro_f1"] <= high


def test_position_scores_only_rows_it_did_not_learn_from() -> None:
    many = pd.concat([POSITIONS] * 10, ignore_index=True)
    assert position.score(many, Options(learn=30, seed=2)).measures["n"] == 10


def test_labels_that_are_no_positions_are_refused() -> None:
    with pytest.raises(InputError, match="'maybe'"):
        position.score(POSITIONS.assign(label="maybe"), Options())


def test_learning_from_every_row_is_refused() -> None:
    with pytest.raises(InputError, match="leaves none to score"):
        position.score(POSITIONS, Options(learn=4))


@pytest.mark.parametrize("task", [amendments, holds])
def test_detection_counts_hits_and_false_alarms(task: object) -> None:
    frame = pd.DataFrame(
        {
            "text": [
                "Please delete the word should, and ring me on 07700 900123.",
                "Please add the words in writing, and ring me on 07700 900456.",
                "The Board met in May.",
            ],
            "label": [1, 0, 0],
        }
    )
    found = task.score(frame, Options()).measures  # type: ignore[attr-defined]
    assert (found["n"], found["precision"], found["recall"]) == (3, 0.5, 1.0)


def test_labels_other_than_one_and_nought_are_refused() -> None:
    with pytest.raises(InputError, match="'yes'"):
        holds.score(pd.DataFrame({"text": ["a"], "label": ["yes"]}), Options())


CLAUSES = pd.DataFrame(
    {"clause": ["1", "2"], "text": ["Publish the full report.", "Finish within six months."]}
)


def test_clauses_are_ranked_and_ties_count_against_the_method() -> None:
    frame = pd.DataFrame({"text": ["The deadline is short.", "Zzz."], "clause": ["2", "1"]})
    found = clauses.score(frame, Options(clauses=CLAUSES)).measures
    assert (found["accuracy"], found["mrr"]) == (0.5, 0.75)


def test_clauses_must_be_given_and_known() -> None:
    frame = pd.DataFrame({"text": ["Short."], "clause": ["9"]})
    with pytest.raises(InputError, match="--clauses"):
        clauses.score(frame, Options())
    with pytest.raises(InputError, match="9"):
        clauses.score(frame, Options(clauses=CLAUSES))
