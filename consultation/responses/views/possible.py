"""What a respondent may still do with what was sent, as its receipt says it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from consultation.responses.models import Response
from consultation.responses.rules import may_submit, receipt_secret, secret_of
from consultation.responses.rules.changing import may_change, may_restore, may_withdraw


def receipt_of(response: Response, secret: str) -> str:
    """The address of a receipt."""
    return reverse("respond:receipt", args=[response.consultation.slug, secret])


def still_possible(response: Response, now: datetime) -> dict[str, Any]:
    """What its respondent may still do with a response, and what took its place."""
    page = response.consultation
    newer = Response.objects.filter(replaces=response).first()
    newer_receipt = receipt_secret(secret_of(newer.submission_key)) if newer else ""
    return {
        "open": may_submit(page, now).accepted,
        "change": may_change(page, response.channel, response.set_aside, now),
        "withdraw": may_withdraw(page, response.set_aside, now),
        "restore": may_restore(page, response.set_aside, now),
        "begun": response.drafts.order_by("created_at").first(),
        "newer": newer,
        "newer_receipt": receipt_of(newer, newer_receipt) if newer else "",
    }
