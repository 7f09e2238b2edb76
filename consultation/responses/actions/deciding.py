"""The one way by which a stored response comes to be counted or set aside."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.responses.models import LedgerEntry, Response
from consultation.responses.rules.counting import counting_problem

DECIDE = "consultation.decide_counting"


class NotAllowed(ValueError):
    """Nobody, or not this person, may bring that change about."""


@transaction.atomic
def decide(
    response: Response,
    set_aside: str,
    reason: str,
    now: datetime,
    by: User | None = None,
    told: str = "",
) -> LedgerEntry:
    """Set the response aside, or count it (``set_aside`` empty); append that to its history.

    ``by`` is the member of staff who decides; None when the respondent or a rule does. The reason
    stands in the ledger and not in the site's log, which administrators may read; ``told`` is what
    its respondent is to be told beside the outcome.

    Raises NotAllowed when a rule forbids it; nothing is changed then.
    """
    locked = Response.objects.select_for_update().get(pk=response.pk)
    if problem := counting_problem(locked.set_aside, set_aside, reason, by is not None):
        raise NotAllowed(problem)
    before = locked.set_aside
    for one in (locked, response):
        one.set_aside = set_aside
        one.set_aside_reason = reason if set_aside else ""
    locked.save(update_fields=["set_aside", "set_aside_reason"])
    if by is not None:
        log(locked, DECIDE, user=by, data={"from": before, "to": set_aside})
    return note(locked, set_aside, reason, now, by, told)


def note(
    response: Response,
    set_aside: str,
    reason: str,
    now: datetime,
    by: User | None = None,
    told: str = "",
) -> LedgerEntry:
    """Append a line to the history of the response."""
    return LedgerEntry.objects.create(
        response=response,
        set_aside=set_aside,
        reason=reason,
        told=told,
        decided_at=now,
        decided_by=by,
    )
