"""Deadlines to the microsecond, tracked changes to the character, clauses by their numbers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.guidance.rules import (
    Status,
    anchor,
    changes,
    clause_status,
    clause_words,
    clauses_named,
    closing_time,
    in_order,
    is_open,
    opening_time,
    status,
    uk_time,
    within_grace,
)
from consultation.guidance.rules.checking import (
    address_problem,
    number_problems,
    recommendation_problem,
    summary_problem,
)

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")


@dataclass
class Dates:
    opens: datetime = datetime(2027, 7, 31, tzinfo=LONDON)
    closes: datetime = datetime(2027, 10, 24, tzinfo=LONDON)
    grace_seconds: int = 0


BOUNDARY = [
    ("2027-10-23T22:58:59.999999", Status.OPEN),
    ("2027-10-23T22:59:00.000000", Status.OPEN),
    ("2027-10-23T22:59:59.999999", Status.OPEN),
    ("2027-10-23T23:00:00.000000", Status.CLOSED),
    ("2027-10-23T23:00:00.000001", Status.CLOSED),
    ("2027-10-24T00:00:00.000000", Status.CLOSED),
    ("2027-07-30T22:59:59.999999", Status.UPCOMING),
    ("2027-07-30T23:00:00.000000", Status.OPEN),
]


@pytest.mark.parametrize("zone", [UTC, LONDON, NEW_YORK])
@pytest.mark.parametrize(("instant", "expected"), BOUNDARY)
def test_the_deadline_is_one_instant_in_every_time_zone(
    instant: str, expected: Status, zone: ZoneInfo
) -> None:
    stored = Dates(opens=Dates.opens.astimezone(UTC), closes=datetime(2027, 10, 23, 23, tzinfo=UTC))
    now = datetime.fromisoformat(instant).replace(tzinfo=UTC).astimezone(zone)

    for consultation in (stored, Dates()):
        assert status(consultation, now) is expected
        assert is_open(consultation, now) is (expected is Status.OPEN)


@pytest.mark.parametrize(
    ("seconds_after", "grace", "within"),
    [(-0.000001, 5, False), (0, 5, True), (4.999999, 5, True), (5, 5, False), (0, 0, False)],
)
def test_grace_begins_at_the_closing_instant(
    seconds_after: float, grace: int, within: bool
) -> None:
    received = Dates.closes.astimezone(UTC) + timedelta(seconds=seconds_after)

    assert within_grace(Dates(grace_seconds=grace), received) is within


def test_moving_the_date_takes_effect_at_once() -> None:
    consultation = Dates()
    now = consultation.closes + timedelta(hours=1)
    assert status(consultation, now) is Status.CLOSED

    consultation.closes += timedelta(days=7)

    assert status(consultation, now) is Status.OPEN


@pytest.mark.parametrize(
    ("closes", "words"),
    [
        ("2027-10-23T23:00+00:00", "11:59pm on Saturday 23 October 2027"),
        ("2027-11-01T00:00+00:00", "11:59pm on Sunday 31 October 2027"),
        ("2027-10-22T16:00+00:00", "5pm on Friday 22 October 2027"),
        ("2027-10-22T11:00+00:00", "midday on Friday 22 October 2027"),
        ("2027-01-04T09:05+00:00", "9:05am on Monday 4 January 2027"),
    ],
)
def test_a_closing_time_is_said_as_the_last_open_minute(closes: str, words: str) -> None:
    assert closing_time(datetime.fromisoformat(closes)) == words


def test_times_are_said_in_uk_time() -> None:
    assert uk_time(datetime(2027, 7, 1, 23, 30, tzinfo=UTC)) == "12:30am on Friday 2 July 2027"
    assert uk_time(datetime(2027, 1, 1, tzinfo=UTC)) == "midnight on Friday 1 January 2027"
    assert opening_time(Dates.opens) == "on Saturday 31 July 2027"
    assert opening_time(datetime(2027, 7, 31, 8, tzinfo=UTC)) == "at 9am on Saturday 31 July 2027"


WORDS = st.lists(
    st.sampled_from(["the", "child", "Board", "review", "8.14", ",", ".", "\n\n", "é́", "👩‍👧"]),
    max_size=40,
).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(old=WORDS | st.text(max_size=60), new=WORDS | st.text(max_size=60))
def test_tracked_changes_hold_both_texts_to_the_character(old: str, new: str) -> None:
    pieces = changes(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "deleted") == new
    assert "".join(piece.text for piece in pieces if piece.kind != "inserted") == old
    assert all(piece.text for piece in pieces)
    assert {piece.kind for piece in pieces} <= {"same", "inserted", "deleted"}


def test_tracked_changes_never_cut_a_word() -> None:
    pieces = changes(
        "A review should be finished within four months of the decision to hold it.",
        "A review should be finished within six months of the decision to hold it.",
    )

    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == [
        ("deleted", "four"),
        ("inserted", "six"),
    ]


@pytest.mark.parametrize(
    ("text", "old_text", "expected"),
    [
        ("Words.", "", "new"),
        ("Words.", " \n", "new"),
        ("Two  words.", "Two\nwords.", "unchanged"),
        ("Two words.", "Two words", "changed"),
    ],
)
def test_what_a_clause_is_beside_the_old_text(text: str, old_text: str, expected: str) -> None:
    assert clause_status(text, old_text) == expected


@dataclass(frozen=True)
class Numbered:
    number: str


CLAUSES = [Numbered(n) for n in ("8.1", "8.10", "8.10A", "8.2", "8.3", "8.9", "9.1")]


@pytest.mark.parametrize(
    ("about", "numbers"),
    [
        ("8.2", "8.2"),
        ("8.1 to 8.3", "8.1 8.2 8.3"),
        ("8.9-8.10", "8.9 8.10"),
        ("8.9 – 8.10A", "8.9 8.10 8.10A"),
        ("clauses 8.2 and 9.1", "8.2 9.1"),
        ("8.3, 8.9 to 9.1", "8.3 8.9 8.10 8.10A 9.1"),
        ("8.4 to 8.99", "8.9 8.10 8.10A"),
        ("8.4", ""),
        ("", ""),
    ],
)
def test_clauses_are_found_by_what_a_question_is_about(about: str, numbers: str) -> None:
    found = clauses_named(about, CLAUSES)

    assert [clause.number for clause in found] == numbers.split()


def test_numbers_are_ordered_as_a_reader_counts() -> None:
    assert [c.number for c in in_order(CLAUSES)] == [
        "8.1",
        "8.2",
        "8.3",
        "8.9",
        "8.10",
        "8.10A",
        "9.1",
    ]
    assert anchor("8.14") == "clause-8-14"
    assert clause_words("8.14") == "Clause 8.14"
    assert clause_words("8.1 to 8.6") == "Clauses 8.1 to 8.6"
    assert clause_words(" ") == ""


def test_a_number_may_stand_once_in_the_whole_text() -> None:
    problems = number_problems(["8.1", "8.2", "8.1"], {"8.2": "B. When"})

    assert set(problems) == {1, 2}
    assert "“B. When”" in problems[1]
    assert number_problems(["8.1", "8.2"], {"8.3": "B"}) == {}


def test_problems_are_named_and_their_absence_is_silent() -> None:
    assert address_problem("purpose", {"respond"}) == ""
    assert "“respond”" in address_problem("respond", {"respond"})
    assert summary_problem("word " * 100) == ""
    assert "101 words" in summary_problem("word " * 101)
    assert recommendation_problem(["L1"], ["L1"]) == ""
    assert recommendation_problem(["L1", "L9"], ["L1"]).startswith("L9:")
