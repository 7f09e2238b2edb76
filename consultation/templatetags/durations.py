"""Lengths of time in words."""

from __future__ import annotations

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def duration(length: timedelta | None) -> str:
    """A length of time by its two largest units.

    >>> duration(timedelta(hours=26, minutes=3)), duration(timedelta(minutes=5)), duration(None)
    ('1 day 2 hours', '5 minutes', '–')
    """
    if length is None:
        return "–"
    minutes = int(length.total_seconds() // 60)
    units = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
    told = [f"{n} {unit}{'' if n == 1 else 's'}" for unit, n in units if n]
    return " ".join(told[:2]) or "under a minute"
