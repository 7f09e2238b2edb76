"""What a hold covers: never a fragment whose surroundings tell the rest."""

from typing import Any

import pytest

from analysis.holds import DISCLOSURE, NAMED_PERSON, of_text
from analysis.holds import Hold as Found
from consultation.responses.actions.widening import SHORT, widened
from consultation.responses.models import Comment, Hold, Response

FRIGHTENED = (
    "There was a man in a car opposite my house, and my daughter will not sleep in her own room."
)


def finding(words: str, kind: str = NAMED_PERSON) -> Any:
    """A check that finds ``words``, wherever they stand."""

    def check(text: str) -> list[Found]:
        start = text.find(words)
        return [Found(start, start + len(words), kind, "found")] if start >= 0 else []

    return check


def held(source: Comment | Response, check: Any = of_text) -> list[str]:
    return [source.text[one.start : one.end] for one in widened(source, check)]


def test_a_hold_covers_whole_sentences() -> None:
    said = Comment(text=f"Six months is right. {FRIGHTENED} That is all.")
    assert held(said, finding("her own room")) == [FRIGHTENED]
    both = held(said, finding("right. There was"))
    assert both == [f"Six months is right. {FRIGHTENED}"]


def test_a_disclosure_holds_a_short_text_whole() -> None:
    said = Comment(text=f"Six months is right.\n\n{FRIGHTENED}")
    assert held(said, finding("her own room", DISCLOSURE)) == [said.text]


@pytest.mark.parametrize("blank_line", ["\n\n", "\r\n\r\n", "\n \t\n", "\u2029"])
def test_a_disclosure_holds_its_paragraph_of_a_long_text(blank_line: str) -> None:
    long = "Six months is right for most reviews. " * (SHORT // 30)
    paragraph = f"We moved house. {FRIGHTENED} The police came twice."
    said = Comment(text=blank_line.join([long, paragraph, long]))
    assert held(said, finding("her own room", DISCLOSURE)) == [paragraph]


def test_holds_of_one_kind_that_meet_are_one_with_both_reasons() -> None:
    said = Comment(text="Ann Bird told Tom Wren. Six months is right.")

    def check(text: str) -> list[Found]:
        return [
            Found(0, 8, NAMED_PERSON, "one"),
            Found(14, 22, NAMED_PERSON, "another"),
            Found(14, 22, NAMED_PERSON, "one"),
        ]

    one = widened(said, check)
    assert [(held.start, held.end, held.why, held.reason) for held in one] == [
        (0, 23, Hold.Why.IDENTIFYING, "one; another")
    ]


def test_a_disclosure_and_a_name_stay_two_holds() -> None:
    said = Comment(text=FRIGHTENED)

    def check(text: str) -> list[Found]:
        return [Found(0, 5, NAMED_PERSON, "a"), Found(6, 9, DISCLOSURE, "b")]

    assert [one.why for one in widened(said, check)] == ["disclosure", "identifying"]


@pytest.mark.parametrize(
    "details",
    [
        {"name": "Ann Bird", "organisation": "Ashford Family Centre"},
        {"name": "Dr Ann Bird", "represents": "Twelve schools, whose heads we asked."},
        {},
    ],
)
def test_details_that_name_only_the_respondent_are_free(details: dict[str, str]) -> None:
    assert held(Response(**details)) == []


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("represents", "The mother of Tom Wren, aged 4, of 12 Elm Road."),
        ("confidentiality_reason", "My brother-in-law still hits my niece and he would know."),
        ("organisation", "Friends of Tom Wren"),
        ("respondent_type_other", "Neighbour of Mrs Ann Bird"),
        ("name", "A neighbour, call me on 07700 900123"),
    ],
)
def test_details_with_anything_else_are_held_whole(field: str, words: str) -> None:
    response = Response(**{"name": "Jo Finch", field: words})
    assert held(response) == [response.text]
    assert words in response.text
