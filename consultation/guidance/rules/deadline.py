"""When a consultation is open, and how its times are said in UK time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

UK = ZoneInfo("Europe/London")
#: Whoever planned to answer by the date announced must be able to hear of an earlier one and act.
NOTICE_OF_SHORTENING = timedelta(days=7)


class Dated(Protocol):
    """Anything with the dates of a consultation; the instants are aware."""

    opens: datetime
    closes: datetime
    grace_seconds: int


class Status(StrEnum):
    """Where a consultation stands at an instant."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


def status(consultation: Dated, now: datetime) -> Status:
    """Upcoming before ``opens``, open until ``closes``, closed from that very instant on.

    Worked out whenever it is asked and stored nowhere, so no job has to run for a consultation
    to close on time, and moving the date takes effect with the next request.
    """
    if now < consultation.opens:
        return Status.UPCOMING
    return Status.OPEN if now < consultation.closes else Status.CLOSED


def is_open(consultation: Dated, now: datetime) -> bool:
    """Whether a response received at ``now`` is in time, grace left aside."""
    return status(consultation, now) is Status.OPEN


def within_grace(consultation: Dated, received_at: datetime) -> bool:
    """Whether a response came after the closing instant but within the grace set beforehand.

    A click made in time may wait in a queue; the grace keeps that fair. It is 0 unless an editor
    sets it, and what it lets in is marked.
    """
    grace = timedelta(seconds=consultation.grace_seconds)
    return consultation.closes <= received_at < consultation.closes + grace


def has_opened(consultation: Dated, now: datetime) -> bool:
    """Whether its dates were announced: from then on they move by an audited step alone."""
    return status(consultation, now) is not Status.UPCOMING


def uk_time_problem(local: datetime) -> str:
    """Why a UK date and time, without a zone, names no single instant; empty when it does.

    When the clocks go back an hour happens twice, and a closing date in it would be two instants;
    when they go forward an hour never happens. Either would be settled by chance if it were taken.
    """
    first, second = (local.replace(tzinfo=UK, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ""
    said = _("{time} on {day}").format(time=_clock(local.time()), day=day(local))
    if first.utcoffset() > second.utcoffset():  # type: ignore[operator]
        return _(
            "{time} happens twice in the United Kingdom, because the clocks go back that night: "
            "it may be ambiguous. Choose a time before 1am, or 2am or later."
        ).format(time=said)
    return _(
        "{time} does not happen in the United Kingdom, because the clocks go forward that night: "
        "it may not exist. Choose a time before 1am, or 2am or later."
    ).format(time=said)


def move_problem(consultation: Dated, new: datetime, reason: str, now: datetime) -> str:
    """Why the closing date cannot be moved to ``new``; empty when it can.

    Later is always allowed, after closing too: it shuts nobody out. Earlier is refused unless
    people still have a week to hear of it. The past is refused, since it would judge responses
    that were sent in time. Every move has a reason, which the public reads.
    """
    if not has_opened(consultation, now):
        return _("It has not opened yet: change its dates where you edit the consultation.")
    if new == consultation.closes:
        return _("That is the closing date already.")
    if new <= now:
        return _(
            "That is in the past: responses sent in time would become late. Choose a later date."
        )
    if new < consultation.closes and new < now + NOTICE_OF_SHORTENING:
        return _(
            "An earlier closing date must be at least 7 days away, so that people who planned to "
            "answer hear of it in time."
        )
    return "" if reason.strip() else _("Say why: the reason is shown to the public.")


def uk_time(instant: datetime) -> str:
    """An instant in UK time as GOV.UK writes it: "5:30pm on Friday 23 October 2009"."""
    return _("{time} on {day}").format(time=clock_time(instant), day=weekday(instant))


def clock_time(instant: datetime) -> str:
    """The time of day of an instant, in UK time: "5:30pm"."""
    return _clock(instant.astimezone(UK).time())


def day(when: date) -> str:
    """A date, or that of an instant in UK time, in the reader's language: "23 October 2009"."""
    return formatted(_local(when), pgettext("a date, in Django's format letters", "j F Y"))


def weekday(when: date) -> str:
    """The same with the day of the week: "Friday 23 October 2009"."""
    return formatted(_local(when), pgettext("a date, in Django's format letters", "l j F Y"))


def opening_time(opens: datetime) -> str:
    """When it opens, in words: "on Friday 31 July 2009" at midnight, else "at 9am on …"."""
    if opens.astimezone(UK).time() == time(0):
        return _("on {day}").format(day=weekday(opens))
    return _("at {time}").format(time=uk_time(opens))


def closing_time(closes: datetime) -> str:
    """The last minute that is open, in words, for the first instant that is late.

    "Midnight on 23 October" can be read as either end of that day. A closing instant at midnight
    is therefore said as 11:59pm of the day before: the whole of that minute is open.
    """
    if closes.astimezone(UK).time() == time(0):
        closes -= timedelta(minutes=1)
    return uk_time(closes)


def _clock(moment: time) -> str:
    if moment.minute == 0 and moment.hour in (0, 12):
        return _("midday") if moment.hour else _("midnight")
    minutes = f":{moment:%M}" if moment.minute else ""
    hours = f"{moment.hour % 12 or 12}{minutes}"
    return (_("{time}am") if moment.hour < 12 else _("{time}pm")).format(time=hours)


def _local(when: date) -> date:
    return when.astimezone(UK) if isinstance(when, datetime) and when.tzinfo else when
