"""What was begun in time can be sent late; a person decides, with a reason, whether it counts."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consultation.dataset import frames
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions import confirming, decide
from consultation.responses.actions.details import correct_details
from consultation.responses.actions.files import read_waiting_files
from consultation.responses.actions.mail import send_due
from consultation.responses.admin.late import undecided
from consultation.responses.models import Draft, LedgerEntry, Response, SetAside
from consultation.responses.rules.deadline import lateness
from consultation.roles import DUTY_OFFICERS, EDITORS, OFFICIALS

from .conftest import CLOSES, OPENS, Person, SetClock
from .mail.people import respond_with

WORDS = "Six months is right, and I was late."
LATE = "/chapter/respond/late/"
LIST = "/admin/analysis/chapter/late/"


@pytest.fixture
def late(person: Person, version: ClauseVersion, clock: SetClock) -> Person:
    """Someone with a draft, an hour after the deadline."""
    person.write(version, text=WORDS)
    clock(CLOSES + timedelta(hours=1))
    return person


def send_late(person: Person) -> Any:
    digest = person.client.get(LATE).context["digest"]
    return person.client.post(LATE, {"digest": digest})


def staff(role: str) -> Client:
    user, _ = User.objects.get_or_create(username=role)
    user.groups.set([Group.objects.get(name=role)])
    client = Client()
    client.force_login(user)
    return client


def test_a_draft_open_at_the_deadline_is_shown_with_the_way_to_send_it_late(late: Person) -> None:
    page = unescape(late.client.get(late.home).content.decode())
    assert WORDS in page and LATE in page


def test_sent_late_it_is_stored_set_aside_and_receipted_once(
    late: Person, consultation: ConsultationPage
) -> None:
    digest = late.client.get(LATE).context["digest"]
    first = late.client.post(LATE, {"digest": digest})
    again = late.client.post(LATE, {"digest": digest})
    assert first.url == again.url
    response = Response.objects.get()
    assert response.set_aside == SetAside.LATE
    assert response.received_at == CLOSES + timedelta(hours=1)
    assert not Draft.objects.exists()
    receipt = late.client.get(first.url).content.decode()
    assert "set aside as late" in receipt and "We write to you within ten days." in receipt
    assert frames.counts(consultation).counted == 0


def test_the_ordinary_way_stays_refused(late: Person) -> None:
    answer = late.send("x")
    assert answer.status_code == 403
    assert WORDS in unescape(answer.content.decode())
    assert not Response.objects.exists()


@pytest.mark.parametrize("instant", [CLOSES - timedelta(microseconds=1), OPENS])
def test_nobody_in_time_is_made_late(
    person: Person, version: ClauseVersion, clock: SetClock, instant: Any
) -> None:
    person.write(version, text=WORDS)
    digest = person.check().context["digest"]
    clock(instant)
    assert person.client.get(LATE).url == person.home
    answer = person.client.post(LATE, {"digest": digest})
    assert answer.status_code == 403
    assert WORDS in unescape(answer.content.decode())
    assert not Response.objects.exists()


def test_without_a_draft_there_is_nothing_to_send_late(
    consultation: ConsultationPage, clock: SetClock
) -> None:
    clock(CLOSES)
    stranger = Person(consultation)
    assert stranger.client.get(LATE).status_code == 302
    assert stranger.client.post(LATE, {"digest": ""}).status_code == 302
    assert not Response.objects.exists()


def test_a_draft_never_sent_is_no_late_arrival(late: Person) -> None:
    assert "None." in staff(OFFICIALS).get(LIST).content.decode()


def test_within_grace_the_ordinary_way_is_open_and_the_late_one_is_not(
    late: Person, consultation: ConsultationPage, clock: SetClock
) -> None:
    ConsultationPage.objects.filter(pk=consultation.pk).update(grace_seconds=300)
    clock(CLOSES + timedelta(seconds=299))
    assert late.client.get(LATE).status_code == 302
    clock(CLOSES + timedelta(seconds=300))
    assert late.client.get(LATE).status_code == 200


@pytest.mark.parametrize(("decision", "state"), [("admit", ""), ("decline", SetAside.LATE)])
def test_an_official_decides_with_a_reason(
    late: Person, consultation: ConsultationPage, decision: str, state: str
) -> None:
    receipt = send_late(late).url
    response = Response.objects.get()
    assert "An official decides whether" in late.client.get(receipt).content.decode()
    official = staff(OFFICIALS)
    page = official.get(LIST).content.decode()
    assert response.reference in page and "1 hour" in page and "Online" in page
    assert WORDS not in page
    address = f"{LIST}{response.reference}/"
    assert official.post(address, {"decision": decision}).status_code == 422

    told = "Pages were slow that evening."
    given = {"decision": decision, "reason": "The site was slow.", "told": told}
    assert official.post(address, given).status_code == 302

    response.refresh_from_db()
    assert response.set_aside == state
    entry = LedgerEntry.objects.latest("pk")
    assert entry.decided_by is not None and entry.reason == "The site was slow."
    assert "The site was slow." in official.get(LIST).content.decode()
    page = late.client.get(receipt).content.decode()
    assert ("that it is counted" if state == "" else "that it is not counted") in page
    assert told in page and "The site was slow." not in page
    counted = 1 if state == "" else 0
    assert frames.counts(consultation).counted == counted
    overview = official.get("/admin/analysis/chapter/").context
    assert overview["late"] == {"admitted": counted, "undecided": 0}


def test_the_respondent_hears_of_the_decision_by_email(late: Person) -> None:
    Draft.objects.update(email="late@example.org")
    send_late(late)
    address = f"{LIST}{Response.objects.get().reference}/"
    given = {"decision": "admit", "reason": "The site was slow.", "told": "It was our fault."}
    staff(OFFICIALS).post(address, given)
    send_due()
    (message,) = outbox.outbox
    assert message.to == ["late@example.org"]
    assert "it is counted" in message.body and "It was our fault." in message.body
    assert "The site was slow." not in message.body


def test_a_letter_that_a_person_found_to_be_late_is_listed_and_waits_for_a_decision(
    consultation: ConsultationPage,
) -> None:
    staff(OFFICIALS)
    official = User.objects.get(username=OFFICIALS)
    response = respond_with(consultation, "1", letter="Too late.")
    decide(response, SetAside.WAITING, "A letter.", CLOSES + timedelta(days=3), official)
    correct_details(response, {}, CLOSES + timedelta(hours=2), official)
    assert undecided(consultation) == [response.pk]
    assert response.reference in staff(OFFICIALS).get(LIST).content.decode()
    late_on = CLOSES + timedelta(days=4)
    decide(Response.objects.get(), SetAside.LATE, "Not a minute.", late_on, official)
    assert undecided(consultation) == []


def test_one_admitted_with_a_file_still_waits_until_a_person_has_confirmed_it(
    late: Person, consultation: ConsultationPage, clock: SetClock
) -> None:
    clock(CLOSES - timedelta(hours=1))
    paper = SimpleUploadedFile("paper.txt", b"Clause 8.2 is too strict.")
    assert late.client.post(f"{late.home}files/", {"file": paper}).status_code == 302
    clock(CLOSES + timedelta(hours=1))
    send_late(late)
    response = Response.objects.get()
    assert response.set_aside == SetAside.LATE

    given = {"decision": "admit", "reason": "The site was slow."}
    page = staff(OFFICIALS).post(f"{LIST}{response.reference}/", given, follow=True)

    assert "counts once its letters and files are confirmed" in page.content.decode()
    response.refresh_from_db()
    assert response.set_aside == SetAside.WAITING
    assert frames.counts(consultation).counted == 0
    read_waiting_files(CLOSES + timedelta(hours=2))
    letter = response.letters.get()
    confirming.confirm(
        letter,
        confirming.arrangement(confirming.parts_of(letter)),
        None,
        User.objects.get(username=OFFICIALS),
        CLOSES + timedelta(hours=3),
    )
    assert frames.counts(consultation).counted == 1


@pytest.mark.parametrize("role", [EDITORS, DUTY_OFFICERS])
def test_nobody_else_decides(late: Person, role: str) -> None:
    send_late(late)
    reference = Response.objects.get().reference
    given = {"decision": "admit", "reason": "Because."}
    assert staff(role).post(f"{LIST}{reference}/", given).status_code == 302
    assert Response.objects.get().set_aside == SetAside.LATE


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(0), "Less than a second"),
        (timedelta(seconds=61), "1 minute 1 second"),
        (timedelta(days=2, hours=3, minutes=5), "2 days 3 hours"),
        (timedelta(seconds=-1), "In time by the closing date as it stands now"),
    ],
)
def test_how_late_is_said_in_words(after: timedelta, words: str) -> None:
    assert lateness(CLOSES, CLOSES + after) == words
