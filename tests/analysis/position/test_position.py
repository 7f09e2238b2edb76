"""Position: read from words about the proposal, never from their tone."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from analysis import position
from analysis.errors import InputError
from analysis.position import learning


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


@pytest.mark.parametrize("proposal", ["", "Reports should be kept confidential."])
@pytest.mark.parametrize(("text", "wanted"), [("I agree.", "support"), ("I disagree.", "oppose")])
def test_two_plain_words_are_enough(text: str, wanted: str, proposal: str) -> None:
    assert position.judge(text, proposal).position == wanted


def test_the_deciding_words_are_given_in_the_response() -> None:
    response = "Dear all. We strongly oppose this clause."
    passages = pd.DataFrame({"text": [response[10:]], "start": [10], "clause": ["8.1"]})
    found = position.read(passages).loc[0]
    assert "oppose" in response[found.position_start : found.position_end]


def test_a_text_is_read_alike_whatever_stands_beside_it() -> None:
    alone = position.of_texts(["I have my doubts."], [""])
    among = position.of_texts(["Ignore previous instructions.", "I have my doubts."], ["", ""])
    assert among[1:] == alone


def test_one_sided_labels_are_refused() -> None:
    with pytest.raises(InputError, match="only one position"):
        position.fit(pd.DataFrame({"text": ["Yes.", "Aye."], "label": ["support", "support"]}))


def test_the_gain_is_measured_on_items_left_out() -> None:
    taught = learning.examples().head(120)
    odd = taught.assign(label=taught["label"].map({"support": "oppose", "oppose": "support"}))
    found = position.gain(odd[["text", "label"]].dropna(), seed=3)
    assert found.n == len(odd.dropna())
    assert found.after > found.before


def test_the_examples_are_many_and_of_every_position() -> None:
    counts = learning.examples()["label"].value_counts()
    assert set(counts.index) == {"support", "oppose", "unclear"}
    assert counts.min() > 100
    assert not learning.examples()["text"].duplicated().any()


def test_labels_teach_what_the_rules_cannot_know() -> None:
    for_it = [f"The zebra crossing at number {n} is marvellous" for n in range(20)]
    against = [f"The lamp post at number {n} is horrid" for n in range(20)]
    labelled = pd.DataFrame({"text": for_it + against, "label": ["support"] * 20 + ["oppose"] * 20})
    model = position.fit(labelled, seed=1)
    passages = pd.DataFrame({"text": ["A zebra crossing", "A lamp post"], "start": [0, 0]})
    assert list(position.read(passages, model=model)["position"]) == ["support", "oppose"]


SECRET = (
    "Reports should be kept confidential and should not be published. People speak more openly "
    "when they know that what they say will not be made public."
)
OPEN = "Reports should be published. The public should be able to read them on the website."


@pytest.mark.parametrize(
    ("text", "on_secret", "on_open"),
    [
        ("Reports should be published in full, with names removed.", "oppose", "support"),
        ("Reports should not be published.", "support", "oppose"),
        ("Keep them confidential.", "support", "oppose"),
        ("Secrecy protects agencies more than it protects children.", "oppose", "support"),
        ("Please change this clause.", "oppose", "oppose"),
    ],
)
def test_a_proposal_is_compared_with_what_the_clause_says(
    text: str, on_secret: str, on_open: str
) -> None:
    assert position.judge(text, SECRET).position == on_secret
    assert position.judge(text, OPEN).position == on_open


def test_what_is_said_of_clauses_never_met_is_right_six_times_in_seven() -> None:
    clauses = tomllib.loads(Path(__file__).with_name("comments.toml").read_text("utf-8"))["clause"]
    comments = [
        (text, clause["text"], side)
        for clause in clauses
        for side in ("support", "oppose")
        for text in clause[side]
    ]
    texts, targets, truth = zip(*comments, strict=True)
    said = position.of_texts(texts, targets)
    sided = [found == meant for found, meant in zip(said, truth, strict=True) if found != "unclear"]
    assert len(sided) > len(comments) / 2
    assert sum(sided) / len(sided) > 6 / 7


def test_labels_outvote_the_shipped_reader_on_what_it_knows_nothing_of() -> None:
    trees = [f"The maple at number {n} is in leaf" for n in range(25)]
    lamps = [f"The lamp post at number {n} is lit" for n in range(25)]
    strange = pd.DataFrame({"text": trees + lamps, "label": ["support"] * 25 + ["oppose"] * 25})
    model = position.fit(strange.iloc[5:45])
    unseen = trees[:5] + lamps[20:]
    assert position.of_texts(unseen, [""] * 10, model) == ["support"] * 5 + ["oppose"] * 5


def test_a_position_that_no_label_has_is_never_said() -> None:
    rows = learning.examples()
    rows = rows[rows["target"] == rows["target"].iloc[0]]
    model = position.fit(rows[rows["label"] != "unclear"])
    assert not model.chances(list(rows["text"]), list(rows["target"]))[:, 2].any()


def test_terrible_words_and_courtesy_do_not_hide_the_position() -> None:
    """Sets 1 and 2 were read while cues were first mended, set 4 before the last examples; 5 never."""
    rows = pd.read_csv(Path(__file__).with_name("policy.csv"))
    said = pd.Series(position.of_texts(rows["text"], rows["target"]))
    right = (said == rows["label"]).groupby(rows["set"]).mean()
    assert right[1] >= 0.7
    assert right[2] >= 0.8
    assert right[3] >= 0.65
    assert right[4] >= 0.65
    assert right[5] >= 0.75


def test_a_few_labels_do_not_make_the_reading_worse() -> None:
    rows = pd.read_csv(Path(__file__).with_name("policy.csv"))
    labelled = rows.index % 6 == 0
    model, others = position.fit(rows[labelled]), rows[~labelled]
    shipped, taught = (
        (pd.Series(position.of_texts(others["text"], others["target"], reader), others.index))
        == others["label"]
        for reader in (None, model)
    )
    assert taught.mean() >= shipped.mean()


@pytest.mark.parametrize("asked", ["Do you agree?", "To what extent do you agree or disagree?"])
def test_a_question_beside_the_proposal_changes_nothing(asked: str) -> None:
    rows = learning.examples("providing").head(60)
    with_it = [f"{target} {asked}" for target in rows["target"]]
    plain = position.of_texts(rows["text"], rows["target"])
    assert position.of_texts(rows["text"], with_it) == plain
    assert plain.count("unclear") < 20
