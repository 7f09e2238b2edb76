"""Who sent something and when it came: what a file tells of itself, and what a person keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from wagtail.log_actions import log

from consultation import clock
from consultation.responses.actions.confirming import settle
from consultation.responses.actions.deciding import decide
from consultation.responses.actions.holds import check_words, hold_unchecked
from consultation.responses.actions.storing import LATE
from consultation.responses.models import (
    Channel,
    Hold,
    ProposedDetails,
    ReceivedFile,
    Response,
    SetAside,
)
from consultation.responses.rules import digest, may_submit
from consultation.responses.rules.counting import late_decision
from consultation.responses.rules.proposed import arrival_told
from consultation.responses.rules.receipt import sent

if TYPE_CHECKING:
    from consultation.responses.intake import ReadText

CORRECT = "consultation.correct_details"
IN_TIME = "It came in time: a person put right when it was received."


def propose_details(file: ReceivedFile, found: ReadText, now: datetime) -> None:
    """Keep what a file that staff loaded tells of itself, for a person to take over or not.

    An online response has told all that itself; of what is attached to an e-mail the e-mail tells.
    """
    response, told = file.response, found.particulars
    if response is None or response.channel == Channel.ONLINE or file.within_id:
        return
    at = arrival_told(told.at, response.consultation.opens, now)
    if at or told.name or told.email:
        given = {"how": told.how if at else "", "name": told.name, "email": told.email}
        ProposedDetails.objects.get_or_create(file=file, defaults=given | {"received_at": at})


def take_over(proposed: ProposedDetails, by: User) -> Response:
    """Take what a file tells of itself as the details of its response: a person looked at it.

    A name or an address that is known already stays.
    """
    response = proposed.file.response
    assert response is not None
    told = {"name": proposed.name, "email": _address(proposed.email)}
    details = {name: value for name, value in told.items() if value and not getattr(response, name)}
    return correct_details(response, details, proposed.received_at or response.received_at, by)


def correct_details(
    response: Response, details: Mapping[str, Any], received_at: datetime, by: User
) -> Response:
    """Put right who sent it and when it came, while it waits: a person read it in the letter.

    A response that is counted is not changed any more. Whether it is late is decided anew, unless
    an official has decided already. What a file proposed is thereby decided on. The response as it
    now is.
    """
    now = clock.now()
    with transaction.atomic():
        locked = Response.objects.select_for_update().get(pk=response.pk)
        if locked.set_aside not in (SetAside.WAITING, SetAside.LATE):
            return locked
        before, moved = locked.text, locked.received_at != received_at
        if details.get("email", locked.email) != locked.email:
            locked.email_confirmed_at = None
        for name, value in details.items():
            setattr(locked, name, value)
        locked.received_at = received_at
        verdict = may_submit(locked.consultation, received_at)
        locked.within_grace = verdict.within_grace
        locked.digest = digest(sent(locked))
        locked.save()
        if locked.text != before:
            _hold_again(locked, now)
        if moved:
            _judge_again(locked, received_at >= locked.consultation.closes, verdict.accepted, by)
        ProposedDetails.objects.filter(file__response=locked).delete()
        log(locked, CORRECT, user=by, data={"fields": sorted(details), "moved": moved})
    check_words(locked)
    return locked


def _hold_again(response: Response, now: datetime) -> None:
    """What was typed of a respondent is one text: it is held whole, until all of it is checked."""
    nowhere = dict.fromkeys(("comment", "answer", "letter", "proposal"))
    standing = Hold.objects.filter(response=response, released_at=None, **nowhere)
    standing.update(start=0, end=len(response.text))
    if response.text and not standing.filter(why=Hold.Why.UNCHECKED).exists():
        hold_unchecked(response, now, [response])


def _judge_again(response: Response, after: bool, accepted: bool, by: User) -> None:
    """The rule of the deadline, on the instant as it was put right; the log says by whom."""
    late = after and not accepted
    if late and response.set_aside == SetAside.WAITING:
        decide(response, SetAside.LATE, LATE, response.received_at)
    decided = late_decision(response.ledger_entries.all())
    if not after and response.set_aside == SetAside.LATE and not decided:
        decide(response, SetAside.WAITING, IN_TIME, response.received_at)
        settle(response, by, clock.now())


def _address(told: str) -> str:
    """An address as one that can be written to; "" for one that cannot."""
    try:
        validate_email(told)
    except ValidationError:
        return ""
    return told
