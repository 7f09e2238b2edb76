"""When responses may be erased, and when they should be."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import datetime

#: How few months a department may set: until then the response of the government is being written.
FEWEST_MONTHS = 6


def kept_until(closes: datetime, months: int) -> datetime:
    """The instant from which responses are due to be erased, so many months after closing.

    A month that has no such day ends on its last: from 31 August, six months end on 28 February.
    """
    month = closes.month - 1 + months
    year, month = closes.year + month // 12, month % 12 + 1
    return closes.replace(
        year=year, month=month, day=min(closes.day, calendar.monthrange(year, month)[1])
    )


def erasing_problem(disclosed: bool, holds: Sequence[str], erased: bool) -> str:
    """Why a response cannot be erased; empty when it can.

    Policy: what may say that a child is at risk is never erased, by no schedule and at nobody's
    request, for whoever asks years later what was done must find it. Nor is anything while a hold
    on deletion stands, for instance because a court may ask for it; lifting the hold is an act of
    its own, with a reason.
    """
    if erased:
        return "It was erased already."
    if disclosed:
        return "It may say that a child is at risk, and is never erased."
    if holds:
        return f"A hold on deletion stands on it: {'; '.join(holds)}."
    return ""
