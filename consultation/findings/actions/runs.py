"""Starting, carrying out, stopping and keeping a run: the only code that changes findings."""

from __future__ import annotations

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django_tasks import task
from wagtail.log_actions import log

from consultation import clock
from consultation.findings.actions.coding import decisions
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
from consultation.findings.rules import SILENCE, counting, is_dead
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules.deadline import UK
from consultation.responses.models import Publish

logger = logging.getLogger(__name__)

UNDER_WAY = (Run.State.WAITING, Run.State.RUNNING)

#: Rows in one INSERT, and the fewest seconds between two writes of progress.
BATCH = 500
BETWEEN_WRITES = 0.5


class RunUnderWay(Exception):
    """A run of this consultation has not ended; ``run`` is that run."""

    def __init__(self, run: Run) -> None:
        super().__init__(f"{run} is under way: wait for it to end, or stop it first.")
        self.run = run


class Rows(NamedTuple):
    """What a run found, as it is kept."""

    passages: list[Passage]
    findings: list[ClauseFinding]
    positions: list[ClausePosition]
    changes: list[ProposedChange]
    proposers: list[Proposer]
    campaigns: list[Campaign]
    members: list[CampaignMember]


class RunGivenUp(Exception):
    """The run was stopped, or given up for dead, while it was being carried out."""


def start_run(
    consultation: ConsultationPage,
    user: User | None,
    now: datetime,
    *,
    seed: int = 0,
    enqueue: bool = True,
) -> Run:
    """Ask for a run; the background worker carries it out once this is committed.

    ``enqueue=False`` leaves it to the caller to carry it out. Raises RunUnderWay if one is, however
    many people ask at once: the database holds one unfinished run for each consultation.
    """
    with transaction.atomic():
        give_up_dead_runs(now)
        try:
            with transaction.atomic():
                run = Run.objects.create(
                    consultation=consultation,
                    started_by=user,
                    requested_at=now,
                    heard_at=now,
                    seed=seed,
                )
        except IntegrityError:
            raise RunUnderWay(_under_way(consultation)) from None
        log(consultation, "consultation.start_run", user=user, data={"run": run.pk})
        if enqueue:
            transaction.on_commit(partial(carry_out_run_later.enqueue, run.pk))
    return run


def stop_run(run: Run, user: User, now: datetime) -> bool:
    """Stop a run that has not ended; whether there was anything to stop. It writes no findings."""
    stopped = _end(run.pk, Run.State.FAILED, now, error=f"Stopped by {user.get_username()}.")
    if stopped:
        log(run.consultation, "consultation.stop_run", user=user, data={"run": run.pk})
    return stopped


@task()
def carry_out_run_later(run_id: int) -> None:
    """What the background worker does of a run: the number is all it is told."""
    carry_out_run(run_id)


def carry_out_run(run_id: int, hear: Callable[[str, int, int], None] | None = None) -> Run:
    """Analyse and keep the findings, or keep the reason why there are none.

    Does nothing for a run that was already begun or has ended. ``hear`` is told of progress:
    stage, done, total. The findings appear all at once, in one transaction, or not at all.
    """
    from analysis import InputError

    if not _begin(run_id):
        return Run.objects.get(pk=run_id)
    try:
        _analyse_and_keep(Run.objects.get(pk=run_id), hear)
    except RunGivenUp:
        logger.warning("Run %s was given up; its findings are discarded", run_id)
    except InputError as error:
        _end(run_id, Run.State.FAILED, clock.now(), error=str(error))
    except Exception as error:
        # Only its kind is kept and shown: a message may repeat what a respondent wrote.
        _end(
            run_id, Run.State.FAILED, clock.now(), error=f"An error in the program: {_kind(error)}."
        )
        logger.exception("Run %s failed", run_id)
    return Run.objects.get(pk=run_id)


def _analyse_and_keep(run: Run, hear: Callable[[str, int, int], None] | None) -> None:
    # Imported here: the analysis and its libraries take seconds to load, the web site needs none.
    from analysis import METHOD_VERSION, InputError, analyse
    from consultation.dataset import frames
    from consultation.findings.actions import keeping, memberships, merging, standing

    with transaction.atomic():
        responses = frames.responses_frame(run.consultation, decisions(run.consultation))
        clauses = frames.clauses_frame(run.consultation)
        ledger = frames.ledger(run.consultation)
    if responses.empty:
        raise InputError("No response has been counted yet: run it again when one has.")
    result = analyse(
        responses,
        clauses[["clause", "heading", "text"]],
        seed=run.seed,
        embedded=settings.ANALYSIS_EMBEDDINGS,
        progress=_Progress(run.pk, hear),
    )
    shared = list(memberships.campaigns(run, result, clauses))
    positions = list(standing.clause_positions(run, result, clauses))
    rows = Rows(
        list(keeping.passages(run, result, clauses)),
        list(keeping.clause_findings(run, result, clauses)),
        positions,
        *merging.changes(run, result, clauses, positions),
        shared,
        list(memberships.members(shared, result)),
    )
    run.whole_counts = _counted(run, rows)
    run.whole_text = keeping.whole_text(result)
    run.bases = keeping.bases(result)
    run.method_version = METHOD_VERSION
    run.dataset_digest = frames.digest(responses, clauses)
    run.received, run.counted = len(ledger), int((ledger["status"] == "counted").sum())
    _keep(run, rows)


def _counted(run: Run, rows: Rows) -> dict[str, Any]:
    """What is counted of no clause; what is of each goes with its finding."""
    published = (Publish.YES, Publish.ANONYMOUS)
    private = run.consultation.responses.exclude(publish__in=published)
    found = counting.counted(rows.positions, private.values_list("pk", flat=True), UK)
    placed: dict[Any, Counter[str]] = defaultdict(Counter)
    for passage in rows.passages:
        placed[passage.clause_id][passage.clause_source] += 1
    for clause, counts in found.items():
        counts["placed"] = placed[clause]
    for finding in rows.findings:
        finding.counts = found.get(finding.clause_id, {})
    return found.get(None, {})


def _keep(run: Run, rows: Rows) -> None:
    """Store everything and mark the run done in one transaction. Raises RunGivenUp."""
    with transaction.atomic():
        if not Run.objects.select_for_update().filter(pk=run.pk, state=Run.State.RUNNING).exists():
            raise RunGivenUp
        Passage.objects.bulk_create(rows.passages, batch_size=BATCH)
        ClauseFinding.objects.bulk_create(rows.findings, batch_size=BATCH)
        ClausePosition.objects.bulk_create(rows.positions, batch_size=BATCH)
        ProposedChange.objects.bulk_create(rows.changes, batch_size=BATCH)
        Proposer.objects.bulk_create(rows.proposers, batch_size=BATCH)
        Campaign.objects.bulk_create(rows.campaigns, batch_size=BATCH)
        CampaignMember.objects.bulk_create(rows.members, batch_size=BATCH)
        run.state, run.finished_at, run.error = Run.State.DONE, clock.now(), ""
        run.heard_at, run.kept = run.finished_at, counting.KEPT
        run.save()


def _begin(run_id: int) -> bool:
    """Claim a waiting run: of two workers given the same one, one gets True."""
    now = clock.now()
    return bool(
        Run.objects.filter(pk=run_id, state=Run.State.WAITING).update(
            state=Run.State.RUNNING, started_at=now, heard_at=now
        )
    )


def _end(run_id: int, state: str, now: datetime, *, error: str) -> bool:
    return bool(
        Run.objects.filter(pk=run_id, state__in=UNDER_WAY).update(
            state=state, finished_at=now, error=error
        )
    )


def give_up_dead_runs(now: datetime) -> int:
    """Give up the runs of which nothing was heard for long; how many."""
    minutes = int(SILENCE.total_seconds() // 60)
    return sum(
        _end(
            run.pk,
            Run.State.FAILED,
            now,
            error=f"Nothing was heard of it for {minutes} minutes: the background worker was "
            "probably killed, or is not running.",
        )
        for run in Run.objects.filter(state__in=UNDER_WAY)
        if is_dead(run.heard_at, now)
    )


def _under_way(consultation: ConsultationPage) -> Run:
    return Run.objects.get(consultation=consultation, state__in=UNDER_WAY)


def _kind(error: Exception) -> str:
    return type(error).__name__


class _Progress:
    """Writes how far a run is, seldom enough not to slow it; raises RunGivenUp once it was."""

    def __init__(self, run_id: int, hear: Callable[[str, int, int], None] | None) -> None:
        self.run_id = run_id
        self.hear = hear
        self.stage = ""
        self.written = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.hear:
            self.hear(stage, done, total)
        if stage == self.stage and time.monotonic() - self.written < BETWEEN_WRITES:
            return
        self.stage, self.written = stage, time.monotonic()
        running = Run.objects.filter(pk=self.run_id, state=Run.State.RUNNING)
        if not running.update(stage=stage, done=done, total=total, heard_at=clock.now()):
            raise RunGivenUp
