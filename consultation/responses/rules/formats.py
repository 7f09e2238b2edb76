"""By when a request for another format, or for help, is to be answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from consultation.guidance.rules.deadline import UK

WORKING_DAYS = 5
FRIDAY = 4


def due_on(asked_at: datetime) -> date:
    """Five working days later, as the asker's calendar counts them: in the United Kingdom.

    Whoever needs braille or a call has the same closing date as everybody else, and needs what they
    asked for well before it. Bank holidays are not known here and count as working days.
    """
    day, left = asked_at.astimezone(UK).date(), WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() <= FRIDAY
    return day
