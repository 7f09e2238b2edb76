"""The duty officer's queue: told at once, read the same day, acted on, measured, never deleted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.test import Client
from wagtail.models import ModelLogEntry

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import disclosures
from consultation.responses.actions.mail import send_due
from consultation.responses.models import Disclosure, DisclosureStep, Mail, Response
from consultation.responses.rules.disclosures import Times, measures
from tests import planted

TOLD = "My neighbour hits his little boy every night and the child is covered in bruises."
HERE = "/admin/disclosures/"


@pytest.fixture
def page(db: None) -> ConsultationPage:
    return planted.consultation()


@pytest.fixture
def raised(page: ConsultationPage) -> Disclosure:
    planted.respond(page, "a", comments=[planted.comment("1.2", TOLD)])
    return Disclosure.objects.get()


def duty() -> Client:
    client = Client()
    client.force_login(planted.staff("duty"))
    return client


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_duty_officer_is_written_to_without_a_word_of_it(raised: Disclosure) -> None:
    queued = Mail.objects.get(kind=Mail.Kind.DISCLOSURE)
    assert queued.to == planted.staff("duty").email
    send_due()
    sent = next(one for one in mail.outbox if one.to == [planted.staff("duty").email])
    assert raised.response.reference in sent.subject
    assert f"{HERE}{raised.pk}/" in sent.body
    words = {word for word in TOLD.casefold().split() if len(word) > 5}
    assert not words & set(f"{sent.subject} {sent.body}".casefold().split())


def test_one_response_is_raised_once_while_it_is_open(raised: Disclosure) -> None:
    again = disclosures.raise_disclosure(raised.response, clock.now())
    assert again == raised and Mail.objects.filter(kind=Mail.Kind.DISCLOSURE).count() == 1
    disclosures.close(raised, planted.staff("duty"), "no risk", "A film.", clock.now())
    assert disclosures.raise_disclosure(raised.response, clock.now()) != raised


def test_it_is_read_taken_on_acted_on_referred_and_closed(raised: Disclosure) -> None:
    here, officer = f"{HERE}{raised.pk}/", duty()
    assert "Not read yet" in text(officer.get(HERE))
    assert "bruises" in text(officer.get(here))
    officer.post(here, {"step": "claim"})
    officer.post(here, {"step": "act", "act-done": "Rang the school."})
    refused = officer.post(here, {"step": "refer", "refer-to": "Children’s services"})
    assert refused.status_code == 422 and "Say when they were told." in text(refused)
    assert "Children’s services" in text(refused)
    officer.post(here, {
        "step": "refer", "refer-to": "Children’s services of Fenwold",
        "refer-referred_at_0": "2020-10-22", "refer-referred_at_1": "17:05", "refer-done": "",
    })  # fmt: skip
    officer.post(
        here, {"step": "close", "close-outcome": "referred", "close-done": "They have it."}
    )
    seen = text(officer.get(here))
    for words in ("Rang the school.", "Fenwold", "22 October 2020, 17:05", "They have it."):
        assert words in seen
    kinds = raised.steps.values_list("kind", flat=True)
    assert list(kinds) == ["seen", "claimed", "acted", "referred", "closed"]
    raised.refresh_from_db()
    assert raised.seen_by == planted.staff("duty") and raised.outcome == "referred"
    officer.post(here, {"step": "act", "act-done": "Too late."})
    assert raised.steps.count() == 5
    assert "None is open." in text(officer.get(HERE))


def test_the_log_has_every_step_and_no_word(raised: Disclosure) -> None:
    user = planted.staff("duty")
    disclosures.note_disclosure_seen(raised, user, clock.now())
    disclosures.note_disclosure_seen(raised, user, clock.now())
    disclosures.act(raised, user, "Rang Mrs Quarrelby.", clock.now())
    entries = ModelLogEntry.objects.filter(action__contains="disclosure")
    assert [entry.action for entry in entries.order_by("pk")] == [
        "consultation.raise_disclosure", "consultation.disclosure_seen",
        "consultation.disclosure_acted",
    ]  # fmt: skip
    assert all(entry.data.keys() == {"disclosure"} for entry in entries)


def test_it_is_never_deleted(raised: Disclosure) -> None:
    disclosures.act(raised, planted.staff("duty"), "Rang.", clock.now())
    for row in (raised, DisclosureStep.objects.get()):
        with pytest.raises(PermissionDenied):
            row.delete()
    for rows in (Response.objects.all(), Disclosure.objects.all()):
        with pytest.raises(ProtectedError):
            rows.delete()


@pytest.mark.parametrize("name", ["official", "cleared", "editor", "administrator"])
def test_nobody_else_reads_what_was_done(raised: Disclosure, name: str) -> None:
    client = Client()
    client.force_login(planted.staff(name))
    for here in (HERE, f"{HERE}{raised.pk}/"):
        assert client.get(here).status_code == 302
        assert client.post(here, {"step": "claim"}).status_code == 302
    raised.refresh_from_db()
    assert raised.claimed_by is None


MONDAY = datetime(2009, 10, 19, 22, 30, tzinfo=UTC)  # 23:30 in London


@pytest.mark.parametrize(("times", "now", "same_day", "due"), [
    ([Times(MONDAY, MONDAY + timedelta(minutes=29), None)], MONDAY, 1, 1),
    ([Times(MONDAY, MONDAY + timedelta(minutes=30), None)], MONDAY, 0, 1),
    ([Times(MONDAY, None, None)], MONDAY + timedelta(minutes=29), 0, 0),
    ([Times(MONDAY, None, None)], MONDAY + timedelta(minutes=30), 0, 1),
    ([], MONDAY, 0, 0),
])  # fmt: skip
def test_the_target_is_the_day_in_london(
    times: list[Times], now: datetime, same_day: int, due: int
) -> None:
    found = measures(times, now)
    assert (found.same_day, found.due) == (same_day, due)


def test_what_still_waits_counts_in_the_longest_and_not_in_the_median() -> None:
    hour = timedelta(hours=1)
    times = [Times(MONDAY, MONDAY + hour, MONDAY + 5 * hour), Times(MONDAY, None, None)]
    found = measures(times, MONDAY + 9 * hour)
    assert (found.seen.done, found.seen.median, found.seen.longest) == (1, hour, 9 * hour)
    assert (found.closed.median, found.closed.longest) == (5 * hour, 9 * hour)
