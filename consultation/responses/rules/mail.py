"""When a message is sent, tried again and given up, and what may stand in its head."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from consultation.guidance.models import ConsultationPage

#: The waits before each further attempt; the last one from then on.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60))
#: Nobody is helped by a receipt that comes a week later; by then staff have been shown it failed.
GIVE_UP_AFTER = timedelta(days=5)
#: How long one attempt may take before another worker may make the next.
LEASE = timedelta(minutes=15)
#: How many days before the closing time those who asked are reminded of an unsent draft.
REMIND_BEFORE = (7, 1)
#: From how long before the closing time on the pages say how long is left.
WARN_BEFORE = timedelta(days=7)


def next_try(attempts: int, created_at: datetime, now: datetime) -> datetime | None:
    """When a message that failed ``attempts`` times is tried again; None when it is given up.

    Soon at first, for most faults are short, then hourly: a mail server that was away for a night
    gets each message within the hour of its return. It is given up after five days, as mail
    servers themselves do.
    """
    if now - created_at >= GIVE_UP_AFTER:
        return None
    return now + WAITS[min(attempts, len(WAITS)) - 1]


def reminder_due(closes: datetime, begun: datetime, now: datetime) -> int | None:
    """For how many days before closing a draft's writer is to be reminded now; None for none.

    Only the nearest one is due: where the schedule stood still for a week, nobody gets two
    reminders at once. A draft begun within the time of a reminder needs none: its writer has just
    been here.
    """
    left = closes - now
    due = [days for days in REMIND_BEFORE if timedelta(0) < left <= timedelta(days=days)]
    if not due or closes - begun <= timedelta(days=min(due)):
        return None
    return min(due)


def time_left(closes: datetime, now: datetime) -> str:
    """How long is left, in words, rounded down so that nobody relies on time that is not there."""
    minutes = max(int((closes - now).total_seconds()) // 60, 0)
    if minutes < 1:
        return _("less than a minute")
    hours, days = minutes // 60, minutes // (60 * 24)
    if days >= 2:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    if hours >= 2:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)


def one_line(words: str) -> str:
    """Words that can stand in a header: no line break can begin another header in it."""
    return " ".join("".join(one if one.isprintable() else " " for one in words).split())


def mail_counts(consultation: ConsultationPage) -> dict[str, int]:
    """How many messages about responses to a consultation wait, and how many were given up.

    Only those about responses: what is written to people with a draft is theirs, like the draft.
    """
    from consultation.responses.models import Mail

    unsent = Mail.objects.filter(response__consultation=consultation, sent_at=None)
    given_up = unsent.filter(next_try_at=None).count()
    return {"waiting": unsent.count() - given_up, "given_up": given_up}
