"""Words for shares, surges and steps of the map: the policies, on plain values."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from consultation.findings.rules import standing

UK = ZoneInfo("Europe/London")
OPENS = datetime(2009, 7, 31, tzinfo=UK)
CLOSES = datetime(2009, 10, 24, tzinfo=UK)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"support": 61, "oppose": 37}, "Most of those who commented (61 of 98, 62%) support"),
        ({"oppose": 96, "support": 4}, "Nearly all of those who commented (96 of 100, 96%) oppose"),
        ({"unclear": 29}, "All 29 who commented take no clear position on the clause."),
        ({"oppose": 1}, "The one respondent who commented opposes the clause."),
        (
            {"support": 20, "oppose": 9},
            "Of the 29 who commented, 20 support the clause; and 9 oppose",
        ),
    ],
)
def test_where_they_stand_is_said_by_the_scale(counts: dict[str, int], told: str) -> None:
    assert standing.stands(counts).startswith(told)


def test_nobody_stands_nowhere() -> None:
    assert standing.stands({}) == ""


@pytest.mark.parametrize("support", range(0, 41, 5))
def test_the_public_is_never_made_to_speak(support: int) -> None:
    said = standing.stands({"support": support, "oppose": 40 - support}).lower()
    assert "who commented" in said
    assert not any(word in said for word in ("public", "people", "overwhelming", "majority"))


@pytest.mark.parametrize(
    ("counts", "leads"),
    [
        ({"support": 3, "oppose": 2}, "Support leads"),
        ({"support_with_changes": 10, "oppose": 9}, "Divided"),
        ({"support": 1, "oppose": 2}, "Opposition leads"),
        ({"unclear": 5}, ""),
    ],
)
def test_a_side_leads_by_three_to_two(counts: dict[str, int], leads: str) -> None:
    assert standing.leaning(counts) == leads


def test_the_last_week_is_seven_whole_days_of_local_time() -> None:
    seen = datetime(2009, 9, 10, 15, tzinfo=UTC)
    assert standing.week_start(seen, CLOSES, UK) == datetime(2009, 9, 4, tzinfo=UK)
    later = datetime(2009, 12, 1, tzinfo=UTC)
    assert standing.week_start(later, CLOSES, UK) == datetime(2009, 10, 17, tzinfo=UK)


def test_every_arrival_is_in_one_week() -> None:
    last = standing.week_start(CLOSES + timedelta(days=9), CLOSES, UK)
    days = [(OPENS + timedelta(days=day), "support", 2) for day in range(-3, 86)]
    found = standing.weeks(days, last, OPENS)
    assert sum(week.number for week in found) == 2 * len(days)
    assert found[-1].begins == last
    assert found[0].begins <= OPENS < found[1].begins


@pytest.mark.parametrize(
    ("weeks", "surge"),
    [
        ([2, 2, 9], False),
        ([2, 2, 10], True),
        ([10, 10, 19], False),
        ([10, 10, 20], True),
        ([50], False),
    ],
)
def test_a_surge_is_large_and_sudden(weeks: list[int], surge: bool) -> None:
    found = [standing.Week(OPENS, {"support": number}) for number in weeks]
    assert standing.is_surge(found) is surge
