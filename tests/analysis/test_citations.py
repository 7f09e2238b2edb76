"""Clauses cited by number, alone, in lists and in ranges."""

import pytest

from analysis import citations

CLAUSES = [f"8.{number}" for number in range(1, 45)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("8.10 to 8.12", ["8.10", "8.11", "8.12"]),
        ("We like para 8.14.", ["8.14"]),
        ("paras. 8.10-12 and 8.20", ["8.10", "8.11", "8.12", "8.20"]),
        ("8.2, 8.4 and 8.7 are new", ["8.2", "8.4", "8.7"]),
        ("clauses 8.1–8.3; clause 8.40", ["8.1", "8.2", "8.3", "8.40"]),
        ("paragraph 8.14(a)", ["8.14"]),
        ("paragraphs 10 to 12", ["8.10", "8.11", "8.12"]),
        ("8.12 to 8.10", ["8.12", "8.10"]),
        ("8.99 and 8.3", ["8.3"]),
        ("8.5 per cent of 8.2 million", []),
        ("£8.5m in version 8.10.2", []),
        ("no number here, or 14 of them", []),
    ],
)
def test_citations_name_known_clauses(text: str, clauses: list[str]) -> None:
    assert [c for found in citations.find(text, CLAUSES) for c in found.clauses] == clauses


def test_a_citation_says_where_it_stands() -> None:
    text = "As in paras 8.1 and 8.2, we agree."
    (found,) = citations.find(text, CLAUSES)
    assert text[found.start : found.end] == "paras 8.1 and 8.2"


def test_bare_numbers_are_clauses_only_behind_a_label() -> None:
    known = ["1", "2", "3", "4"]
    assert [c.clauses for c in citations.find("Clause 2 to 4", known)] == [("2", "3", "4")]
    assert citations.find("I have 3 children", known) == []
