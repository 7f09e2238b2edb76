"""Whether the recording of a spreadsheet still goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

#: It stores a few responses at a time, in a second or so; a worker may do something else before.
STOPPED_SECONDS = 120
#: How often it is taken up again with nobody asking for it.
MOST_RESUMED = 5


def stopped_before(now: datetime) -> datetime:
    """What was last seen to go on before this instant has stopped: its worker is dead or busy."""
    return now - timedelta(seconds=STOPPED_SECONDS)
