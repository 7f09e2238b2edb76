"""Moving the closing date of a consultation that has opened: one step, audited, at once."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.guidance.models import ConsultationPage, DeadlineMove
from consultation.guidance.rules.deadline import move_problem

MOVE_CLOSING_DATE = "consultation.move_closing_date"


class NotMoved(ValueError):
    """A rule forbids the move; nothing is changed."""


@transaction.atomic
def move_closing_date(
    consultation: ConsultationPage, new: datetime, reason: str, user: User, now: datetime
) -> DeadlineMove:
    """Let the consultation close at ``new``, from the next request on and on every server.

    Nothing else has to know: the rule reads the row whenever it judges, and a draft of the page
    that still holds the old date takes the row's when it is published (``ConsultationPage.save``).

    Raises NotMoved.
    """
    locked = ConsultationPage.objects.select_for_update().get(pk=consultation.pk)
    if problem := move_problem(locked, new, reason, now):
        raise NotMoved(problem)
    move = DeadlineMove.objects.create(
        consultation=locked,
        old=locked.closes,
        new=new,
        reason=reason,
        moved_at=now,
        moved_by=user,
    )
    ConsultationPage.objects.filter(pk=locked.pk).update(closes=new)
    consultation.closes = new
    told = {"from": move.old.isoformat(), "to": new.isoformat(), "reason": reason}
    log(locked, MOVE_CLOSING_DATE, user=user, data=told)
    return move
