"""Who saw held words or opened a file, for the log; and the release of a hold, with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from consultation.responses.models import Hold, ReceivedFile, RedactionAct

READ_HOLD = "consultation.read_hold"
RELEASE_HOLD = "consultation.release_hold"
OPEN_ORIGINAL = "consultation.open_original"
READ_ORIGINAL = "consultation.read_original"


def note_seen(holds: Iterable[Hold], user: User) -> None:
    """Write to the log that ``user`` saw these held words, once for each person and hold."""
    holds = list(holds)
    responses = {str(hold.response_id) for hold in holds}
    entries = ModelLogEntry.objects.filter(action=READ_HOLD, user=user, object_id__in=responses)
    noted = {entry.data.get("hold") for entry in entries}
    for hold in holds:
        if hold.pk not in noted:
            log(hold.response, READ_HOLD, user=user, data={"hold": hold.pk, "why": hold.why})


def note_opened(file: ReceivedFile, user: User) -> None:
    """Write to the log that ``user`` opened this file as it came, and how far its reading was."""
    log(file.response, OPEN_ORIGINAL, user=user, data={"file": str(file.pk), "state": file.state})


def note_original(act: RedactionAct, user: User) -> None:
    """Write to the log that ``user`` read the words of a redaction, each time they do."""
    log(act.consultation, READ_ORIGINAL, user=user, data={"act": act.pk})


def release_hold(hold: Hold, user: User, reason: str, now: datetime) -> bool:
    """Let every official read the words; whether it was still held. The hold and its log stay.

    The reason is kept with the hold, not in the log, which administrators of the site may read.
    """
    with transaction.atomic():
        released = Hold.objects.filter(pk=hold.pk, released_at=None).update(
            released_at=now, released_by=user, release_reason=reason
        )
        if released:
            log(hold.response, RELEASE_HOLD, user=user, data={"hold": hold.pk, "why": hold.why})
    return bool(released)
