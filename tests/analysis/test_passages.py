"""Sentences of British official prose, and offsets that never lose a character."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import passages, reading
from analysis.passages.splitting import LONGEST

# Written for this test: "|" stands where a passage ends, "¦" where one ends without a blank.
SPLIT = [
    "The panel acts under s. 47 of the 1989 Act.|It reports by 5 p.m. on Friday.",
    "See paras. 8.10 to 8.12 and reg. 5(1)(e).|We agree.",
    "Use a plain test, e.g. harm to the child, i.e. serious harm.|Nothing else will do.",
    "Dr. Amos and Cllr. Reed (of St. Mary's) wrote on 3 Oct. 2009.|They were right.",
    "The answer is no.|We agree with no. 4 above.",
    "She asked, “Is it so?” and left.|Nobody knew.",
    "“Is it so?” she asked.|Nobody knew.",
    "It cost £4.50 per head, or 3.5 per cent.|That is too much!|Why?",
    "(We wrote before.)|Nobody replied.",
    "We disagree.¦The Board should decide.",
    "3. The test is clear.|4. The time limit is not.",
    "R. v. Example Council etc. apply here.|Look at them.",
    "Our view\n|We support this.\n\n|- more time\n|- more money",
    "We ask for:\n|(a) a date;\n|(b) an owner.",
    "This line is hard wrapped by a mail\nprogram and goes on.|Then it stops.",
    "See www.example.org/a.Bc for more.|Thank you.",
]


@pytest.mark.parametrize("marked", SPLIT)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("\n|", "\n").replace("|", " ").replace("¦", "")
    found = [text[start:end] for start, end in passages.split(text)]
    assert found == [part.strip() for part in re.split("[|¦]", marked)]


@given(st.text(max_size=400) | st.text(alphabet=" .!?\n\"'()1aB-•;:,", max_size=400))
def test_no_character_is_lost_or_said_twice(text: str) -> None:
    end = 0
    for start, stop in passages.split(text):
        assert text[end:start].strip() == ""
        assert start < stop <= start + LONGEST
        assert not text[start].isspace() and not text[stop - 1].isspace()
        end = stop
    assert text[end:].strip() == ""


def test_a_text_without_a_stop_is_split_not_cut() -> None:
    text = "word " * 20_000
    spans = passages.split(text)
    assert sum(end - start for start, end in spans) == len(text.rstrip()) - (len(spans) - 1)
    assert all(text[start:end].startswith("word") for start, end in spans)


def test_passages_keep_the_clause_their_row_was_given() -> None:
    rows = pd.DataFrame({"response_id": ["1"], "clause": ["8.2"], "text": ["One. Two."]})
    found = passages.of(reading.responses(rows, None))
    assert found[["passage", "clause", "clause_source", "text"]].to_numpy().tolist() == [
        [0, "8.2", "given", "One."],
        [1, "8.2", "given", "Two."],
    ]
