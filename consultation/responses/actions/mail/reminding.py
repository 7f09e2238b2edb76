"""Writing to those who asked to be reminded of what they have not sent yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from consultation.guidance.models import DeadlineMove
from consultation.responses.actions.mail.posting import post
from consultation.responses.models import Draft, Mail
from consultation.responses.rules.mail import REMIND_BEFORE, reminder_due


def remind_drafts(now: datetime) -> int:
    """Queue the reminders that are due, each once; how many."""
    horizon = now + timedelta(days=max(REMIND_BEFORE))
    asked = _asked(now).filter(consultation__closes__lte=horizon)
    return sum(
        _queue(
            draft,
            Mail.Kind.REMINDER,
            f"{days}d before {draft.consultation.closes.isoformat()}",
            now,
        )
        for draft in asked
        if (days := reminder_due(draft.consultation.closes, draft.created_at, now))
    )


def tell_of_moves(now: datetime) -> int:
    """Queue word of the last move of the closing time to those who began before it; how many."""
    told = 0
    for draft in _asked(now).filter(consultation__deadline_moves__isnull=False).distinct():
        move = DeadlineMove.objects.filter(consultation=draft.consultation_id).latest("pk")
        if draft.created_at < move.moved_at:
            told += _queue(draft, Mail.Kind.DEADLINE_MOVED, str(move.pk), now)
    return told


def _asked(now: datetime) -> QuerySet[Draft]:
    """Drafts that can still be sent, whose writers asked to be written to."""
    return (
        Draft.objects.filter(remind=True, consultation__closes__gt=now, consultation__live=True)
        .exclude(return_email="")
        .select_related("consultation")
    )


def _queue(draft: Draft, kind: str, occasion: str, now: datetime) -> bool:
    """Queue it unless that was done before."""
    if draft.mails.filter(kind=kind, occasion=occasion).exists():
        return False
    post(kind, draft.return_email, draft=draft, occasion=occasion, now=now)
    return True
