"""How answers to equality questions are shown, so that no person can be made out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext_noop

from consultation.responses.rules.deadline import Open

FEWEST = 5
PREFER_NOT_TO_SAY = gettext_noop("Prefer not to say")


def choices_of(listed: str) -> list[str]:
    """The choices an editor listed, one a line; not to say is always one of them."""
    given = list(dict.fromkeys(line.strip() for line in listed.splitlines() if line.strip()))
    return given if PREFER_NOT_TO_SAY in given else [*given, PREFER_NOT_TO_SAY]


def tallies_are_shown(consultation: Open, now: datetime) -> bool:
    """Only once nothing can be sent in time any more.

    Before, whoever looked after each arrival would see which number had grown, and so would know
    what that respondent had answered.
    """
    return now >= consultation.closes + timedelta(seconds=consultation.grace_seconds)


def suppressed(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts; None for those that are held back.

    Fewer than five people could be known by it. What is held back must not follow from the total
    either: so at least two counts are held back, of five people or more together, or none is.
    """
    hidden = {choice for choice, number in counts.items() if number < FEWEST}
    for choice in sorted(counts, key=lambda one: (counts[one], one)):
        if not hidden or (len(hidden) > 1 and sum(counts[one] for one in hidden) >= FEWEST):
            break
        hidden.add(choice)
    return {choice: None if choice in hidden else number for choice, number in counts.items()}
