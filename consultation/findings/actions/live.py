"""Findings as responses arrive: runs that start by themselves, and rows that nobody needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from consultation.findings.actions.runs import RunUnderWay, start_run
from consultation.findings.models import (
    Campaign,
    CampaignMember,
    ClauseFinding,
    ClausePosition,
    Passage,
    ProposedChange,
    Proposer,
    Run,
)
from consultation.findings.models.changes import changes_since
from consultation.findings.rules import may_start, stale_reasons
from consultation.guidance.models import ConsultationPage


def analyse_what_changed(now: datetime) -> int:
    """Ask for a run of every consultation of which the findings do not tell all; how many.

    The background worker carries them out. How often: ``settings.ANALYSIS_EVERY_MINUTES``.
    """
    return sum(_start_if_due(one, now) for one in ConsultationPage.objects.live().order_by("pk"))


def _start_if_due(consultation: ConsultationPage, now: datetime) -> bool:
    runs = consultation.runs.defer("whole_text", "whole_counts")
    last, done = runs.first(), runs.filter(state=Run.State.DONE).first()
    every = timedelta(minutes=settings.ANALYSIS_EVERY_MINUTES)
    failed = last is not None and last.state == Run.State.FAILED
    if not may_start(last and last.requested_at, failed, _took(done), every, now):
        return False
    if not _something_new(consultation, done):
        return False
    try:
        start_run(consultation, None, now)
    except RunUnderWay:
        return False
    return True


def _took(done: Run | None) -> timedelta:
    if done is None or done.started_at is None or done.finished_at is None:
        return timedelta()
    return done.finished_at - done.started_at


def _something_new(consultation: ConsultationPage, done: Run | None) -> bool:
    """Whether a run now could tell anything that the last finished one does not."""
    if done is None:
        return bool(consultation.responses.filter(set_aside="").exists())
    return bool(stale_reasons(**changes_since(done)._asdict()))


def forget_superseded(now: datetime) -> int:
    """Delete the rows of runs that another took the place of; how many runs.

    Kept are a run's own figures for good, and every row of the latest run, of runs that a person
    asked for, and of those that anything is bound to. Without this a consultation analysed as
    responses arrive would fill the disk with what nobody can open any more. ``now`` is not asked.
    """
    done = Run.objects.filter(state=Run.State.DONE)
    later = done.filter(
        consultation=models.OuterRef("consultation"),
        requested_at__gt=models.OuterRef("requested_at"),
    )
    old = done.filter(models.Exists(later), started_by=None).exclude(_bound())
    kept = old.filter(models.Exists(ClausePosition.objects.filter(run=models.OuterRef("pk"))))
    numbers = list(kept.values_list("pk", flat=True))
    shared = Campaign.objects.filter(run__in=numbers)
    for superseded in (
        Passage.objects.filter(run__in=numbers),
        ClausePosition.objects.filter(run__in=numbers),
        Proposer.objects.filter(change__run__in=numbers),
        ProposedChange.objects.filter(run__in=numbers),
        CampaignMember.objects.filter(campaign__in=shared),
    ):
        # Row by row, as Django deletes where it might have to tell somebody, takes minutes.
        superseded._raw_delete(superseded.db)
    ClauseFinding.objects.filter(run__in=numbers).update(made_by_one=[])
    return len(numbers)


def _bound() -> models.Q:
    """Runs that a later stage has bound to something: whatever table protects a run counts."""
    bound = models.Q(pk__in=[])
    for relation in Run._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT:
            pointer = relation.field
            rows = pointer.model._base_manager.filter(**{f"{pointer.name}__isnull": False})
            bound |= models.Q(pk__in=rows.values(pointer.name))
    return bound
