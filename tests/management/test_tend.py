"""The schedule does all that is due, and what fails in it keeps nothing else back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.management import call_command

from consultation.findings.actions import start_run
from consultation.findings.models import Run
from consultation.findings.rules import SILENCE
from consultation.guidance.models import ConsultationPage, SectionPage
from consultation.management.commands.tend import JOBS, tend
from consultation.responses.actions import start_draft
from consultation.responses.models import Draft, Hold
from tests.responses.conftest import CLOSES, DURING, clock, consultation
from tests.responses.mail.people import queue_receipts

__all__ = ["clock", "consultation"]


def test_one_round_does_all_that_is_due(consultation: ConsultationPage, clock: Any) -> None:
    queue_receipts(consultation, 2)
    run = start_run(consultation, None, DURING, enqueue=False)
    section = SectionPage.objects.first()
    assert section is not None
    section.expire_at = DURING
    section.save_revision().publish()
    clock(DURING + max(SILENCE, timedelta(minutes=6)) + timedelta(minutes=1))
    assert Hold.objects.filter(why=Hold.Why.UNCHECKED).count() == 2
    call_command("tend", verbosity=0)
    assert len(outbox.outbox) == 2
    assert not Hold.objects.filter(why=Hold.Why.UNCHECKED).exists()
    assert Run.objects.get(pk=run.pk).state == Run.State.FAILED


def test_old_drafts_go_and_young_ones_stay(
    consultation: ConsultationPage, clock: Any, settings: Any
) -> None:
    start_draft(consultation, DURING)
    kept = timedelta(days=settings.DRAFTS_KEPT_DAYS)
    for now, left in [(CLOSES + kept - timedelta(seconds=1), 1), (CLOSES + kept, 0)]:
        clock(now)
        call_command("tend", verbosity=0)
        assert Draft.objects.count() == left


@pytest.mark.django_db
def test_a_job_that_fails_keeps_no_other_back(caplog: pytest.LogCaptureFixture) -> None:
    def broken(now: datetime) -> int:
        raise RuntimeError("a fault")

    done: list[str] = []
    jobs = {"first": broken, "second": lambda now: len(done.append("second") or done)}
    assert dict(tend(jobs)) == {"second": 1}
    assert "A job of the schedule failed: first" in caplog.text
    assert list(JOBS)[-1] == "old drafts deleted"
