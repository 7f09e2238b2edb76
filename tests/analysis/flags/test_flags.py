"""Flags: the words an official must not miss, at their place."""

import pandas as pd
import pytest

from analysis import flags


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who will pay for the training?", flags.QUESTION),
        ("Please clarify what counts as serious.", flags.QUESTION),
        ("It is unclear whether one month includes weekends.", flags.QUESTION),
        ("Each review costs us about £24,000.", flags.COST),
        ("This is contrary to section 97 of the Children Act 1989.", flags.LEGAL),
        ("It could prejudice a criminal trial.", flags.LEGAL),
        ("Deaf parents will need interpreters.", flags.EQUALITY),
        ("In our last audit 62% of reviews were late.", flags.EVIDENCE),
        ("Eleven of the 58 reviews ran late.", flags.EVIDENCE),
        ("Six months is unrealistic for a small board.", flags.PRACTICAL),
        ("There are not enough trained chairs in the county.", flags.PRACTICAL),
        ("This cannot be reconciled with clause 8.22.", flags.CONFLICT),
        ("The pay of social workers is outside the scope of this guidance.", flags.SCOPE),
    ],
)
def test_each_kind_is_found_with_its_words(text: str, kind: str) -> None:
    found = {k: text[start:end] for start, end, k in flags.of_text(text)}
    assert kind in found
    assert found[kind].strip() == found[kind] != ""


def test_a_plain_statement_has_no_flag() -> None:
    assert list(flags.of_text("We agree with this paragraph.")) == []


def test_offsets_are_in_the_response() -> None:
    response = "We agree. Who will pay?"
    passages = pd.DataFrame(
        {"response_id": ["a"], "row": [0], "start": [10], "text": [response[10:]]}
    )
    for flag in flags.find(passages).itertuples():
        assert response[flag.start : flag.end] in response[10:]


def test_a_long_question_is_flagged_whole() -> None:
    asked = f"Would the Board {'and the agencies ' * 40}meet?"
    text = f"It met. {asked} It did not."
    assert (8, 8 + len(asked), flags.QUESTION) in flags.of_text(text)
