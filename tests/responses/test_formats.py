"""Whoever needs another format or help asks without an account; a person answers, by a date."""

import uuid
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail as outbox
from django.test import Client
from wagtail.models import ModelLogEntry

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.formats import check_request
from consultation.responses.actions.mail import send_due
from consultation.responses.models import FormatRequest, Hold, Mail
from consultation.responses.rules.formats import due_on
from consultation.roles import DUTY_OFFICERS, EDITORS, OFFICIALS

from .conftest import CLOSES, SetClock
from .test_handing_back import boxes
from .test_submitting import AT_RISK

OTHER, YOUNG = "/chapter/other-formats/", "/chapter/young-people/"
LIST = "/admin/analysis/chapter/formats/"


@pytest.fixture(autouse=True)
def published(consultation: ConsultationPage) -> None:
    """There is a consultation to ask about."""


def asking(**changes: str) -> dict[str, str]:
    given = {"key": str(uuid.uuid4()), "format": "braille", "contact": "Ring 01632 960000."}
    return given | changes


def staff(role: str) -> Client:
    user, _ = User.objects.get_or_create(username=role)
    user.groups.set([Group.objects.get(name=role)])
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("page", "young"), [(OTHER, False), (YOUNG, True)])
def test_a_request_is_recorded_once_with_a_receipt(page: str, young: bool) -> None:
    shown = Client().get(page).content.decode()
    assert shown.index("call 999") < shown.index("<form")
    given = asking()
    answer = Client().post(page, given)
    assert Client().post(page, given).url == answer.url
    asked = FormatRequest.objects.get()
    assert (asked.young, asked.format, asked.held) == (young, "braille", "")
    receipt = Client().get(answer.url).content.decode()
    assert asked.reference in receipt and "8 September 2027" in receipt
    assert "01632" not in receipt


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"contact": " "}, "Give us one way to reach you"),
        ({"format": ""}, "Choose what you need"),
        ({"email": "nobody"}, "valid email"),
    ],
)
def test_what_is_missing_is_said_and_the_words_come_back(
    changes: dict[str, str], words: str
) -> None:
    answer = Client().post(OTHER, asking(**changes))
    assert answer.status_code == 422
    assert words in unescape(answer.content.decode())
    assert not FormatRequest.objects.exists()


def test_without_its_cookie_the_form_comes_back_filled_in() -> None:
    answer = Client(enforce_csrf_checks=True).post(OTHER, asking(words="In Polish,\r\nplease."))
    assert answer.status_code == 403
    assert "In Polish,\r\nplease." in boxes(answer)


def test_it_is_open_when_the_consultation_has_closed(
    clock: SetClock, consultation: ConsultationPage
) -> None:
    clock(CLOSES + timedelta(days=1))
    assert Client().post(OTHER, asking()).status_code == 302
    consultation.unpublish()
    assert Client().get(OTHER).status_code == 404


def test_an_official_answers_once_and_the_asker_is_written_to() -> None:
    Client().post(OTHER, asking(email="asker@example.org", words="By June, please."))
    asked = FormatRequest.objects.get()
    official = staff(OFFICIALS)
    assert asked.reference in official.get(LIST).content.decode()
    address = f"{LIST}{asked.reference}/"
    assert "By June, please." in official.get(address).content.decode()
    assert official.post(address, {"answer": " "}).status_code == 422
    given = {"answer": "Sent in braille.", "told": "It left us today, by first-class post."}
    assert official.post(address, given).status_code == 302
    official.post(address, {"answer": "Sent again.", "told": "Again."})
    asked.refresh_from_db()
    assert asked.answer == "Sent in braille."
    assert asked.answered_by == User.objects.get(username=OFFICIALS)
    send_due()
    (message,) = outbox.outbox
    assert message.to == ["asker@example.org"]
    assert asked.reference in message.body and given["told"] in message.body
    assert "Sent in braille." not in message.body


def test_what_nobody_would_read_is_not_asked_for() -> None:
    Client().post(OTHER, asking())
    address = f"{LIST}{FormatRequest.objects.get().reference}/"
    assert "What to tell" not in staff(OFFICIALS).get(address).content.decode()
    assert staff(OFFICIALS).post(address, {"answer": "Rang.", "told": "x"}).status_code == 302
    assert FormatRequest.objects.get().told == "" and not Mail.objects.exists()


def test_a_possible_disclosure_is_for_a_duty_officer_first() -> None:
    Client().post(YOUNG, asking(words=AT_RISK))
    asked = FormatRequest.objects.get()
    assert asked.held == Hold.Why.DISCLOSURE
    address = f"{LIST}{asked.reference}/"
    official, duty = staff(OFFICIALS), staff(DUTY_OFFICERS)
    assert "stepfather" not in official.get(address).content.decode()
    assert official.post(address, {"answer": "Sent."}).status_code == 302
    asked.refresh_from_db()
    assert asked.answered_at is None

    assert "1 request" in duty.get("/admin/").content.decode()
    assert asked.reference in duty.get("/admin/holds/").content.decode()
    assert "stepfather" in duty.get(address).content.decode()
    assert ModelLogEntry.objects.filter(action="consultation.read_held_request").exists()
    assert duty.post(address, {"reason": "Children’s services know."}).status_code == 302
    assert "stepfather" in official.get(address).content.decode()


def test_what_cannot_be_checked_stays_held() -> None:
    def broken(text: str) -> Any:
        raise RuntimeError

    asked = FormatRequest.objects.create(
        consultation=ConsultationPage.objects.get(), reference="X", asked_at=CLOSES, due=CLOSES
    )
    check_request(asked, broken)
    asked.refresh_from_db()
    assert asked.held == Hold.Why.UNCHECKED


def test_editors_see_none_of_it() -> None:
    Client().post(OTHER, asking())
    reference = FormatRequest.objects.get().reference
    for address in (LIST, f"{LIST}{reference}/"):
        assert staff(EDITORS).get(address).status_code == 302


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (datetime(2027, 9, 1, 12, tzinfo=UTC), date(2027, 9, 8)),
        (datetime(2027, 9, 3, 12, tzinfo=UTC), date(2027, 9, 10)),
        (datetime(2027, 9, 4, 12, tzinfo=UTC), date(2027, 9, 10)),
        (datetime(2027, 9, 2, 23, 30, tzinfo=UTC), date(2027, 9, 10)),
    ],
)
def test_five_working_days_in_the_united_kingdom(asked: datetime, due: date) -> None:
    assert due_on(asked) == due
