"""Checking again what could not be checked when it was stored."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from consultation.responses.actions.holds import check_words
from consultation.responses.models import Hold, Response

#: Younger ones may be under the eyes of the process that stored them.
LEFT_ALONE = timedelta(minutes=5)


def waiting_unchecked(now: datetime) -> int:
    """How many texts have waited too long to be checked."""
    return _waiting(now).count()


def check_again(now: datetime) -> int:
    """Check the responses whose words are still held as unchecked; how many could be checked.

    The server that stored them was killed before it had checked them, or the check failed. What
    cannot be checked stays held, where a duty officer sees it.
    """
    responses = Response.objects.filter(pk__in=_waiting(now).values("response"))
    return sum(check_words(response) for response in responses)


def _waiting(now: datetime) -> QuerySet[Hold]:
    return Hold.objects.filter(
        why=Hold.Why.UNCHECKED, released_at=None, raised_at__lt=now - LEFT_ALONE
    )
