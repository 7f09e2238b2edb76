"""What a search asks for, and which texts have it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.findings.rules.searching import Query, parsed, places, snippet, tokens

TEXT = "Reviews should finish within six months; families can’t wait. See 8.14 and paras 8.10-8.12."


def found(typed: str, text: str = TEXT) -> list[str] | None:
    where = places(parsed(typed), text)
    return None if where is None else [text[start:end] for start, end in where]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("review", ["Reviews"]),
        ("reviewing FAMILY", ["Reviews", "families"]),
        ('"six months"', ["six months"]),
        ('"months six"', None),
        ("six weeks", None),
        ("review -weeks", ["Reviews"]),
        ("review -months", None),
        ('review -"six weeks"', ["Reviews"]),
        ("8.14", ["8.14"]),
        ("8.12", ["8.12"]),
        ("8.1", None),
        ("the and review", ["Reviews"]),
        ("“six months” wait", ["six months", "wait"]),
    ],
)
def test_what_is_asked_is_what_is_found(typed: str, words: list[str] | None) -> None:
    assert found(typed) == words


def test_nothing_but_common_words_or_absences_asks_for_nothing() -> None:
    assert not parsed("the of -review")
    assert not parsed('"')
    assert parsed("review")


def test_how_a_word_is_written_makes_no_difference() -> None:
    assert found("family", "ﬁrst the FAM\u200bILY") == ["FAM\u200bILY"]
    assert found("first", "ﬁrst") == ["ﬁrst"]


def test_words_of_like_meaning_are_found_and_named() -> None:
    query = parsed(
        "parent wait", {"parent": ["mother", "foster carer"]}.get("parent") and _meanings
    )
    assert query.also == ("mother", "foster carer")
    assert places(query, "Her mother cannot wait.") is not None
    assert places(query, "A foster carer cannot wait.") is not None
    assert places(query, "The foster home cannot wait.") is None


def _meanings(word: str) -> list[str]:
    return ["mother", "foster carer", "parent"] if word == "parent" else []


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_text_and_any_search_are_taken(text: str, typed: str) -> None:
    for start, end in places(parsed(typed), text) or []:
        assert 0 <= start < end <= len(text)


@given(st.text(max_size=200), st.data())
def test_a_snippet_holds_the_place(text: str, data: st.DataObject) -> None:
    words = tokens(text)
    if words:
        one = data.draw(st.sampled_from(words))
        begin, stop = snippet(text, [(one.start, one.end)], around=10)
        assert begin <= one.start < one.end <= stop
        assert stop - begin <= one.end - one.start + 20


def word_by_word(query: Query, text: str) -> list[tuple[int, int]] | None:
    """What ``places`` finds, by reading every word."""
    said = tokens(text)
    found = []
    for term in query.terms:
        ways = [[token.key for token in tokens(way)] for way in term.ways]
        here = [
            (said[at].start, said[at + len(way) - 1].end)
            for way in ways
            for at in range(len(said) - len(way) + 1)
            if [token.key for token in said[at : at + len(way)]] == way
        ]
        if bool(here) == term.absent:
            return None
        found += here
    return sorted(set(found))


TYPED = ("sky", "skies", "dying", "lie", '"six months"', "family -court", "3.5", "m", "fly review",
         "possibility", "hoping", "gently", '"the board of"', "board", "I")  # fmt: skip
PARTS = ("sky", "skies", "SKY", "Dying", "die", "lies", "lying", "six", "months", "month", "families",
         "family", "familiar", "court", "3.5", "3.5m", "m", "M.", "flies", "flying", "reviewer",
         "possibly", "possible", "hope", "hopped", "gentle", "gently", "board", "the", "of", "boards",
         "bo\u200bard", "ﬂies", "Zoë", "b_oard", "can’t", "x3", "3x", "board's", "onboard")  # fmt: skip
BETWEEN = (" ", ", ", "-", "_", ". ", "’", "\n")


@given(
    st.sampled_from(TYPED),
    st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(BETWEEN)), max_size=12),
)
@settings(max_examples=1_000)
def test_what_is_passed_over_is_never_what_is_looked_for(typed: str, parts: list[Any]) -> None:
    query, text = parsed(typed), "".join(part + after for part, after in parts)
    assert places(query, text) == word_by_word(query, text)
