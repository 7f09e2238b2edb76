"""A person holds words back: on any span of a response, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.responses.actions.disclosures import raise_disclosure
from consultation.responses.models import Hold, Response
from consultation.responses.models.placed import Source, columns

RAISE_HOLD = "consultation.raise_hold"


@transaction.atomic
def raise_hold(
    source: Source, start: int, end: int, why: str, reason: str, user: User, now: datetime
) -> Hold:
    """Hold these characters. A source that was cleared is not any more; a disclosure is told.

    Anybody who reads responses may hold words; only those who may read them release them.
    """
    response = source if isinstance(source, Response) else source.response
    Response.objects.select_for_update().get(pk=response.pk)
    hold = Hold.objects.create(
        **columns(source, response),
        start=start,
        end=end,
        why=why,
        reason=reason,
        raised_at=now,
        raised_by=user,
    )
    if not isinstance(source, Response):
        type(source).objects.filter(pk=source.pk).update(cleared_at=None, cleared_by=None)
    log(response, RAISE_HOLD, user=user, data={"hold": hold.pk, "why": why})
    if why == Hold.Why.DISCLOSURE:
        raise_disclosure(response, now, user)
    return hold
