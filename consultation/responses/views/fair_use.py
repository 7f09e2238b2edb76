"""Fair use without barriers: no puzzle, no account; at worst a second press of the button.

A form carries a field that no person sees and the instant at which its page was made. What looks as
if a program had sent it, and what goes beyond the allowance of one address, is never dropped: the
words come back, and the button below them sends them, once it was not pressed within a moment.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultation.responses.actions.counting import first_use, within_allowance
from consultation.responses.rules.fair_use import OLDEST_SECONDS, looks_automatic, sender

#: Names of the two fields. The first sounds like one that a program fills in, and no browser does.
TRAP, SHOWN = "website_of_sender", "shown"
SALT = "consultation.responses.shown"

ASK_AGAIN = _(
    "Nothing has been saved yet: many forms are being sent just now, or this one came unusually "
    "fast. Your words are below. Wait a moment, then send them again"
)


def doubt(request: Any, draft_key: object = None) -> str:
    """Why the form is to be shown again before it is taken; empty when it is taken.

    ``draft_key``: the draft that the sender holds. Who has one has been let in before.
    """
    limits = settings.FAIR_USE
    if not limits["on"]:
        return ""
    if draft_key is not None:
        allowance = limits["sent_from_a_draft_a_minute"]
        kept = within_allowance("draft", str(draft_key), allowance, request.received_at)
        return "" if kept and not request.POST.get(TRAP) else _unless_second_try(request)
    made = _read(request)
    seconds = request.received_at.timestamp() - made["at"] if made else None
    automatic = looks_automatic(request.POST.get(TRAP, ""), seconds, limits["shortest_seconds"])
    if automatic or not _allowed(request, "new_drafts_a_minute"):
        return _unless_second_try(request)
    return ""


def token(request: Any) -> str:
    """What the page says of when it was made; after a doubt, that the button may be pressed again."""
    made: dict[str, Any] = {"at": request.received_at.timestamp()}
    if getattr(request, "doubted", False):
        made["again"] = secrets.token_urlsafe(12)
    return signing.dumps(made, salt=SALT, compress=True)


def wrong_secret(request: HttpRequest) -> bool:
    """Count a secret that opened nothing; whether its sender has tried too many."""
    return bool(settings.FAIR_USE["on"]) and not _allowed(request, "wrong_secrets_a_minute")


def _unless_second_try(request: Any) -> str:
    made = _read(request)
    if made and made.get("again"):
        waited = request.received_at.timestamp() - made["at"]
        if (
            waited >= settings.FAIR_USE["shortest_seconds"]
            and first_use(made["again"], OLDEST_SECONDS)
            and _allowed(request, "second_tries_a_minute")
        ):
            return ""
    request.doubted = True
    return str(ASK_AGAIN)


def _allowed(request: Any, what: str) -> bool:
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    who = sender(request.META.get("REMOTE_ADDR", ""), forwarded, settings.PROXIES)
    return within_allowance(what, who, settings.FAIR_USE[what], request.received_at)


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        made: dict[str, Any] = signing.loads(request.POST.get(SHOWN, ""), salt=SALT)
    except signing.BadSignature:
        return {}
    return made
