"""What people decided stands where the machine's reading would, and teaches the rest."""

import hashlib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import Analysis, InputError, analyse, columns, decided, writing
from analysis.verify import verify
from tests.analysis import small

#: By response, what people decided of its one row.
DECISIONS = {
    "r00": {"decided_position": "oppose"},
    "r01": {"decided_amendment": "yes"},
    "r02": {"decided_clause": "0-30: 8.4; 40-60: none"},
    "r03": {"decided_amendment": "no", "decided_position": "support"},
    "r04": {"decided_themes": "+too little time; -other"},
    "r06": {"decided_position": "8.1: oppose; 8.2: not sure"},
    "c0": {"decided_campaign": "none"},
    "r18": {"decided_themes": "0-50: +no time; 0-50: -no time; 0-50: +too little time"},
}


def decisions() -> pd.DataFrame:
    frame = small.responses()
    for column in columns.DECIDED_COLUMNS:
        frame[column] = [DECISIONS.get(each, {}).get(column, "") for each in frame["response_id"]]
    return frame


def digests(result: Analysis, folder: Path) -> dict[str, str]:
    writing.write(result, folder)
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


@pytest.fixture(scope="module")
def result() -> Analysis:
    return analyse(decisions(), small.CLAUSES)


@pytest.fixture
def written(result: Analysis, tmp_path: Path) -> Path:
    writing.write(result, tmp_path / "written")
    return tmp_path / "written"


def of(frame: pd.DataFrame, response: str) -> Any:
    return frame[frame["response_id"] == response]


def test_a_decided_position_wins_over_a_closed_answer_and_says_so(result: Analysis) -> None:
    (found,) = of(result.comments, "r00").to_dict("records")
    assert (found["position"], found["position_source"]) == ("oppose", "person")
    assert not found["contradiction"]
    (other,) = of(result.comments, "r06").to_dict("records")
    # It says nothing of 8.1: a decision makes nobody a commenter.
    assert (other["clause"], other["position"]) == ("8.2", "not sure")


def test_a_passage_goes_where_a_person_put_it(result: Analysis) -> None:
    found = of(result.passages, "r02")
    assert found["clause"].tolist() == ["8.4", ""]
    assert found["clause_source"].tolist() == ["decided", ""]
    assert found["decided"].tolist() == ["clause", "clause"]


def test_proposals_are_what_people_say_they_are(result: Analysis) -> None:
    assert not of(result.passages, "r03")["amendment"].any()
    assert of(result.amendments, "r03").empty
    assert of(result.passages, "r01")["amendment"].all()
    assert not of(result.amendments, "r17").empty, "the same words of another, not decided on"


def test_themes_put_on_are_on_and_suggestions_give_way(result: Analysis) -> None:
    for response in ("r04", "r18"):
        assert set(of(result.passages, response)["theme"]) == {"8.2: too little time"}
    listed = result.themes.set_index("theme")
    assert listed.at["8.2: too little time", "passages"] == 2
    assert listed.at["8.2: too little time", "quote"]


def test_a_response_is_in_the_campaign_that_people_say(result: Analysis) -> None:
    assert set(of(result.passages, "c0")["campaign"]) == {""}
    assert result.campaigns["submissions"].tolist() == [8]
    assert "c0" not in set(result.members["response_id"])


def test_the_same_bytes_in_any_order_on_two_workers(result: Analysis, tmp_path: Path) -> None:
    mixed = decisions().sample(frac=1, random_state=3)
    again = analyse(mixed, small.CLAUSES, workers=2)
    assert digests(again, tmp_path / "a") == digests(result, tmp_path / "b")


def test_what_was_decided_is_verified(written: Path) -> None:
    assert verify(written).differences == []


@pytest.mark.parametrize(
    ("table", "response", "column", "value"),
    [
        ("comments", "r00", "position", "support"),
        ("comments", "r00", "position_source", "closed answer"),
        ("passages", "r01", "amendment", False),
        ("passages", "r02", "clause", "8.1"),
        ("passages", "r04", "theme", "other"),
        ("passages", "c0", "campaign", "campaign-00000000"),
    ],
)
def test_a_decision_not_kept_is_a_difference(
    written: Path, table: str, response: str, column: str, value: object
) -> None:
    path = written / f"{table}.parquet"
    frame = pd.read_parquet(path)
    frame.loc[frame["response_id"] == response, column] = value
    frame.to_parquet(path, index=False)
    assert any(response in said for said in verify(written).differences)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("decided_position", "8.1: maybe"),
        ("decided_clause", "0-5: 9.9"),
        ("decided_clause", "5-5: 8.1"),
        ("decided_clause", "0-999: 8.1"),
        ("decided_themes", "cost"),
        ("decided_amendment", "0-5: perhaps"),
        ("decided_campaign", "the large one"),
    ],
)
def test_a_cell_not_understood_is_refused(column: str, cell: str) -> None:
    frame = pd.DataFrame({"response_id": ["a"], "text": ["We agree."], column: [cell]})
    with pytest.raises(InputError, match=f"row 1.*{column} that is not understood") as refused:
        analyse(frame, small.CLAUSES)
    assert cell in str(refused.value)


def test_a_decision_is_on_the_passage_whose_middle_it_holds() -> None:
    decision = decided.Decision(10, 20, "yes")
    assert decision.covers(10, 20) and decision.covers(8, 16) and decision.covers(0, 100)
    assert not decision.covers(0, 11) and not decision.covers(18, 40)


def _coded(number: int, label: str, answer: str = "") -> tuple[str, str, str, str, str]:
    word = {"support": "frobs", "oppose": "grolms"}[label]
    text = f"In our district {number} this clause {word} for the board of case {number * 7}."
    return (f"x{number:03}", "8.1", text, answer, "")


def test_fifty_positions_teach_a_reader_of_this_consultation() -> None:
    labels = ["support" if number % 2 else "oppose" for number in range(60)]
    rows = [_coded(number, label, label) for number, label in enumerate(labels)]
    rows += [_coded(200, "support"), _coded(201, "oppose")]
    names = ["response_id", "clause", "text", "decided_position", "decided_themes"]
    frame = pd.DataFrame(rows, columns=names)
    few = analyse(frame.iloc[-32:], small.CLAUSES)
    assert set(few.comments.set_index("response_id").loc[["x200", "x201"], "position"]) == {
        "unclear"
    }
    assert "labels" not in few.run["parameters"]
    taught = analyse(frame, small.CLAUSES)
    found = taught.comments.set_index("response_id")["position"]
    assert (found["x200"], found["x201"]) == ("support", "oppose")
    assert taught.run["parameters"]["labels"] == {"positions": 60}


SAYINGS = {
    "cost": "Boards cannot pay for the work that district {} was told to do by winter.",
    "families": "Parents in district {} were never asked what had happened to their son.",
    "courts": "The trial in district {} must end before anybody writes about the evidence.",
}


def test_labelled_passages_teach_the_themes_of_the_rest() -> None:
    rows = [
        (f"{name}{number:02}", "8.1", said.format(number), f"+{name}" if number < 10 else "")
        for name, said in SAYINGS.items()
        for number in range(14)
    ]
    frame = pd.DataFrame(rows, columns=["response_id", "clause", "text", "decided_themes"])
    passages = analyse(frame, small.CLAUSES).passages
    for name in SAYINGS:
        rest = passages[passages["response_id"].isin([f"{name}{n}" for n in range(10, 14)])]
        assert set(rest["theme"]) == {f"8.1: {name}"}
