"""What a search asks for, and which texts have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.findings.rules.searching import parsed, places, snippet, tokens

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
