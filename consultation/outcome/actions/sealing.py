"""Sealing a run: binding it with its data, once and for good."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max
from django_tasks import task
from wagtail.log_actions import log

from consultation.dataset import seals
from consultation.findings.actions.coding import decisions
from consultation.findings.models import Run
from consultation.findings.rules import is_dead
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules import Status, status
from consultation.outcome.actions import noting
from consultation.outcome.actions.progress import Progress
from consultation.outcome.models import Seal, SealedFile
from consultation.outcome.rules import chain

logger = logging.getLogger(__name__)

SEAL_RUN = "consultation.seal_run"

Row = Mapping[str, Any]

SALTS = ("kind", "key", "salt")


class NotSealed(Exception):
    """The run cannot be sealed; the message is a plain sentence that says why and what to do."""


def start_seal(run: Run, user: User | None, now: datetime, *, enqueue: bool = True) -> Seal:
    """Ask for a seal of ``run``; the background worker makes it once this is committed.

    Raises NotSealed where the run has not finished, the consultation is open, or a seal is being
    made already.
    """
    if run.state != Run.State.DONE:
        raise NotSealed("This run has not finished: seal one that has.")
    if status(run.consultation, now) is not Status.CLOSED:
        raise NotSealed("The consultation is still open: seal a run once it has closed.")
    with transaction.atomic():
        _give_up_dead(run.consultation, now)
        last = Seal.objects.filter(consultation=run.consultation).aggregate(n=Max("number"))["n"]
        try:
            with transaction.atomic():
                seal = Seal.objects.create(
                    consultation=run.consultation,
                    run=run,
                    number=(last or 0) + 1,
                    made_at=now,
                    heard_at=now,
                    made_by=user,
                )
        except IntegrityError:
            raise NotSealed("A seal is being made already: wait until it is.") from None
        log(run.consultation, SEAL_RUN, user=user, data={"run": run.pk, "seal": seal.number})
        if enqueue:
            transaction.on_commit(partial(make_seal_later.enqueue, seal.pk))
    return seal


@task()
def make_seal_later(seal_id: int) -> None:
    """What the background worker does of a seal: the number is all it is told."""
    waiting = Seal.objects.filter(pk=seal_id, state=Seal.State.WAITING)
    carry_out_seal(seal_id, Progress(waiting))


def _give_up_dead(consultation: ConsultationPage, now: datetime) -> None:
    """A seal of which nothing was heard for long is not being made: it must not block the next."""
    for seal in consultation.seals.filter(state=Seal.State.WAITING):
        if is_dead(seal.heard_at or seal.made_at, now):
            _fail(
                seal,
                "Nothing was heard of it for long: the background worker was probably killed, or "
                "is not running.",
            )


def carry_out_seal(seal_id: int, progress: Callable[[str, int, int], None] | None = None) -> Seal:
    """Make a waiting seal, or keep the reason why there is none. Made twice, it stays as it is."""
    seal = Seal.objects.select_related("run", "consultation").get(pk=seal_id)
    if seal.state != Seal.State.WAITING:
        return seal
    try:
        _make(seal, progress)
    except (NotSealed, seals.NothingToSeal) as error:
        _fail(seal, str(error))
    except Exception as error:
        # Only its kind is kept and shown: a message may repeat what a respondent wrote.
        logger.exception("Seal %s could not be made", seal_id)
        _fail(seal, f"An error in the program: {type(error).__name__}.")
    return seal


def _make(seal: Seal, progress: Callable[[str, int, int], None] | None) -> None:
    decided = decisions(seal.consultation)
    found = seals.sealed_analysis(seal.consultation, seal.run.seed, progress, decided)
    if found.dataset_digest != seal.run.dataset_digest:
        raise NotSealed(
            "Responses, holds or corrections have changed since the run: start another run, and "
            "seal that."
        )
    before = Seal.objects.filter(
        consultation=seal.consultation, number__lt=seal.number, state=Seal.State.MADE
    ).first()
    rows = noting.tables(seal.consultation, found, decided)
    follows = before.digest if before else ""
    method = noting.method(seal, follows, found.files, rows, decided)
    files, digest = _package(found, rows, method)
    with transaction.atomic():
        waiting = Seal.objects.select_for_update().filter(pk=seal.pk, state=Seal.State.WAITING)
        if not waiting.exists():
            raise NotSealed("It was given up before it was made: seal the run again.")
        SealedFile.objects.bulk_create(
            SealedFile(seal=seal, name=name, content=content) for name, content in files.items()
        )
        seal.state, seal.digest = Seal.State.MADE, digest
        seal.save()


def _package(
    found: seals.SealedAnalysis, rows: Mapping[str, Sequence[Row]], method: Mapping[str, Any]
) -> tuple[dict[str, bytes], str]:
    """Every file of the package, and the last link of its chain."""
    files = found.files | {
        **{name: seals.table(rows[name], columns) for name, columns in noting.TABLES.items()},
        "method.json": json.dumps(method, ensure_ascii=False, indent=1).encode(),
    }
    bound = [(name, value, chain.salt()) for name, value in chain.leaves(seals.contents(files))]
    entries = ((*name, chain.digest_of(value, salt)) for name, value, salt in bound)
    links = list(chain.links(entries, method["follows"]))
    salts = (dict(zip(SALTS, (*name, salt), strict=True)) for name, _value, salt in bound)
    files["salts.csv"] = seals.table(salts, SALTS)
    files["seal.csv"] = seals.table((link._asdict() for link in links), chain.Link._fields)
    return files, links[-1].chain


def _fail(seal: Seal, error: str) -> None:
    seal.state, seal.error = Seal.State.FAILED, error
    seal.save()
