"""What an official decides on a response that came late."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from consultation.responses.actions.confirming import still_waits
from consultation.responses.actions.deciding import decide
from consultation.responses.actions.mail import post
from consultation.responses.models import LedgerEntry, Mail, Response, SetAside


@transaction.atomic
def decide_late(
    response: Response, admit: bool, reason: str, user: User, now: datetime, told: str = ""
) -> LedgerEntry:
    """Count the late response, or leave it set aside; either way for the reason given.

    ``told`` is for its respondent, on the receipt and in an e-mail where an address is known; the
    reason is for the ledger. One that is admitted while a file or a letter of it is unread waits
    for that like any other.

    Raises NotAllowed when the response is not a late one (any more) or the reason is missing.
    """
    wanted = _state(response) if admit else SetAside.LATE
    entry = decide(response, wanted, reason, now, user, told)
    if response.email:
        # What staff typed from a letter may be no address: then the decision is told elsewhere.
        with suppress(ValidationError):
            kind = Mail.Kind.LATE_DECISION
            post(kind, response.email, now=now, response=response, occasion=str(entry.pk))
    return entry


def _state(response: Response) -> str:
    return SetAside.WAITING if still_waits(response) else ""
