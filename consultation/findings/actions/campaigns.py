"""Who belongs to a campaign, as people decide: kept for good, undone but never erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from consultation.findings.actions.coding import Kind, NotDecided, Place, correct
from consultation.findings.models import Campaign, Correction
from consultation.responses.models import Response
from consultation.responses.models.placed import SOURCES

#: Decided of a response that is in no campaign.
NONE = "none"


def take_out(response: Response, was_in: str, why: str, user: User, now: datetime) -> Correction:
    """Decide that a response is in no campaign. Raises NotDecided."""
    return _decide(response, NONE, why, user, now, was_in)


def put_in(
    response: Response, campaign: Campaign, was_in: str, why: str, user: User, now: datetime
) -> Correction:
    """Decide that a response is in the campaign. Raises NotDecided."""
    if was_in == campaign.name:
        raise NotDecided(f"{response.reference} is in this campaign already.")
    return _decide(response, campaign.name, why, user, now, was_in or NONE)


def _decide(
    response: Response, value: str, why: str, user: User, now: datetime, machine: str
) -> Correction:
    """Keep the decision on the whole of the first of the response's sources that has words."""
    if not why.strip():
        raise NotDecided("Say why: whoever reads the figures may ask.")
    if response.set_aside:
        raise NotDecided(f"{response.reference} is not counted, so it is in no campaign.")
    source = _first_words(response)
    place = Place(response, source, 0, len(source.text))
    return correct(place, Kind.CAMPAIGN, user, now, value=value, why=why.strip(), machine=machine)


def _first_words(response: Response) -> Any:
    for kind in ("comment", "answer", "letter"):
        rows = SOURCES[kind]._default_manager.filter(response=response).exclude(text="")
        found = rows.order_by("pk").last() if kind == "letter" else rows.order_by("pk").first()
        if found is not None and found.text.strip():
            return found
    raise NotDecided(f"{response.reference} has no words, so it shares none with a campaign.")
