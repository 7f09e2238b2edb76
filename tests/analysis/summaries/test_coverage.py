"""Who is not in the summary, and what one alone says: the same as worked out by hand."""

from analysis.clause_findings.arguments import made_by_one
from analysis.summaries.coverage import coverage, whom
from analysis.summaries.sides import FOR, Argument, Side
from tests.analysis import by_hand


def test_whom_the_summary_tells_of_is_what_a_person_works_out() -> None:
    assert whom(by_hand.about(), by_hand.NAMED, []) == by_hand.TOLD


def test_who_is_quoted_is_told_of_whatever_they_argue() -> None:
    quoted = [{"sources": [{"response_id": "e"}]}]
    assert whom(by_hand.about(), by_hand.NAMED, quoted) == by_hand.TOLD | {"e": "told"}


def test_coverage_counts_them_by_type_those_left_out_most_first() -> None:
    side = Side(FOR, 8, [Argument("time", 2, "", [])])
    found = coverage(by_hand.about(), [side], [])
    assert [found[state] for state in ("told", "left_out", "no_reason", "held")] == [2, 3, 2, 1]
    states = ("respondent_type", "commenting", "told", "left_out", "no_reason", "held")
    assert [tuple(row[name] for name in states) for row in found["by_respondent_type"]] == [
        ("parent", 3, 0, 2, 0, 1),
        ("police", 2, 0, 1, 1, 0),
        ("gp", 3, 2, 0, 1, 0),
    ]
    assert found["themes_told"] == ["time"]
    assert found["themes_left_out"] == ["trust"]


def test_what_one_alone_says_is_every_point_nobody_shares() -> None:
    assert [quotation["quote"] for quotation in made_by_one(by_hand.about())] == by_hand.ALONE
