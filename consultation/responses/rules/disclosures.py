"""How soon possible disclosures are read and closed, against the target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from consultation.guidance.rules.deadline import UK


class Times(NamedTuple):
    """When one response was received, first read by a duty officer, and closed."""

    received: datetime
    seen: datetime | None
    closed: datetime | None


class Measured(NamedTuple):
    """The time until something was done, of those of which it was; and the longest of all."""

    done: int
    median: timedelta | None
    longest: timedelta | None


class Measures(NamedTuple):
    """All of it. ``same_day`` of ``due`` were read on the day they were received."""

    number: int
    seen: Measured
    closed: Measured
    same_day: int
    due: int


def measures(times: Iterable[Times], now: datetime) -> Measures:
    """The times from received to read and to closed.

    Policy: a possible disclosure is read on the day it is received, by the clock in London, at
    weekends too: a child may be at risk tonight. One that still waits counts as long as it has
    waited, so that the longest cannot look well by leaving it. One received today and not read yet
    is not due. A letter counts from the day it reached the building, not from when it was typed.
    """
    rows = list(times)
    due = [row for row in rows if row.seen or _day(row.received) < _day(now)]
    return Measures(
        len(rows),
        _measured([(row.received, row.seen) for row in rows], now),
        _measured([(row.received, row.closed) for row in rows], now),
        sum(bool(row.seen) and on_the_day(row.received, row.seen) for row in due),
        len(due),
    )


def on_the_day(received: datetime, seen: datetime | None) -> bool:
    """Whether it was read on the day it was received."""
    return seen is not None and _day(seen) == _day(received)


def _measured(spans: Sequence[tuple[datetime, datetime | None]], now: datetime) -> Measured:
    done = [end - start for start, end in spans if end]
    waited = [(end or now) - start for start, end in spans]
    return Measured(len(done), _middle(done), max(waited, default=None))


def _middle(lengths: list[timedelta]) -> timedelta | None:
    seconds = [length.total_seconds() for length in lengths]
    return timedelta(seconds=median(seconds)) if seconds else None


def _day(instant: datetime) -> date:
    return instant.astimezone(UK).date()
