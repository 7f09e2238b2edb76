"""Labelled positions are read however their file spells them, and nothing is guessed."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.evaluate.options import Options
from analysis.evaluate.scoring import evaluate

PROPOSAL = "Reports should be kept confidential."
ROWS = [
    ("We strongly support this.", "support"),
    ("Please publish the reports.", "oppose"),
    ("I am not sure and can see both sides.", "unclear"),
]


def scored(folder: Path, labels: list[str], column: str = "target", said: str = PROPOSAL) -> float:
    path = folder / "labelled.csv"
    rows = pd.DataFrame({"text": [text for text, _ in ROWS], "label": labels})
    (rows.assign(**{column: said}) if column else rows).to_csv(path, index=False)
    return evaluate("position", path, Options()).measures["accuracy"]


@pytest.mark.parametrize(
    "labels",
    [
        ["support", "oppose", "unclear"],
        ["Support with changes", "OPPOSE", "Neutral"],
        ["support_with_changes", " against ", "not sure"],
        ["For", "Against", "mixed"],
        ["Strongly agree", "strongly disagree", "Undecided"],
    ],
)
def test_labels_are_read_in_the_spellings_people_use(tmp_path: Path, labels: list[str]) -> None:
    assert scored(tmp_path, labels) == 1


@pytest.mark.parametrize("column", ["target", "proposal", "clause"])
def test_the_proposal_may_stand_in_any_of_three_columns(tmp_path: Path, column: str) -> None:
    assert scored(tmp_path, [label for _, label in ROWS], column) == 1


def test_without_a_proposal_the_words_alone_are_read(tmp_path: Path) -> None:
    given = [label for _, label in ROWS]
    bare = scored(tmp_path, given, column="")
    assert 1 / 3 < bare < 1  # nothing says that reports are to be secret
    assert scored(tmp_path, given, "clause", "8.40") == bare


@pytest.mark.parametrize("word", ["maybe", "", "supporting evidence"])
def test_a_word_that_is_no_position_is_refused_by_name(tmp_path: Path, word: str) -> None:
    with pytest.raises(InputError, match=f"'{word}'.*use support, oppose, unclear"):
        scored(tmp_path, ["support", "oppose", word])
