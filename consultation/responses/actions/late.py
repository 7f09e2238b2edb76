"""What an official decides on a response that came late."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from consultation.responses.actions.deciding import decide
from consultation.responses.models import (
    Allocation,
    LedgerEntry,
    ReceivedFile,
    Response,
    SetAside,
)

READ = (ReceivedFile.State.CONFIRMED, ReceivedFile.State.NOTHING)


@transaction.atomic
def decide_late(
    response: Response, admit: bool, reason: str, user: User, now: datetime
) -> LedgerEntry:
    """Count the late response, or leave it set aside; either way for the reason given.

    One that is admitted while a file or a letter of it is unread waits for that like any other.

    Raises NotAllowed when the response is not a late one (any more) or the reason is missing.
    """
    return decide(response, _state(response) if admit else SetAside.LATE, reason, now, user)


def _state(response: Response) -> str:
    unread = response.files.exclude(state__in=READ).exists()
    unconfirmed = Allocation.objects.filter(letter__response=response, confirmed_at=None).exists()
    return SetAside.WAITING if unread or unconfirmed else ""
