"""Position: read from words about the proposal, never from their tone."""

import pandas as pd
import pytest

from analysis import position


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "We strongly support this, for too many children have died of abuse and neglect.",
            "support",
        ),
        ("I agree.", "support"),
        ("This is long overdue.", "support"),
        ("We oppose this clause.", "oppose"),
        ("We do not support this proposal.", "oppose"),
        ("We are grateful for the care taken, but cannot support this paragraph.", "oppose"),
        ("With great respect, this is unworkable.", "oppose"),
        ("I have no objection to this.", "support"),
        ("The Board met in March.", "unclear"),
        ("", "unclear"),
    ],
)
def test_position_is_read_from_words_about_the_proposal(text: str, wanted: str) -> None:
    assert position.judge(text).position == wanted


def test_the_deciding_words_are_given_in_the_response() -> None:
    response = "Dear all. We strongly oppose this clause."
    passages = pd.DataFrame({"text": [response[10:]], "start": [10], "clause": ["8.1"]})
    found = position.read(passages).loc[0]
    assert "oppose" in response[found.position_start : found.position_end]


def test_labels_teach_what_the_rules_cannot_know() -> None:
    for_it = [f"The zebra crossing at number {n} is marvellous" for n in range(20)]
    against = [f"The lamp post at number {n} is horrid" for n in range(20)]
    labelled = pd.DataFrame({"text": for_it + against, "label": ["support"] * 20 + ["oppose"] * 20})
    model = position.fit(labelled, seed=1)
    passages = pd.DataFrame({"text": ["A zebra crossing", "A lamp post"], "start": [0, 0]})
    assert list(position.read(passages, model=model)["position"]) == ["support", "oppose"]
