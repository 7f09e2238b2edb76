"""Placing: as given, else as cited, a citation holding to the end of its paragraph."""

import pandas as pd
import pytest

from analysis import passages, placing, reading

CLAUSES = pd.DataFrame({"clause": ["8.1", "8.2", "8.3"], "heading": "", "text": "Qqq zzz."})


def _placed(text: str, clause: str = "") -> list[tuple[str, str, float]]:
    given = pd.DataFrame({"response_id": ["a"], "clause": [clause], "text": [text]})
    rows = reading.responses(given, None)
    found = placing.place(passages.of(rows), rows, CLAUSES)
    columns = ("clause", "cited", "clause_confidence")
    return list(zip(*(found[column] for column in columns), strict=True))


def test_a_citation_holds_to_the_end_of_its_paragraph() -> None:
    text = "Para 8.2 is too tight. One month is short.\n\nThank you."
    assert _placed(text) == [("8.2", "8.2", 1.0), ("8.2", "8.2", 0.8), ("", "", pytest.approx(0.0))]


def test_a_heading_holds_for_the_paragraph_below_it() -> None:
    text = "Paragraph 8.3\n\nRecords are kept. They are long.\n\nThank you."
    assert [clause for clause, *_ in _placed(text)] == ["8.3", "8.3", "8.3", ""]


def test_a_later_citation_takes_over_and_several_are_all_kept() -> None:
    placed = _placed("Para 8.1 is right. Paras 8.2 and 8.3 are not. They are long.")
    assert [(clause, cited) for clause, cited, _ in placed] == [
        ("8.1", "8.1"),
        ("8.2", "8.2; 8.3"),
        ("8.2", "8.2; 8.3"),
    ]


def test_the_clause_given_stands_whatever_is_cited() -> None:
    assert [clause for clause, *_ in _placed("Para 8.2 is too tight.", "8.1")] == ["8.1"]
