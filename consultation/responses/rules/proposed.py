"""What of that which a file tells of itself is worth a person's look."""

from __future__ import annotations

from datetime import datetime

from consultation.guidance.rules.deadline import UK


def arrival_told(at: str, opens: datetime, now: datetime) -> datetime | None:
    """The instant a file tells, where it can be that of its arrival; None where it cannot.

    ``at``: ISO 8601, UK time where it has no offset. A time to come is a clock that is wrong; one
    before the consultation opened is that of a pattern the letter was made from.
    """
    if not at:
        return None
    told = datetime.fromisoformat(at)
    instant = told if told.tzinfo else told.replace(tzinfo=UK)
    return instant if opens <= instant <= now else None
