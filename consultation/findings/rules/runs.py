"""Whether a run is dead, and whether its findings are stale."""

from __future__ import annotations

from datetime import datetime, timedelta

from consultation.dataset.rules import Counts

#: A run that has given no sign of life for so long was killed; it no longer blocks the next.
SILENCE = timedelta(minutes=5)


def is_dead(heard_at: datetime, now: datetime) -> bool:
    """Whether a run last heard of at ``heard_at`` must be taken for killed.

    Policy: a worker may be killed without a word. Waiting for ever would block the next run;
    taking a slow stage for a dead one costs only that run, because a run that was given up
    writes nothing, however late it finishes.
    """
    return now - heard_at > SILENCE


def stale_reasons(
    then: Counts, now: Counts, holds_changed: int, clauses_changed: int, taken_back: int = 0
) -> list[str]:
    """Plain sentences on why findings made ``then`` no longer say all; empty if they do.

    Policy: findings stay readable while they are stale, but never without saying so.
    ``taken_back``: responses withdrawn or replaced by their respondents since; their words are
    then quoted no more.
    """
    reasons = []
    if arrived := now.received - then.received:
        reasons.append(f"{_count(arrived, 'response has', 'responses have')} arrived since")
    if now.received - now.counted != then.received - then.counted:
        reasons.append(
            f"{now.received - now.counted} responses are set aside now, "
            f"{then.received - then.counted} were then"
        )
    if taken_back:
        were = _count(taken_back, "response was", "responses were")
        reasons.append(f"{were} withdrawn or replaced by the respondent since, and not quoted")
    if holds_changed:
        were = _count(holds_changed, "hold was", "holds were")
        reasons.append(f"{were} raised or released since")
    if clauses_changed:
        reasons.append(f"{_count(clauses_changed, 'clause was', 'clauses were')} reworded since")
    return reasons


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
