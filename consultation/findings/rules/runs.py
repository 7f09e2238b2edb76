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
    then: Counts,
    now: Counts,
    *,
    holds: int = 0,
    redactions: int = 0,
    corrections: int = 0,
    clauses: int = 0,
    taken_back: int = 0,
    uncounted: bool = False,
) -> list[str]:
    """Plain sentences on why findings made ``then`` no longer say all; empty if they do.

    Policy: findings stay readable while they are stale, but never without saying so.
    ``taken_back``: responses withdrawn or replaced by their respondents since; their words are
    then quoted no more. ``uncounted``: an update of Redraft shows figures that the run did not keep.
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
    if holds:
        reasons.append(f"{_count(holds, 'hold was', 'holds were')} raised or released since")
    if redactions:
        were = _count(redactions, "redaction was", "redactions were")
        reasons.append(f"{were} made or reversed since")
    if corrections:
        were = _count(corrections, "decision of an official was", "decisions of officials were")
        reasons.append(f"{were} made or undone since")
    if clauses:
        reasons.append(f"{_count(clauses, 'clause was', 'clauses were')} reworded since")
    if uncounted:
        reasons.append("an update of Redraft shows figures that the latest run did not keep")
    return reasons


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def may_start(
    last_requested: datetime | None,
    failed: bool,
    took: timedelta,
    every: timedelta,
    now: datetime,
) -> bool:
    """Whether a run may start by itself ``now``, given the last of the consultation.

    Policy: findings are to be as fresh as the machine can keep them without doing nothing else:
    runs start no more often than ``every`` and than the last one ``took``, so that at least half
    of the time is left for those who read. One that failed would most likely fail again, and one
    that a person stopped was stopped for a reason: the next waits four times as long. ``every`` of
    nought: never by itself.
    """
    if not every or last_requested is None:
        return bool(every)
    pause = every * 4 if failed else max(every, took * 2)
    return now - last_requested >= pause
