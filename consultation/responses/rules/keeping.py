"""How long a draft that was never sent is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from consultation.guidance.rules.deadline import clock_time


class Closing(Protocol):
    """Anything that closes at an instant."""

    closes: datetime


def draft_expires(consultation: Closing, kept_days: int) -> datetime:
    """The instant from which a draft of this consultation is deleted.

    Long enough after closing for somebody who was ill or away to find their words, and ask for
    them to be considered; no longer, because nobody else may ever read them. It follows the
    closing date when that is moved.
    """
    return consultation.closes + timedelta(days=kept_days)


def time_of_day(instant: datetime) -> str:
    """The UK time of an instant, for who has just been at work: "10:32am"."""
    return clock_time(instant)
