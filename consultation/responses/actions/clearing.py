"""Clearing: a person has read a source and says that what is left of it may be published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.responses.actions.releasing import release_hold
from consultation.responses.models import Answer, Comment, Hold, Inspection, Letter, Proposal
from consultation.responses.models.placed import SOURCES, columns
from consultation.responses.models.received import Response

CLEAR = "consultation.clear_words"
UNCLEAR = "consultation.take_back_clearance"
INSPECT = "consultation.inspect_words"

Text = Comment | Answer | Letter | Proposal


class NotClearable(Exception):
    """The source cannot be cleared; the message is a plain sentence that says why."""


def inspect(source: Text, user: User, now: datetime) -> None:
    """Note, once for each person, that the whole source was before them."""
    place = columns(source, source.response)
    _row, new = Inspection.objects.get_or_create(
        **place,
        opened_by=user,
        defaults={"start": 0, "end": len(source.text), "opened_at": now},
    )
    if new:
        log(source.response, INSPECT, user=user, data=_place(source))


@transaction.atomic
def clear(source: Text, user: User, now: datetime) -> bool:
    """Say that what of the source is neither held nor redacted may be published; whether it changed.

    Policy: nobody clears what they have not had before them, nor anything while words of it are
    held: whether they identify a child is to be decided first. Raises NotClearable.
    """
    Response.objects.select_for_update().get(pk=source.response_id)
    place = columns(source, source.response)
    if Hold.objects.filter(**place, released_at=None).exists():
        raise NotClearable("Words of it are held: decide on them first.")
    if not Inspection.objects.filter(**place, opened_by=user).exists():
        raise NotClearable("You have not opened it: read it first.")
    cleared = type(source).objects.filter(pk=source.pk, cleared_at=None)
    changed = cleared.update(cleared_at=now, cleared_by=user)
    if changed:
        log(source.response, CLEAR, user=user, data=_place(source))
    return bool(changed)


def clear_opened(sources: Iterable[Text], user: User, now: datetime) -> tuple[int, int]:
    """Clear many at once: how many were cleared, and how many could not be.

    Policy: clearing many is for a person who reads on and decides at the end of a page. It clears
    what clearing one by one would: only what this very person has opened, and nothing of which
    words are held. A tick beside a source nobody opened clears nothing, so nobody can wave a list
    through; and each is logged by itself, as if cleared alone.
    """
    cleared = refused = 0
    for source in sources:
        try:
            cleared += clear(source, user, now)
        except NotClearable:
            refused += 1
    return cleared, refused


@transaction.atomic
def unclear(source: Text, user: User) -> bool:
    """Take the clearance back: the source is gone from what is published at once."""
    changed = type(source).objects.filter(pk=source.pk).exclude(cleared_at=None)
    taken_back = changed.update(cleared_at=None, cleared_by=None)
    if taken_back:
        log(source.response, UNCLEAR, user=user, data=_place(source))
    return bool(taken_back)


def release_identifying(hold: Hold, user: User, reason: str, now: datetime) -> bool:
    """Release what identifies nobody.

    Policy: a cleared official decides whether words identify a person. What may say that a child
    is at risk, and what nobody has checked, a duty officer alone releases. Raises NotClearable.
    """
    if hold.why != Hold.Why.IDENTIFYING:
        raise NotClearable("Only a duty officer releases these words.")
    return release_hold(hold, user, reason, now)


def _place(source: Text) -> dict[str, int | str]:
    kind = next(kind for kind, model in SOURCES.items() if isinstance(source, model))
    return {"source": kind, "number": source.pk}
