"""Whether a response is counted is decided in one place, with its history."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from wagtail.models import ModelLogEntry

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import NotAllowed, decide, record_offline
from consultation.responses.models import LedgerEntry, Response, SetAside
from consultation.responses.rules import counting_problem

from .conftest import CLOSES, DURING

LETTER = {
    "key": "letter-1",
    "channel": "letter",
    "respondent": dict.fromkeys(
        ("type", "kind", "name", "email", "organisation", "represents", "region"), ""
    ),
    "confidential": False,
    "confidentiality_reason": "",
    "publish": "",
    "comments": [],
    "answers": [],
    "letter": "We think the time limit is too short.",
}


@pytest.fixture
def late(consultation: ConsultationPage) -> Response:
    return record_offline(consultation, LETTER | {"received_at": CLOSES})


@pytest.fixture
def official(db: Any) -> User:
    return User.objects.create_user("official")


def test_what_is_stored_set_aside_has_its_first_line(late: Response) -> None:
    entry = LedgerEntry.objects.get()
    assert (entry.response, entry.set_aside, entry.decided_by) == (late, SetAside.LATE, None)
    assert entry.reason == late.set_aside_reason


def test_an_official_admits_and_the_history_keeps_both(late: Response, official: User) -> None:
    decide(late, "", "The post was delayed by a strike.", DURING, official)
    late.refresh_from_db()
    assert (late.set_aside, late.set_aside_reason) == ("", "")
    history = [entry.set_aside for entry in late.ledger_entries.order_by("pk")]
    assert history == [SetAside.LATE, ""]
    logged = ModelLogEntry.objects.get(action="consultation.decide_counting")
    assert logged.user == official
    assert "strike" not in str(logged.data)


def test_what_a_respondent_took_back_stays_theirs(late: Response, official: User) -> None:
    decide(late, SetAside.WITHDRAWN, "", DURING)
    with pytest.raises(NotAllowed):
        decide(late, "", "We would like to count it.", DURING, official)
    late.refresh_from_db()
    assert late.set_aside == SetAside.WITHDRAWN
    assert LedgerEntry.objects.count() == 2


def test_a_decision_by_staff_needs_a_reason(late: Response, official: User) -> None:
    with pytest.raises(NotAllowed, match="Say why"):
        decide(late, "", "  ", DURING, official)


@pytest.mark.parametrize(
    ("present", "wanted", "by_staff", "allowed"),
    [
        (SetAside.LATE, "", True, True),
        (SetAside.LATE, "", False, False),
        (SetAside.LATE, SetAside.LATE, True, True),
        ("", SetAside.LATE, True, False),
        ("", SetAside.REPLACED, False, True),
        ("", SetAside.REPLACED, True, False),
        ("", SetAside.WITHDRAWN, True, True),
        (SetAside.WITHDRAWN, "", True, False),
        (SetAside.WITHDRAWN, "", False, True),
        (SetAside.REPLACED, "", True, False),
        (SetAside.WAITING, "", True, True),
        (SetAside.MERGED, "", True, True),
        (SetAside.MERGED, "", False, False),
    ],
)
def test_who_may_change_what(present: str, wanted: str, by_staff: bool, allowed: bool) -> None:
    assert (counting_problem(present, wanted, "Because.", by_staff) == "") is allowed
