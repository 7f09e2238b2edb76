"""Possible disclosures: raised, told to the duty officer, read, taken on, acted on, closed.

Every step is written to the log by its kind alone. What was done, and to whom it was referred,
stands with the disclosure, where duty officers alone read it.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.responses.actions.mail import post
from consultation.responses.models import Disclosure, DisclosureStep, Mail, Response

RAISE = "consultation.raise_disclosure"
Kind = DisclosureStep.Kind
#: The log's action of each kind of step.
STEPS = {kind: f"consultation.disclosure_{kind.value}" for kind in Kind}


class Closed(Exception):
    """The disclosure is closed: nothing can be added to it. One raised anew can be acted on."""


@transaction.atomic
def raise_disclosure(response: Response, now: datetime, user: User | None = None) -> Disclosure:
    """Put the response before the duty officer and write to them; once while it is open.

    The message has the reference and a link, and no word of what was said.
    """
    disclosure, new = Disclosure.objects.get_or_create(
        response=response, closed_at=None, defaults={"raised_at": now, "raised_by": user}
    )
    if new:
        log(response, RAISE, user=user, data={"disclosure": disclosure.pk})
        officer = response.consultation.duty_officer
        if officer is not None and officer.email:
            post(
                Mail.Kind.DISCLOSURE,
                officer.email,
                response=response,
                occasion=str(disclosure.pk),
                now=now,
            )
    return disclosure


def note_disclosure_seen(disclosure: Disclosure, user: User, now: datetime) -> None:
    """Note the first time a duty officer reads it, and in the log every person's first time."""
    first = Disclosure.objects.filter(pk=disclosure.pk, seen_at=None)
    if first.update(seen_at=now, seen_by=user):
        disclosure.seen_at, disclosure.seen_by = now, user
    if not disclosure.steps.filter(kind=Kind.SEEN, by=user).exists():
        _step(disclosure, Kind.SEEN, user, now)


@transaction.atomic
def claim(disclosure: Disclosure, user: User, now: datetime) -> None:
    """Take it on, or over from a colleague: everybody sees who acts. Raises Closed."""
    _open(disclosure)
    Disclosure.objects.filter(pk=disclosure.pk).update(claimed_by=user)
    _step(disclosure, Kind.CLAIMED, user, now)


@transaction.atomic
def act(disclosure: Disclosure, user: User, done: str, now: datetime) -> None:
    """Write down what was done. Raises Closed."""
    _open(disclosure)
    _step(disclosure, Kind.ACTED, user, now, done=done)


@transaction.atomic
def refer(
    disclosure: Disclosure, user: User, to: str, referred_at: datetime, done: str, now: datetime
) -> None:
    """Write down to whom it was referred, and when they were told. Raises Closed."""
    _open(disclosure)
    _step(disclosure, Kind.REFERRED, user, now, done=done, to=to, referred_at=referred_at)


@transaction.atomic
def close(disclosure: Disclosure, user: User, outcome: str, done: str, now: datetime) -> None:
    """Close it with its outcome. The words stay held until somebody releases them. Raises Closed."""
    _open(disclosure)
    Disclosure.objects.filter(pk=disclosure.pk).update(closed_at=now, outcome=outcome)
    _step(disclosure, Kind.CLOSED, user, now, done=done)


def _open(disclosure: Disclosure) -> None:
    """Lock the row for this transaction. Raises Closed."""
    rows = Disclosure.objects.select_for_update().filter(pk=disclosure.pk, closed_at=None)
    if not rows.exists():
        raise Closed


def _step(
    disclosure: Disclosure,
    kind: str,
    user: User,
    now: datetime,
    done: str = "",
    to: str = "",
    referred_at: datetime | None = None,
) -> None:
    DisclosureStep.objects.create(
        disclosure=disclosure, kind=kind, by=user, at=now, done=done, to=to, referred_at=referred_at
    )
    data = {"disclosure": disclosure.pk}
    log(disclosure.response, STEPS[Kind(kind)], user=user, data=data)
