"""Recording a request for another format or for help, checking its words, and answering it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.mail import post
from consultation.responses.models import FormatRequest, Hold, Mail
from consultation.responses.rules import reference
from consultation.responses.rules.formats import due_on

if TYPE_CHECKING:
    from analysis.holds import Hold as Found

logger = logging.getLogger(__name__)

READ_REQUEST = "consultation.read_held_request"
RELEASE_REQUEST = "consultation.release_request"
ANSWER_REQUEST = "consultation.answer_request"


def ask(
    consultation: ConsultationPage, key: uuid.UUID, given: Mapping[str, Any], now: datetime
) -> FormatRequest:
    """Store the request, held until its words are checked; one with the same key only once."""
    defaults = dict(given) | {
        "consultation": consultation,
        "reference": reference(str(key)),
        "asked_at": now,
        "due": due_on(now),
    }
    request, new = FormatRequest.objects.get_or_create(pk=key, defaults=defaults)
    if new:
        check_request(request)
    return request


def check_request(
    request: FormatRequest, check: Callable[[str], Iterable[Found]] | None = None
) -> None:
    """Hold a request that may say that a child is at risk; one that cannot be checked stays held.

    That it tells who is asking is no cause: it has to, or nobody could answer.
    """
    try:
        found = [one.reason for one in (check or _found)(_words(request)) if _discloses(one)]
    except Exception:
        # Whatever went wrong, the words stay held; they are not written to the log.
        logger.exception("The words of request %s could not be checked", request.reference)
        return
    request.held = Hold.Why.DISCLOSURE if found else ""
    request.held_reason = "; ".join(dict.fromkeys(found))
    request.save(update_fields=["held", "held_reason"])
    officer = request.consultation.duty_officer
    if found and officer is not None and officer.email:
        post(Mail.Kind.DISCLOSURE, officer.email, now=request.asked_at, format_request=request)


def note_read(request: FormatRequest, user: User) -> None:
    """Write to the log that ``user`` read a held request."""
    log(request, READ_REQUEST, user=user, data={"why": request.held})


@transaction.atomic
def release_request(request: FormatRequest, user: User, reason: str, now: datetime) -> bool:
    """Let every official read and answer it; whether it was still held. The reason stays with it."""
    released = (
        FormatRequest.objects.filter(pk=request.pk)
        .exclude(held="")
        .update(held="", released_at=now, released_by=user, release_reason=reason)
    )
    if released:
        log(request, RELEASE_REQUEST, user=user, data={"why": request.held})
    return bool(released)


@transaction.atomic
def answer_request(
    request: FormatRequest, user: User, answer: str, now: datetime, told: str = ""
) -> bool:
    """Record what was sent or done, and tell the asker where an e-mail is known; once.

    The answer is for officials; ``told`` is what the e-mail says.
    """
    waiting = FormatRequest.objects.filter(pk=request.pk, answered_at=None)
    answered = waiting.update(answer=answer, told=told, answered_at=now, answered_by=user)
    if answered:
        log(request, ANSWER_REQUEST, user=user)
        if request.email:
            post(Mail.Kind.ANSWERED, request.email, now=now, format_request=request)
    return bool(answered)


def _words(request: FormatRequest) -> str:
    return "\n\n".join(filter(None, [request.words, request.contact, request.name]))


def _found(text: str) -> Iterable[Found]:
    # Imported here: the libraries behind it take seconds to load.
    from analysis.holds import of_text

    return of_text(text)


def _discloses(found: Found) -> bool:
    from analysis.holds import DISCLOSURE

    return found.kind == DISCLOSURE
