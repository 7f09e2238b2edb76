"""Holding words back: all of them until they are checked, some of them after.

A response is stored with its words held as unchecked, in one transaction, and checked after that.
So words that the check chokes on, or that a killed server never came to check, are neither lost
nor shown: they stay held, and a duty officer sees them in the queue.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from consultation import clock
from consultation.responses.actions import widening
from consultation.responses.actions.disclosures import raise_disclosure
from consultation.responses.actions.redacting import redact_arrived
from consultation.responses.models import Hold, Response
from consultation.responses.models.placed import Source, columns, sources

if TYPE_CHECKING:
    from analysis.holds import Hold as Found

logger = logging.getLogger(__name__)

Check = Callable[[str], Iterable["Found"]]

UNCHECKED = "These words have not been checked for signs that a child is at risk."


def hold_unchecked(
    response: Response, now: datetime, texts: Iterable[Source] | None = None
) -> None:
    """Hold every text of the response, or these of it, until it is checked."""
    Hold.objects.bulk_create(
        Hold(
            **columns(source, response),
            start=0,
            end=len(source.text),
            why=Hold.Why.UNCHECKED,
            reason=UNCHECKED,
            raised_at=now,
        )
        for source in (sources(response) if texts is None else texts)
    )


def check_words(response: Response, check: Check | None = None) -> bool:
    """Check what is held as unchecked, and hold what may need it. Whether all could be checked.

    A text that cannot be checked stays held as unchecked. What was redacted everywhere is masked
    first, so that no reader ever meets it.
    """
    try:
        redact_arrived(response, clock.now())
    except Exception:
        logger.exception("Redacted words could not be sought in %s", response.reference)
        return False
    checked = [_check(source, response, check or _found) for source in sources(response)]
    return all(checked)


def _check(source: Source, response: Response, check: Check) -> bool:
    place = columns(source, response)
    waiting = Hold.objects.filter(**place, why=Hold.Why.UNCHECKED, released_at=None)
    first = waiting.first()
    if first is None:
        return True
    try:
        found = widening.widened(source, check)
    except Exception:
        # Whatever went wrong, the words stay held; they are not written to the log.
        logger.exception("The words of response %s could not be checked", response.reference)
        return False
    with transaction.atomic():
        Hold.objects.bulk_create(
            Hold(**place, **one._asdict(), raised_at=first.raised_at) for one in found
        )
        waiting.delete()
        if any(one.why == Hold.Why.DISCLOSURE for one in found):
            raise_disclosure(response, first.raised_at)
    return True


def _found(text: str) -> list[Found]:
    # Imported here: the libraries behind it take seconds to load, reading a response needs none.
    from analysis.holds import of_text

    return of_text(text)
