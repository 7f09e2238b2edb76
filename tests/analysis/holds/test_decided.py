"""Holds that people decided take the place of those the method proposes."""

import pandas as pd
import pytest

from analysis import InputError, analyse, ledger, reading
from analysis.holds import DECIDED, find

NAMED = "Mrs Ann Bird of 12 Elm Road agrees. Six months is right."


def rows(**columns: str) -> pd.DataFrame:
    return pd.DataFrame([{"response_id": "r1", "row": 0, "text": NAMED, **columns}])


def test_without_a_decision_the_method_proposes() -> None:
    assert "named person" in set(find(rows())["kind"])


def test_what_was_decided_is_held_and_nothing_else() -> None:
    found = find(rows(held_places="36-56"))
    assert found[["start", "end", "kind"]].to_numpy().tolist() == [[36, 56, DECIDED]]
    assert found.loc[0, "quote"] == "Six months is right."
    assert find(rows(held_places="")).empty


@pytest.mark.parametrize("places", ["yes", "12", "12-", "3-9, 12-14"])
def test_a_decision_that_cannot_be_read_is_refused(places: str) -> None:
    with pytest.raises(InputError, match="start-end"):
        find(rows(held_places=places))


def test_passages_are_marked_by_the_decision() -> None:
    result = analyse(rows(held_places="0-35").drop(columns="row"))
    assert result.passages["hold"].tolist() == [DECIDED, ""]


def test_a_choice_that_is_no_position_counts() -> None:
    given = pd.DataFrame(
        {"response_id": ["chose", "blank"], "text": ["", " "], "choice": ["Every month", ""]}
    )
    entries = ledger.of(reading.responses(given, None)).set_index("response_id")
    assert entries["status"].to_dict() == {"chose": "counted", "blank": "set_aside"}
