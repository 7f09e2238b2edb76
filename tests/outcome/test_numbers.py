"""A number somebody typed is borne out, or a person says that it is meant; else nothing is signed off."""

from dataclasses import replace
from typing import Any

import pytest

from consultation.outcome.rules import numbers
from consultation.outcome.rules.draft import Draft, digest_of
from consultation.outcome.rules.figures import Figure
from consultation.outcome.rules.flagged import counts_nobody
from consultation.outcome.rules.gates import Facts, gates
from tests.outcome.test_gates import DONE, draft, resolved, unmet


def test_a_typed_number_is_a_gate_until_somebody_says_that_it_counts_nobody() -> None:
    typed = replace(DONE, reason="In all 31 respondents opposed it.")
    assert "31 respondents" in unmet(typed)["numbers"][0]
    assert unmet(replace(DONE, reason="In all 30 respondents opposed it.")) == {}
    vouched = {digest_of("seal", "8.1", counts_nobody(typed.reason))}
    assert unmet(typed, resolved(vouched=vouched)) == {}


def test_a_number_typed_in_a_title_is_a_gate_as_in_other_prose() -> None:
    def told(whole: Draft, **given: Any) -> list[str]:
        found = gates(whole, resolved(**given), Facts())
        return [one.what for gate in found for one in gate.missing]

    titled = replace(draft(DONE), title="What 31 respondents said of chapter 8")
    (missing,) = told(titled)
    assert missing.startswith("title: “31 respondents”")
    assert told(titled, vouched={digest_of("seal", "", counts_nobody(titled.title))}) == []
    assert told(replace(titled, title="What 1 respondent said of chapter 8")) == []
    headed = "<h3>Most respondents agree</h3>"
    assert told(draft(DONE, equality=headed))[0].startswith("equality: “Most respondents”")
    assert unmet(replace(DONE, heading="41 respondents"))["numbers"][0].startswith("heading: “41")


def test_a_new_number_in_the_final_wording_is_a_gate_until_a_person_says_it_is_meant() -> None:
    told = replace(DONE, old="Within four months.", redraft="Within six months.")
    assert unmet(replace(told, final="Within 6 months.")) == {}
    assert unmet(replace(told, final="Within four months, where it can.")) == {}
    nine = replace(told, final="Within nine months.")
    (missing,) = unmet(nine)["numbers"]
    assert missing.startswith("final wording: “nine months” (new number in the wording")
    assert unmet(nine, accepted={"i": ["within 9 months of the decision"]}) == {}
    assert "numbers" in unmet(nine, accepted={"another": ["within 9 months"]})
    assert (
        unmet(nine, resolved(vouched={digest_of("seal", "8.1", counts_nobody(nine.final))})) == {}
    )


@pytest.mark.parametrize(
    ("final", "new"),
    [
        ("Within six weeks", ["six weeks"]),
        ("A six-month limit, or 28 working days", ["28 working days"]),
        ("One of them; no one; each one", []),
        ("Within one month", ["one month"]),
        ("See clause 8.4 and section 47", ["8.4", "47"]),
        ("See clause 8.40", []),
        ("In 10% of cases, or 5 per cent", ["10%"]),
        ("In 1,000 cases", ["1,000"]),
    ],
)
def test_numbers_new_in_a_wording_go_by_value_and_unit(final: str, new: list[str]) -> None:
    known = ["Within 6 months of it, see 8.40, in 5% of cases", ""]
    assert [one.words for one in numbers.new_in_wording(final, known)] == new


FIGURES = [Figure("k", 30, "30", "b", 40), Figure("k", 30, "75%", "b", 40)]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("31 respondents said so", ["31 respondents"]),
        ("thirty-one respondents said so", ["thirty-one respondents"]),
        ("Thirty respondents said so", []),
        ("30 of the 40 respondents", []),
        ("30 of 41 who wrote", ["30 of 41"]),
        ("76% said so", ["76%"]),
        ("75 per cent said so", []),
        ("seventy-five per cent", []),
        ("Most respondents want it", ["Most respondents"]),
        ("the overwhelming view", ["overwhelming"]),
        ("The public wants it", ["The public wants"]),
        ("A majority of boards", ["majority of"]),
        ("clause 8.14 gives six months and one month", []),
        ("by two people from the panel, within 28 days of 23 October", []),
        ("two people who wrote to us", ["two people who wrote"]),
        ("{oppose} respondents and {oppose in words}", []),
    ],
)
def test_numbers_that_count_people_are_found_and_others_are_not(
    text: str, flagged: list[str]
) -> None:
    assert [one.words for one in numbers.typed(text, FIGURES)] == flagged
