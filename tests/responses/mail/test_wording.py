"""What the messages say, and what cannot get into their heads."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from consultation.guidance.models import ClauseVersion, ConsultationPage, DeadlineMove
from consultation.responses.actions import decide, start_draft
from consultation.responses.actions.mail import post, remind_drafts, send_due, tell_of_moves
from consultation.responses.models import Draft, Mail, Response, SetAside
from tests.responses.conftest import CLOSES, DURING, Person, clock, consultation, person, version
from tests.responses.mail.people import ask, queue_receipts, respond_with

__all__ = ["clock", "consultation", "person", "version"]

SetClock = Callable[[datetime], None]


def sent_body() -> str:
    """The last message as its reader sees it, decoded from the bytes that travelled."""
    read = message_from_bytes(outbox.outbox[-1].message().as_bytes(), policy=policy.default)
    assert read["Content-Transfer-Encoding"] == "quoted-printable"
    return read.get_content()


def test_the_receipt_by_mail_holds_all_that_was_sent_and_a_link_that_opens(
    person: Person, version: ClauseVersion, settings: Any
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://consult.example.gov.uk"
    words = "Sechs Monate. 六个月 👩‍👧 <b>& no markup\r\n\r\n" + "long " * 400 + "end"
    response = ask(person, version, "person@example.org", text=words)
    assert send_due() == 1
    (message,) = outbox.outbox
    assert message.to == ["person@example.org"]
    assert response.reference in message.subject
    body = sent_body()
    assert words.replace("\r\n", "\n") in body
    for part in (response.reference, response.digest, "13:00:00 on 1 September 2027", "call 999"):
        assert part in body
    link = re.search(r"https://consult\.example\.gov\.uk(/\S+)", body)
    assert link
    assert response.reference in Client().get(link[1]).content.decode()


def test_no_receipt_is_sent_that_was_not_asked_for(person: Person, version: ClauseVersion) -> None:
    person.write(version)
    person.send()
    assert Response.objects.count() == 1 and not Mail.objects.exists()


@pytest.mark.parametrize(
    ("choice", "to"),
    [
        ({}, []),
        ({"receipt": "on"}, ["known@example.org"]),
        ({"receipt_to": "other@example.org"}, ["other@example.org"]),
        ({"receipt": "on", "receipt_to": "other@example.org"}, ["other@example.org"]),
    ],
)
def test_who_gave_an_address_to_be_reached_by_gets_a_receipt_only_when_it_is_asked_for(
    person: Person, version: ClauseVersion, choice: dict[str, str], to: list[str]
) -> None:
    person.write(version)
    person.say_who(email="known@example.org")
    page = person.check()
    assert "E-mail my receipt to known@example.org" in page.content.decode()
    assert not page.context["form"]["receipt"].value()
    sent = person.client.post(f"{person.home}check/", {"digest": page.context["digest"]} | choice)
    assert sent.status_code == 302
    assert [mail.to for mail in Mail.objects.all()] == to


def test_without_an_address_there_is_none_to_tick(person: Person, version: ClauseVersion) -> None:
    person.write(version)
    page = person.check()
    assert "E-mail my receipt to" not in page.content.decode()
    person.client.post(f"{person.home}check/", {"digest": page.context["digest"], "receipt": "on"})
    assert Response.objects.exists() and not Mail.objects.exists()


@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: b@example.org", "a@example.org\n", "nonsense", "a@b@c.org"]
)
def test_a_bad_address_sends_nothing_and_loses_nothing(
    person: Person, version: ClauseVersion, address: str
) -> None:
    person.write(version)
    digest = person.check().context["digest"]
    answer = person.client.post(f"{person.home}check/", {"digest": digest, "receipt_to": address})
    if address.strip() == "a@example.org":
        # What surrounds an address is taken off, as everywhere.
        assert Mail.objects.get().to == "a@example.org"
        return
    assert answer.status_code == 422
    assert "Six months is right." in answer.content.decode()
    assert not Response.objects.exists() and Draft.objects.count() == 1


def test_the_host_a_request_names_gets_into_no_message(
    consultation: ConsultationPage, version: ClauseVersion
) -> None:
    evil = Person(consultation, headers={"host": "localhost"})
    ask(evil, version, "person@example.org")
    send_due()
    assert "http://localhost" not in sent_body() and "http://127.0.0.1:8000/" in sent_body()


def test_a_title_with_a_line_break_begins_no_other_header(consultation: ConsultationPage) -> None:
    consultation.title = "A chapter\r\nBcc: b@example.org"
    consultation.save()
    queue_receipts(consultation, 1)
    assert send_due() == 1
    message = outbox.outbox[0].message()
    assert "Bcc" not in message and "A chapter Bcc: b@example.org" in str(message["Subject"])


def asked_draft(consultation: ConsultationPage) -> Draft:
    draft = start_draft(consultation, DURING)
    draft.return_email, draft.remind = "person@example.org", True
    draft.save()
    return draft


def test_those_who_asked_are_reminded_once_for_each_date(
    consultation: ConsultationPage, clock: SetClock
) -> None:
    asked_draft(consultation)
    start_draft(consultation, DURING)
    queued = []
    for hours in range(24 * 9, -24, -6):
        now = CLOSES - timedelta(hours=hours)
        clock(now)
        if remind_drafts(now):
            queued.append(hours)
            assert send_due() == 1
    assert queued == [7 * 24, 24]
    assert "/chapter/respond/return/" in sent_body()
    assert "That is in 24 hours." in sent_body()


def test_a_reminder_that_waited_until_the_end_is_not_sent(
    consultation: ConsultationPage, clock: SetClock
) -> None:
    asked_draft(consultation)
    remind_drafts(CLOSES - timedelta(hours=3))
    clock(CLOSES)
    assert send_due() == 0
    assert not outbox.outbox and not Mail.objects.exists()


def test_those_who_asked_are_told_once_that_the_date_was_moved(
    consultation: ConsultationPage, clock: SetClock
) -> None:
    asked_draft(consultation)
    later = CLOSES + timedelta(days=7)
    DeadlineMove.objects.create(
        consultation=consultation, old=CLOSES, new=later, reason="Half-term.",
        moved_at=DURING + timedelta(hours=1),
    )  # fmt: skip
    ConsultationPage.objects.filter(pk=consultation.pk).update(closes=later)
    asked_later = start_draft(consultation, DURING + timedelta(hours=2))
    Draft.objects.filter(pk=asked_later.pk).update(return_email="l@example.org", remind=True)
    assert [tell_of_moves(DURING + timedelta(hours=3)) for _ in range(2)] == [1, 0]
    clock(DURING + timedelta(hours=3))
    send_due()
    assert "Half-term." in sent_body() and "30 October 2027" in sent_body()


def test_a_message_about_a_draft_goes_with_it(consultation: ConsultationPage) -> None:
    draft = asked_draft(consultation)
    post(Mail.Kind.RETURN_LINK, draft.return_email, draft=draft, occasion="1", now=DURING)
    draft.delete()
    assert send_due() == 0


@pytest.mark.parametrize(("state", "said"), [("", "it is counted"), ("late", "is not counted")])
def test_who_was_late_hears_of_the_decision(
    consultation: ConsultationPage, state: str, said: str
) -> None:
    response = respond_with(consultation, "late", letter="Late.", received_at=CLOSES)
    assert response.set_aside == SetAside.LATE
    told = "The van broke down, as you wrote."
    officer = consultation.duty_officer
    entry = decide(response, state, "The post was late.", DURING, officer, told)
    post(
        Mail.Kind.LATE_DECISION, "p@example.org", response=response, occasion=str(entry.pk),
        now=DURING,
    )  # fmt: skip
    send_due()
    body = sent_body()
    assert said in body and told in body and "The post was late." not in body
