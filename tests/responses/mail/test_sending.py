"""Every message is sent once, whatever the mail server does, and whoever sends it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.mail import post, send, send_due
from consultation.responses.models import Mail, Response
from consultation.responses.rules.mail import GIVE_UP_AFTER, LEASE
from tests.responses.conftest import DURING, clock, make_consultation
from tests.responses.mail.conftest import MailServer
from tests.responses.mail.people import queue_receipts

__all__ = ["clock"]

SetClock = Callable[[datetime], None]


def failing_until(good: int, *answers: str) -> Callable[[int], str]:
    """Answers in turn with each of ``answers`` until it was asked ``good`` times, then takes all."""
    return lambda asked: "" if asked > good else answers[asked % len(answers)]


def try_for(hours: float, set_clock: SetClock, begin: datetime = DURING) -> None:
    """The schedule, once a minute for as long; it stops early when nothing waits."""
    for minute in range(int(hours * 60)):
        set_clock(begin + timedelta(minutes=minute))
        send_due()
        if not Mail.objects.filter(sent_at=None).exists():
            return


def test_after_ten_minutes_without_a_mail_server_each_receipt_is_sent_once(
    consultation: ConsultationPage, mail_server: MailServer, clock: SetClock
) -> None:
    queue_receipts(consultation, 50)
    try_for(10 / 60, clock)
    assert Mail.objects.filter(sent_at=None).count() == 50
    assert set(Mail.objects.values_list("error", flat=True)) <= {"", "ConnectionRefusedError"}
    mail_server.start()
    try_for(2, clock, DURING + timedelta(minutes=10))
    assert sorted(one["To"] for one in mail_server.taken) == sorted(
        f"person{number}@example.org" for number in range(50)
    )


@pytest.mark.parametrize("answer", ["drop", "451 Try again later", "421 Too busy", "554 No"])
def test_what_a_mail_server_did_not_take_it_gets_again_and_once(
    consultation: ConsultationPage, mail_server: MailServer, clock: SetClock, answer: str
) -> None:
    queue_receipts(consultation, 12)
    mail_server.answer = failing_until(10, answer)
    mail_server.start()
    try_for(24, clock)
    assert mail_server.asked == 22
    assert len({one["To"] for one in mail_server.taken}) == len(mail_server.taken) == 12
    assert len({one["Message-ID"] for one in mail_server.taken}) == 12


def test_two_workers_and_the_schedule_send_each_message_once(
    transactional_db: Any, mail_server: MailServer, clock: SetClock
) -> None:
    queue_receipts(make_consultation(), 50)
    mail_server.answer = failing_until(20, "", "drop", "451 Later", "", "421 Busy")
    mail_server.start()
    keys = list(Mail.objects.values_list("pk", flat=True))
    for minute in range(0, 120, 2):
        clock(DURING + timedelta(minutes=minute))
        together = threading.Barrier(3)

        def work(what: Callable[[], object], together: threading.Barrier = together) -> None:
            together.wait()
            try:
                what()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(3) as pool:
            jobs = [send_due, send_due, lambda: [send(key) for key in keys]]
            list(pool.map(work, jobs))
        if not Mail.objects.filter(sent_at=None).exists():
            break
    assert len({one["To"] for one in mail_server.taken}) == len(mail_server.taken) == 50


def test_one_address_that_is_refused_keeps_no_other_back(
    consultation: ConsultationPage, mail_server: MailServer, clock: SetClock
) -> None:
    queue_receipts(consultation, 3)
    Mail.objects.filter(to="person0@example.org").update(to="nobody@example.org")
    mail_server.start()
    assert send_due() == 2
    assert Mail.objects.get(sent_at=None).error == "SMTPRecipientsRefused 550"
    for hour in range(24 * 6):
        clock(DURING + timedelta(hours=hour))
        send_due()
    failed = Mail.objects.get(sent_at=None)
    assert failed.next_try_at is None
    assert failed.attempts <= GIVE_UP_AFTER / timedelta(hours=1) + 1


def test_a_message_taken_up_by_a_worker_that_died_is_sent_after_a_while_under_the_same_name(
    consultation: ConsultationPage, mail_server: MailServer, clock: SetClock
) -> None:
    queue_receipts(consultation, 1)
    mail_server.start()
    assert send_due() == 1
    # As a worker leaves it that is killed between the server's answer and the note of it.
    Mail.objects.update(sent_at=None, to="person0@example.org", next_try_at=DURING + LEASE)
    clock(DURING + LEASE - timedelta(seconds=1))
    assert send_due() == 0
    clock(DURING + LEASE)
    assert send_due() == 1
    first, again = mail_server.taken
    assert first["Message-ID"] == again["Message-ID"] and first["Message-ID"].endswith(
        "@127.0.0.1>"
    )


def test_a_message_is_kept_if_and_only_if_what_it_tells_of_is(
    consultation: ConsultationPage,
) -> None:
    class Stop(Exception):
        pass

    def stored_by_a_server_that_stops() -> None:
        with transaction.atomic():
            queue_receipts(consultation, 1)
            raise Stop

    with pytest.raises(Stop):
        stored_by_a_server_that_stops()
    assert not Mail.objects.exists() and not Response.objects.exists()


def test_a_receipt_is_queued_once(consultation: ConsultationPage) -> None:
    (first,) = queue_receipts(consultation, 1)
    again = post(Mail.Kind.RECEIPT, "other@example.org", response=first.response, now=DURING)
    assert again == first and Mail.objects.get().to == "person0@example.org"


@pytest.mark.parametrize("address", [
    "", "no address", "a@example.org\r\nBcc: b@example.org", "a@example.org\nX: y", "a@ex\x00.org",
])  # fmt: skip
def test_an_address_that_is_more_than_one_is_refused(
    consultation: ConsultationPage, address: str
) -> None:
    (first,) = queue_receipts(consultation, 1)
    with pytest.raises(ValidationError):
        post(Mail.Kind.LATE_DECISION, address, response=first.response, now=DURING)
    assert Mail.objects.count() == 1


def test_the_address_is_deleted_once_it_is_needed_no_more(
    consultation: ConsultationPage, mail_server: MailServer
) -> None:
    queue_receipts(consultation, 1)
    mail_server.start()
    send_due()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Mail._meta.db_table}")
        assert "example.org" not in str(cursor.fetchall())


def test_a_fault_of_ours_in_one_message_keeps_no_other_back(
    consultation: ConsultationPage, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    bad, _ = queue_receipts(consultation, 2)
    Mail.objects.filter(pk=bad.pk).update(kind="no such kind")
    mail_server.start()
    assert send_due() == 1
    assert Mail.objects.get(pk=bad.pk).error == "KeyError"
    told = [one.getMessage() for one in caplog.records if one.name.startswith("consultation")]
    assert told == [f"Mail {bad.pk} could not be written"]
