"""As of when the findings speak, and what has happened since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consultation.dataset import frames
from consultation.dataset.rules import Counts
from consultation.findings.models import Run
from consultation.findings.models.changes import Changes
from consultation.findings.rules import stale_reasons
from consultation.findings.rules.standing import week_start
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules.deadline import UK


@dataclass(frozen=True)
class State:
    """The run the findings are from, one under way, one that failed since; and what changed."""

    latest: Run | None
    under_way: Run | None
    failed: Run | None
    now: Counts
    stale: list[str]


def state(consultation: ConsultationPage) -> State:
    """The state of a consultation's findings, in a fixed number of queries."""
    runs = consultation.runs.select_related("started_by").defer("whole_text", "whole_counts")
    done = runs.filter(state=Run.State.DONE)
    latest = done.first()
    last = runs.first()
    now = frames.counts(consultation)
    under_way = last if last and last.state in (Run.State.WAITING, Run.State.RUNNING) else None
    failed = last if last and last.state == Run.State.FAILED else None
    return State(latest, under_way, failed, now, _stale(latest, now))


def week_of(run: Run, consultation: ConsultationPage) -> datetime:
    """When the last week begins that the findings of ``run`` tell of."""
    seen = run.started_at or run.requested_at
    return week_start(seen, consultation.closes, UK)


def _stale(latest: Run | None, now: Counts) -> list[str]:
    if latest is None:
        return []
    return stale_reasons(**Changes.since(latest, now)._asdict())
