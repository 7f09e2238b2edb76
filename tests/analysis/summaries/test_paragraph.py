"""The paragraph on a clause: figures by the wording discipline, each side heard, sources true."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from analysis import analyse, quotations
from analysis.summaries import quoting
from tests.analysis.themes.test_themes import FAMILY, MONEY, TIME

TEMPLATE = (
    "We oppose this clause because boards will lose sight of the child. Reviews belong to those "
    "who knew the family. Leave the present arrangement as it is, and pay for it properly, as "
    "you promised to do two years ago."
)
CLAUSE = "The Board should decide within one month whether to hold a review."


def answers() -> pd.DataFrame:
    """36 comments: 24 in favour, 11 against (5 of them one campaign) and 1 unsure."""
    rows = [(f"f{n:02}", text, "support") for n, text in enumerate(FAMILY + TIME[:8])]
    rows += [(f"a{n:02}", text, "oppose") for n, text in enumerate(MONEY[:6])]
    rows += [(f"c{n:02}", TEMPLATE, "oppose") for n in range(5)]
    rows += [("n00", "No comment.", "not sure")]
    frame = pd.DataFrame(rows, columns=["response_id", "text", "position"])
    return frame.assign(clause="8.14", question="")


def clauses() -> pd.DataFrame:
    return pd.DataFrame({"clause": ["8.14", "8.15"], "text": [CLAUSE, "Tell Ofsted."]})


@pytest.fixture(scope="module")
def finding() -> dict[str, Any]:
    return analyse(answers(), clauses()).findings["clauses"][0]


def paragraph(finding: dict[str, Any]) -> str:
    return " ".join(sentence["text"] for sentence in finding["summary"]["sentences"])


def test_positions_come_first_in_the_words_of_the_scale(finding) -> None:
    first = finding["summary"]["sentences"][0]["text"]
    assert first.startswith("Most of those who commented (24 of 36, 67%) support clause 8.14")
    assert "many (11, 31%) oppose it" in first
    assert "one takes no clear position on it" in first


def test_few_comments_get_numbers_only() -> None:
    few = answers().query("response_id in ['f00', 'f01', 'f02', 'a00', 'n00']")
    text = paragraph(analyse(few, clauses()).findings["clauses"][0])
    start = "Of the 5 who commented, 3 support clause 8.14; one opposes it; and one takes no clear"
    assert text.startswith(start)
    assert not re.search(r"\b(most of|many|some|a few|nearly all)\b", text)
    assert "%" not in text


def test_the_campaign_is_told_once(finding) -> None:
    text = paragraph(finding)
    assert "5 sent copies of a campaign text" in text
    assert text.count("lose sight of the child") <= 1
    against = re.search(r"among those who oppose it .*?of (\d+)\)", text)
    assert against and against[1] == "7"


def test_the_side_fewer_take_is_heard(finding) -> None:
    text = paragraph(finding)
    assert "who oppose it" in text
    quoted = re.findall("\u201c([^\u201d]*)\u201d", text)
    assert any(words in MONEY or words in TEMPLATE for words in quoted)


def test_a_theme_that_the_other_side_raises_more_is_not_told_as_this_side_s_own() -> None:
    """Where more opponents raise a theme, its name is their words: supporters may answer it."""
    sides = {"support": TIME[:8] + MONEY[8:10], "oppose": MONEY[:8] + MONEY[10:]}
    rows = [(text, position) for position, texts in sides.items() for text in texts]
    mixed = pd.DataFrame(rows, columns=["text", "position"]).assign(clause="8.14", question="")
    mixed["response_id"] = [f"r{n:02}" for n in range(len(mixed))]
    text = paragraph(analyse(mixed, clauses()).findings["clauses"][0])
    assert re.search(r"costs’ \(2 of 10\), which more of those who oppose it raise: \u201c", text)
    assert text.count("which more of those who") == 1


def test_every_sentence_has_sources_and_every_quotation_is_true(finding) -> None:
    frame = answers().assign(row=0)
    texts = quotations.texts_of(frame)
    for sentence in finding["summary"]["sentences"]:
        assert sentence["sources"]
        assert all(quotations.is_true(source, texts) for source in sentence["sources"])
        for words in re.findall("\u201c([^\u201d]*)\u201d", sentence["text"]):
            assert any(words in source["quote"] for source in sentence["sources"])


def test_coverage_adds_up_and_is_said(finding) -> None:
    coverage = finding["summary"]["coverage"]
    parts = ("told", "left_out", "no_reason", "held")
    assert coverage["commenting"] == 36 == sum(coverage[part] for part in parts)
    assert coverage["text"]


def test_nobody_said_nothing() -> None:
    empty = analyse(answers(), clauses()).findings["clauses"][1]["summary"]
    assert empty["sentences"] == []
    assert empty["coverage"]["text"] == "No one commented."


def test_sentences_read_as_sentences(finding) -> None:
    for sentence in finding["summary"]["sentences"]:
        text = sentence["text"]
        assert text[0].isupper()
        assert text[-1] in ".\u201d"
        assert "  " not in text
        assert ".." not in text.replace("...", "")


def test_held_words_are_never_quoted() -> None:
    told = answers()
    told.loc[0, "text"] = (
        "My neighbour's son Jack Dunmore, aged 6, of 4 Mill Lane was hit by his stepfather."
    )
    finding = analyse(told, clauses()).findings["clauses"][0]
    sources = [s for sentence in finding["summary"]["sentences"] for s in sentence["sources"]]
    assert "Dunmore" not in paragraph(finding)
    assert not any("Dunmore" in source["quote"] for source in sources)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("This would never work in a small authority.", False),
        ("But the panel met only twice in that year.", False),
        ("Those who knew the family were never asked.", True),
        ("One month is too short for a rural Board.", True),
    ],
)
def test_what_points_back_does_not_stand_alone(text: str, *, alone: bool) -> None:
    assert quoting.stands_alone(text) is alone
