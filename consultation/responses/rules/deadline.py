"""Whether a response that the server received at an instant is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from consultation.guidance.rules import (
    Status,
    closing_time,
    is_open,
    status,
    uk_time,
    within_grace,
)
from consultation.guidance.rules.deadline import UK, day


class Open(Protocol):
    """Anything with the dates of a consultation that is published or not."""

    opens: datetime
    closes: datetime
    grace_seconds: int
    live: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, and the words for the respondent when it is no."""

    accepted: bool
    within_grace: bool
    message: str = ""


def may_submit(consultation: Open, received_at: datetime) -> Verdict:
    """Take what was received before the closing instant, and what grace lets in, marked.

    What counts is when the server received it, not when it got round to it or what the clock of
    the respondent's computer said: that is the one instant that is the same for everybody and
    that nobody can choose. At the closing instant itself it is late.
    """
    if not consultation.live:
        return Verdict(False, False, _("This consultation is no longer published on this site."))
    if is_open(consultation, received_at):
        return Verdict(True, False)
    if within_grace(consultation, received_at):
        return Verdict(True, True)
    if status(consultation, received_at) is Status.UPCOMING:
        opens = _("This consultation opens at {time}.").format(time=uk_time(consultation.opens))
        return Verdict(False, False, opens)
    closed = _("This consultation closed at {time}.").format(time=closing_time(consultation.closes))
    return Verdict(False, False, closed)


def may_send_late(consultation: Open, received_at: datetime) -> Verdict:
    """Take what was begun in time and is sent late, for an official to decide on.

    Only what can no longer be sent in the ordinary way: whoever is in time is not to be made late
    by pressing the wrong button.
    """
    ordinary = may_submit(consultation, received_at)
    if ordinary.accepted or status(consultation, received_at) is Status.UPCOMING:
        return Verdict(False, False, _("This is not late: send it in the ordinary way."))
    if not consultation.live:
        return ordinary
    return Verdict(True, False)


def lateness(closes: datetime, received_at: datetime) -> str:
    """How long after the closing instant something came, in words; by the date as it now stands."""
    if received_at < closes:
        return "In time by the closing date as it stands now"
    minutes, seconds = divmod(int((received_at - closes).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second")]
    said = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return " ".join(said[:2]) or "Less than a second"


def to_the_second(instant: datetime) -> str:
    """An instant in UK time, exact enough to be held against a deadline."""
    local = instant.astimezone(UK)
    return _("{time} on {day}").format(time=f"{local:%H:%M:%S}", day=day(local))
