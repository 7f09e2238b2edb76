"""Tone: NLTK's own score, and a label that looks further."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import tone
from analysis.tone.vader import Vader, lexicon
from analysis.verify.original import scorer

ODD = [
    "Kind of good", "KIND OF bad but GOOD", "not so good!!!", "the shit", ":) :D !!good!!",
    "at least good", "least good", "never so good", "VERY good???", "", "  ", "kiss of death",
    "good GOOD good bad but but good", "''bad''", "-good", "...good", "well-made, not bad",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_the_score_is_nltks(text: str) -> None:
    assert Vader().compound(text) == scorer(())(text)


_WORDS = st.sampled_from(
    [*sorted(lexicon())[::97], "not", "but", "very", "VERY", "kind", "of", "the"]
)


@given(st.lists(st.tuples(_WORDS, st.sampled_from(["", ".", "!!", ",", "?!?"]))))
def test_the_score_is_nltks_on_any_words(words: list[tuple[str, str]]) -> None:
    text = " ".join(word + mark for word, mark in words)
    assert Vader().compound(text) == scorer(())(text)


def test_the_subjects_own_words_weigh_nothing() -> None:
    guidance = ("Review every case where abuse or neglect is known and a child has died.",)
    texts = pd.Series(["Abuse and neglect of a child.", "A terrible idea."])
    alone = tone.score(texts)["sentiment_score"]
    corrected = tone.score(texts, guidance)["sentiment_score"]
    assert alone[0] < 0 == corrected[0]
    assert corrected[1] == alone[1] < 0


def test_a_judgement_weighs_even_when_the_guidance_uses_it() -> None:
    found = tone.score(pd.Series(["This is good."]), ("Follow good practice.",))
    assert found["sentiment"].tolist() == ["positive"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("More chairs in the hall", "negative"),
        ("I had to wait three hours", "negative"),
        ("It would be helpful if someone answered", "negative"),
        ("Nothing", "neutral"),
        ("I could not fault the way this was run", "positive"),
        ("This is a sensible and long overdue reform.", "positive"),
        ("The chapter has forty-four clauses.", "neutral"),
        ("Crime is down and the streets are clean.", "positive"),
        ("The programme rescued the town from ruin.", "positive"),
        ("The loopholes were exploited by lobbyists.", "negative"),
        ("I would recommend this surgery to anyone.", "positive"),
        ("He was left on a trolley in the corridor, alone.", "negative"),
        ("The vote is eleven weeks away.", "neutral"),
    ],
)
def test_labels_see_what_has_no_strong_word(text: str, label: str) -> None:
    assert tone.score(pd.Series([text]))["sentiment"].tolist() == [label]


def test_the_result_keeps_the_callers_index() -> None:
    found = tone.score(pd.Series(["Good.", "Bad."], index=[7, 3]))
    assert list(found.index) == [7, 3]
    assert found["sentiment"].tolist() == ["positive", "negative"]


@pytest.mark.parametrize("text", ["No comment.", "N/A", "Voters go to the polls next month."])
def test_no_answer_and_a_date_have_no_tone(text: str) -> None:
    assert tone.score(pd.Series([text]))["sentiment"].tolist() == ["neutral"]
