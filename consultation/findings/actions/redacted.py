"""What follows when words are redacted: no run that read them is kept, and a new one starts."""

from __future__ import annotations

from typing import Any

from consultation import clock
from consultation.findings.actions.runs import RunUnderWay, start_run
from consultation.findings.models import Run
from consultation.responses.actions.redacting import redacted, redacting
from consultation.responses.models import RedactionAct

STOPPED = "Words were redacted while it ran: another run starts, which does not read them."


def follow_redactions() -> None:
    """Have every redaction stop the run that reads its words, and start another one."""
    redacting.connect(_give_up, dispatch_uid="give up the run under way")
    redacted.connect(_start_anew, dispatch_uid="start a run after a redaction")


def _give_up(act: RedactionAct, **_: Any) -> None:
    """Give up a run that may hold the words. One that is being kept is kept first, then scrubbed."""
    running = Run.objects.filter(consultation=act.consultation_id, state=Run.State.RUNNING)
    running.update(state=Run.State.FAILED, finished_at=clock.now(), error=STOPPED)


def _start_anew(act: RedactionAct, **_: Any) -> None:
    """Start a run where there has been one; one that waits already reads what is redacted now."""
    if not Run.objects.filter(consultation=act.consultation_id).exists():
        return
    try:
        start_run(act.consultation, act.lifted_by or act.made_by, clock.now())
    except RunUnderWay:
        return
