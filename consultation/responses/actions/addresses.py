"""That an address is its respondent's: said by whoever reads mail there, if they like."""

from __future__ import annotations

from datetime import datetime

from django.utils.crypto import constant_time_compare

from consultation.responses.models import Response
from consultation.responses.rules.secrets import address_secret


def awaiting(reference: str, secret: str) -> Response | None:
    """The response whose address this secret was sent to; None for any other."""
    response = Response.objects.filter(reference=reference).exclude(email="").first()
    known = response and address_secret(response.submission_key, response.email)
    return response if known and constant_time_compare(known, secret) else None


def confirm_address(response: Response, now: datetime) -> None:
    """Note that the address is theirs; the first time counts."""
    Response.objects.filter(pk=response.pk, email_confirmed_at=None).update(email_confirmed_at=now)
