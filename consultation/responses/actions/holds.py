"""Holding words back: all of them until they are checked, some of them after.

A response is stored with its words held as unchecked, in one transaction, and checked after that.
So words that the check chokes on, or that a killed server never came to check, are neither lost
nor shown: they stay held, and a duty officer sees them in the queue.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import transaction

from analysis.holds import DISCLOSURE, of_text
from analysis.holds import Hold as Found
from consultation.responses.models import Answer, Comment, Hold, Letter, Response

logger = logging.getLogger(__name__)

Source = Comment | Answer | Letter
Check = Callable[[str], Iterable[Found]]

#: What the analysis calls a finding, and what a hold is for; all but a disclosure identify someone.
WHY = {DISCLOSURE: Hold.Why.DISCLOSURE}
UNCHECKED = "These words have not been checked for signs that a child is at risk."


def hold_unchecked(response: Response, now: datetime) -> None:
    """Hold every text of the response until it is checked."""
    Hold.objects.bulk_create(
        Hold(
            response=response,
            **_source(source),
            start=0,
            end=len(source.text),
            why=Hold.Why.UNCHECKED,
            reason=UNCHECKED,
            raised_at=now,
        )
        for source in sources(response)
    )


def check_words(response: Response, check: Check = of_text) -> bool:
    """Check what is held as unchecked, and hold what may need it. Whether all could be checked.

    A text that cannot be checked stays held as unchecked.
    """
    checked = [_check(source, response, check) for source in sources(response)]
    return all(checked)


def sources(response: Response) -> Iterator[Source]:
    """The texts of a response: comments, answers and the versions of its letter."""
    yield from response.comments.exclude(text="")
    yield from response.answers.exclude(text="")
    yield from response.letters.exclude(text="")


def _check(source: Source, response: Response, check: Check) -> bool:
    waiting = Hold.objects.filter(**_source(source), why=Hold.Why.UNCHECKED, released_at=None)
    first = waiting.first()
    if first is None:
        return True
    try:
        found = check(source.text)
    except Exception:
        # Whatever went wrong, the words stay held; they are not written to the log.
        logger.exception("The words of response %s could not be checked", response.reference)
        return False
    with transaction.atomic():
        Hold.objects.bulk_create(
            Hold(
                response=response,
                **_source(source),
                start=one.start,
                end=one.end,
                why=WHY.get(one.kind, Hold.Why.IDENTIFYING),
                reason=one.reason,
                raised_at=first.raised_at,
            )
            for one in found
        )
        waiting.delete()
    return True


def _source(source: Source) -> dict[str, Source]:
    return {type(source).__name__.lower(): source}
