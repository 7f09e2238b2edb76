"""What has changed since a run that the next would tell differently."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q

from consultation.dataset import frames
from consultation.dataset.rules import Counts
from consultation.findings.models.coding import Correction, FrameChange
from consultation.findings.models.runs import Run
from consultation.guidance.models import ClauseVersion
from consultation.responses.models import Hold, Redaction, Response, SetAside

#: Decisions of people that the analysis is told of; the others only they read.
COUNTABLE = (
    Correction.Kind.POSITION,
    Correction.Kind.CLAUSE,
    Correction.Kind.THEME,
    Correction.Kind.EXAMPLE,
    Correction.Kind.AMENDMENT,
    Correction.Kind.CAMPAIGN,
)


class Changes(NamedTuple):
    """How much changed since a run: responses then and now, and how many of each other thing.

    ``uncounted``: whether the run lacks figures that an update of Redraft has added.
    """

    then: Counts
    now: Counts
    holds: int
    redactions: int
    corrections: int
    clauses: int
    taken_back: int
    uncounted: bool

    @classmethod
    def since(cls, run: Run, now: Counts) -> Changes:
        """Since the run read its data, in a fixed number of queries. ``now``: as in the ledger."""
        moment = run.started_at or run.requested_at
        of_it = {"response__consultation": run.consultation_id}
        corrections = Correction.objects.filter(kind__in=COUNTABLE, **of_it)
        frame = FrameChange.objects.filter(consultation=run.consultation_id, made_at__gt=moment)
        taken_back = Response.objects.filter(
            consultation=run.consultation_id,
            set_aside__in=(SetAside.WITHDRAWN, SetAside.REPLACED),
            ledger_entries__decided_at__gt=moment,
        ).distinct()
        return cls(
            then=Counts(run.received, run.counted),
            now=now,
            holds=Hold.objects.filter(
                Q(released_at__gt=moment) | Q(raised_at__gt=moment), **of_it
            ).count(),
            redactions=Redaction.objects.filter(
                Q(made_at__gt=moment) | Q(lifted_at__gt=moment), **of_it
            ).count(),
            corrections=corrections.filter(Q(made_at__gt=moment) | Q(undone_at__gt=moment)).count()
            + frame.count(),
            clauses=ClauseVersion.objects.filter(
                clause__consultation=run.consultation_id, published_at__gt=moment
            ).count(),
            taken_back=taken_back.count(),
            uncounted=not run.is_counted,
        )


def changes_since(run: Run) -> Changes:
    """What changed since the run, counted now."""
    return Changes.since(run, frames.counts(run.consultation))
