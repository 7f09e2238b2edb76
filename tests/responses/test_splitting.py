"""A letter is cut into parts: by heading, number, citation, else likeness; no character is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import citations
from analysis.allocation import likeliest
from analysis.passages import split
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import record_offline
from consultation.responses.actions.splitting import split as split_and_store
from consultation.responses.rules.splitting import Guide, Part, split_letter
from consultation.responses.rules.splitting.guide import Cited
from tests.responses.test_offline import example

CLAUSES = {
    "8.9": ("Notifying the national panel", "The board tells the national panel within five days."),
    "8.10": ("Timescales", "A review is finished within six months of the decision to hold it."),
    "8.11": ("Independent chair", "The chair of the review is independent of every agency in it."),
    "8.12": ("Publishing the report", "The whole report is published, without names, on its site."),
    "8.13": ("Involving families", "Parents and siblings are invited to contribute early on."),
}
QUESTIONS = {"q1": "Is the chapter clear?", "q3": "Do you agree that reports are published whole?"}


def cited(text: str) -> list[Cited]:
    return [Cited(one.start, one.end, one.clauses) for one in citations.find(text, tuple(CLAUSES))]


GUIDE = Guide(
    clauses={number: heading for number, (heading, _) in CLAUSES.items()},
    cited=cited,
    sentences=split,
    likely=lambda texts, within: likeliest(
        texts, [(number, *words) for number, words in CLAUSES.items()], within
    ),
    sections={"a": ("8.9", "8.10"), "deciding": ("8.9", "8.10"), "b": ("8.11", "8.12", "8.13")},
    questions=QUESTIONS,
)


def on(text: str) -> list[tuple[str, str, str]]:
    """For each part: its first words, what it is on, and why."""
    return [
        (
            " ".join(text[part.start : part.end].split()[:3]),
            part.question or " ".join(part.clauses),
            part.why,
        )
        for part in split_letter(text, GUIDE)
    ]


def whole(text: str, parts: list[Part]) -> bool:
    if not text:
        return parts == []
    meet = all(one.end == other.start for one, other in pairwise(parts))
    return meet and parts[0].start == 0 and parts[-1].end == len(text)


@given(
    st.lists(
        st.sampled_from(
            ["Dear team,", "Clause 8.12", "8.10 is too short. 8.12 is right.", "\n", "\n\n", "\r\n",
             " ", "> quoted", "Question 3", "Section A", "Yours sincerely", "1. a list", "\u2029",
             "General comments", "paras 8.10 to 8.12", "É 家族 🙂", "\x0b", "(a)", "."]
        )
        | st.text(max_size=20),
        max_size=15,
    ).map("".join)
)  # fmt: skip
def test_every_character_is_in_exactly_one_part(text: str) -> None:
    assert whole(text, split_letter(text, GUIDE))


def test_headings_hold_until_the_next_one() -> None:
    text = (
        "Dear team,\n\nThank you for asking us.\n\nClause 8.12\n\nNames get out.\n\nWe worry.\n\n"
        "8.10 Timescales\n\nToo short.\n\nQuestion 3\n\nNo.\n\nYours sincerely,\n\nA. Person"
    )
    assert on(text) == [
        ("Dear team, Thank", "", ""),
        ("Clause 8.12 Names", "8.12", "heading"),
        ("8.10 Timescales Too", "8.10", "heading"),
        ("Question 3 No.", "q3", "heading"),
        ("Yours sincerely, A.", "", ""),
    ]


@pytest.mark.parametrize("heading", [
    "Clause 8.12", "## 8.12", "Para 8.12:", "Paragraph 8.12 – Publishing the report", "8.12",
    "§8.12", "Publishing the report", "- 8.12 Publishing", "On paragraph 8.12", "cl. 8.12",
])  # fmt: skip
def test_the_ways_to_head_a_comment(heading: str) -> None:
    assert on(f"{heading}\nNames get out.")[0][1] == "8.12"


@pytest.mark.parametrize("heading", [
    "Question 3", "Q3", "q3.", "Q 3: publication",
    "Do you agree that reports are published whole?",
])  # fmt: skip
def test_the_ways_to_name_a_question(heading: str) -> None:
    assert on(f"{heading}\nNot where a child can be known by it.")[0][1] == "q3"


def test_a_number_at_the_start_of_a_paragraph() -> None:
    text = "8.10 Six months is not enough for us.\n\n8.12: we agree with all of this.\n"
    assert [part[1:] for part in on(text)] == [("8.10", "number"), ("8.12", "number")]


def test_a_range_is_one_part_on_several_clauses() -> None:
    assert on("Paras 8.10 to 8.12\n\nAll three go too far.") == [
        ("Paras 8.10 to", "8.10 8.11 8.12", "heading")
    ]


def test_a_writers_own_list_is_not_taken_for_clauses() -> None:
    assert on("Clause 8.12\n\n1. Names get out.\n2. Families are not asked.\n") == [
        ("Clause 8.12 1.", "8.12", "heading")
    ]
    own = "".join(f"{number} Our point.\n\n" for number in ("7.9", "8.10", "9.1", "9.2", "10.1"))
    assert {why for _, _, why in on(own)} & {"number", "heading"} == set()


def test_sentences_that_cite_other_clauses_are_cut_apart() -> None:
    text = "We have read it. We support paragraph 8.10. It is fair. We oppose 8.12, though."
    assert on(text) == [
        ("We have read", "8.10", "citation"),
        ("We oppose 8.12,", "8.12", "citation"),
    ]


def test_a_clause_can_be_cited_by_what_it_is_about() -> None:
    assert on("The paragraph on timescales is much too hopeful.")[0][1:] == ("8.10", "citation")


def test_what_cites_nothing_goes_by_its_words_or_waits() -> None:
    text = "The chair of the review must be independent of every agency.\n\nThank you for lunch."
    assert on(text) == [("The chair of", "8.11", "words"), ("Thank you for", "", "")]


def test_a_section_narrows_what_its_words_can_be_on() -> None:
    said = "Six months from the decision to hold a review."
    assert on(f"{said}")[0][1] == "8.10"
    assert on(f"Section B\n\n{said}")[0][1] != "8.10"


def test_general_headings_end_what_was_before() -> None:
    text = "Clause 8.12\n\nNames get out.\n\nConclusion\n\nWe wish you well with it."
    assert [part[1] for part in on(text)] == ["8.12", ""]


def test_a_hundred_thousand_words_are_split_in_seconds() -> None:
    text = "8.12 Names get out of it.\n\nOur boards are small and people talk there.\n\n" * 7500
    assert whole(text, split_letter(text, GUIDE))


def test_the_parts_of_a_stored_letter_are_stored_unconfirmed(
    consultation: ConsultationPage,
) -> None:
    text = "Dear all,\n\nparas 8.1 to 8.3\n\nWe agree.\n\nQuestion 1\n\nYes.\n"
    letter = record_offline(consultation, example(letter=text)).letters.get()
    kept = split_and_store(letter)
    assert [text[one.start : one.end].split(maxsplit=1)[0] for one in kept] == [
        "Dear",
        "paras",
        "Question",
    ]
    numbers = [[version.number for version in one.clause_versions.all()] for one in kept]
    assert numbers == [[], ["8.1", "8.2", "8.3"], []]
    assert kept[2].question is not None and kept[2].question.key == "q1"
    assert {one.confirmed_at for one in kept} == {None}
    assert [one.pk for one in split_and_store(letter)] == [one.pk for one in kept]
