"""The paragraph on a clause: figures by the wording discipline, each side heard, sources true."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from analysis import analyse, quotations
from analysis.summaries import paragraph as paragraphs
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
    told = r"costs’ \(2 of 10\)(: \u201c[^\u201d]*\u201d)?\.? "
    assert re.search(told + r"Even more of those who oppose it raise this theme\.", text)
    assert text.count("Even more of those who") == 1


def test_a_change_is_claimed_only_where_there_is_a_text_to_change() -> None:
    said = answers()
    said.loc[:2, "text"] = "The ferry should run until midnight."
    text = paragraph(analyse(said, clauses()).findings["clauses"][0])
    assert "propose changes" in text
    assert "what should be done" not in text
    text = paragraph(analyse(said).findings["clauses"][0])
    assert "say what should be done" in text
    assert "propose" not in text


def test_the_change_quoted_is_the_one_most_share_and_else_any() -> None:
    asked = pd.DataFrame({"response_id": ["a", "b", "c", "c"], "group": ["1", "2", "2", "3"]})
    assert paragraphs._most_shared(asked).index.tolist() == [1, 2]
    assert paragraphs._most_shared(asked.drop(1)).index.tolist() == [0, 2, 3]


def test_a_change_that_was_quoted_already_gives_way_to_another() -> None:
    said = [
        "The ferry should run until midnight.",
        "The ferry should run until noon.",
        "The ferry should run on Sundays until midnight.",
        "Every dog should travel free of charge.",
    ]
    frame = pd.DataFrame({"response_id": list("abcd"), "text": said})
    frame = frame.assign(clause="8.14", position="support")
    text = paragraph(analyse(frame, clauses()).findings["clauses"][0])
    words = re.findall("\u201c([^\u201d]*)\u201d", text)
    assert "propose changes, for example" in text
    assert len(words) == len(set(words)) == 2


def test_a_sentence_broken_off_is_not_quoted_and_a_small_letter_only_for_want_of_another() -> None:
    assert not quoting.fits("The crossing takes longer than the")
    assert not quoting.fits("The crossing takes longer than before, and")
    assert quoting.fits("the crossing takes longer than before.")
    assert not quoting.stands_alone("the crossing takes longer than before.")
    assert quoting.stands_alone("The crossing takes longer than before.")


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
        ("Two of them will have managed somebody in the case.", False),
        ("If it does, we shall stop keeping them.", False),
        ("Yes, the deadline helps everyone.", False),
        ("We told you this would happen to families.", False),
        ("Solution: no limit at all on claims.", False),
        ("One month is too short for a rural Board.", True),
    ],
)
def test_what_points_back_does_not_stand_alone(text: str, *, alone: bool) -> None:
    assert quoting.stands_alone(text) is alone


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Fenwold and the Washlands Local Safeguarding Children Board", False),
        ("B. Selection of cases (8.7 to 8.15)", False),
        ("Money for independent chairs and authors.", False),
        ('One director wrote to us: "We lost four good people over it.', False),
        ("Members welcomed the shorter list of questions", True),
        ("Secrecy protects agencies more than children.", True),
    ],
)
def test_only_what_says_something_whole_is_quoted(text: str, *, fit: bool) -> None:
    assert quoting.fits(text) is fit


@pytest.mark.parametrize(
    "place", ["Paragraph 8.14: ", "On 8.14: ", "8.14 - ", "Para. 8.14(b) – ", ""]
)
def test_the_place_a_passage_names_first_is_not_quoted_with_it(place: str) -> None:
    assert quoting.shown(f"{place}One month is too short.") == "One month is too short."


def test_nothing_is_quoted_twice() -> None:
    quotes = [
        {"quote": "One month is too short for us."},
        {"quote": "A rural Board meets twice a year."},
    ]
    said = ["One month is too short for us all."]
    assert quoting.quotable(quotes) == quotes[0]["quote"]
    assert quoting.quotable(quotes, said) == quotes[1]["quote"]
    assert quoting.quotable(quotes[:1], said) == ""


def test_a_theme_is_illustrated_by_words_of_its_name() -> None:
    """What reads as plain support of the clause, but not of the theme, gives way to what names it."""
    support = [f"{text} We support this clause." for text in TIME]
    frame = pd.DataFrame({"text": support, "position": "support"}).assign(
        clause="8.14", question=""
    )
    frame["response_id"] = [f"r{n:02}" for n in range(len(frame))]
    text = paragraph(analyse(frame, clauses()).findings["clauses"][0])
    theme = re.search("‘(.+?)’ \\(.*?: \u201c(.+?)\u201d", text)
    assert theme and set(theme[1].lower().split()) <= set(theme[2].lower().strip(".").split())


def test_two_positions_are_one_sentence() -> None:
    few = answers().query("response_id in ['f00', 'f01', 'a00']")
    text = paragraph(analyse(few, clauses()).findings["clauses"][0])
    assert text.startswith("Of the 3 who commented, 2 support clause 8.14 and one opposes it.")
