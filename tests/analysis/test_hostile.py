"""Hostile text costs little and touches only its own row."""

import time

import pandas as pd
import pytest

from analysis.pipeline import Analysis, analyse
from tests.analysis import hostile, small

READ = ["response_id", "row", "passage", "clause", "start", "end", "text", "sentiment_score",
        "position", "position_confidence", "amendment", "hold", "campaign"]  # fmt: skip
SHORT, LONG = 4_000, 500_000
SECONDS = 5.0
"""Processor time beside what the other rows take, on a quiet machine."""
NAMES = list(hostile.texts(0))


def beside(text: str) -> Analysis:
    row = pd.DataFrame({"response_id": ["zz"], "clause": [""], "text": [text]})
    return analyse(pd.concat([small.responses(), row]).fillna(""), small.CLAUSES)


def others_are_as_they_were(result: Analysis, alone: Analysis) -> None:
    for found, before in [
        (result.passages[READ], alone.passages[READ]),
        (result.holds, alone.holds),
        (result.flags, alone.flags),
        (result.amendments, alone.amendments),
        (result.comments, alone.comments),
        (result.ledger, alone.ledger),
    ]:
        others = found[found["response_id"] != "zz"].reset_index(drop=True)
        pd.testing.assert_frame_equal(others, before.reset_index(drop=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_text_touches_only_its_own_row(small_analysis: Analysis, name: str) -> None:
    others_are_as_they_were(beside(hostile.texts(SHORT)[name]), small_analysis)


@pytest.mark.faults
@pytest.mark.parametrize("name", NAMES)
def test_half_a_million_characters_cost_seconds(small_analysis: Analysis, name: str) -> None:
    began = time.process_time()
    beside("We agree.")
    usual = time.process_time() - began
    text = hostile.texts(LONG)[name]
    began = time.process_time()
    result = beside(text)
    assert time.process_time() - began - usual < SECONDS
    others_are_as_they_were(result, small_analysis)
