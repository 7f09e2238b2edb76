"""What follows when a response is erased: no theme is called by its words, and a new run starts."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from consultation import clock
from consultation.findings.actions.redacted import STOPPED
from consultation.findings.actions.runs import RunUnderWay, start_run
from consultation.findings.models import ClauseFinding, ProposedChange, Run
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.erasing import Words, erased, erasing


def follow_erasures() -> None:
    """Have every erasure reach into the findings, and start another run."""
    erasing.connect(_forget_words, dispatch_uid="forget words that were erased")
    erasing.connect(_forget_changes, dispatch_uid="forget changes nobody proposes now")
    erased.connect(_start_anew, dispatch_uid="start a run after an erasure")


def _forget_words(consultation: ConsultationPage, words: Words, **_: Any) -> None:
    """Call themes by a number that are called by words only erased responses have, in all runs.

    What a run was made of is known by a digest, by which words could be tried: it goes too.
    """
    runs = Run.objects.filter(consultation=consultation)
    runs.filter(state=Run.State.RUNNING).update(
        state=Run.State.FAILED, finished_at=clock.now(), error=STOPPED
    )
    runs.update(dataset_digest="")
    for run in runs:
        _rename(run, words)


def _forget_changes(consultation: ConsultationPage, **_: Any) -> None:
    """Delete the changes that only those erased proposed: what they would change in which clause."""
    ProposedChange.objects.filter(run__consultation=consultation, proposers=None).delete()


def _rename(run: Run, words: Words) -> None:
    findings = list(run.findings.all())
    found = [one.detail for one in findings] + [run.whole_text]
    named = {theme["name"] for detail in found for theme in detail.get("themes", ())}
    going = sorted((name for name in named if words.only_theirs(name)), key=lambda n: (-len(n), n))
    if not going:
        return
    instead = {name: f"[erased {number}]" for number, name in enumerate(going, 1)}
    for one in findings:
        ClauseFinding.objects.filter(pk=one.pk).update(detail=_renamed(one.detail, instead))
    Run.objects.filter(pk=run.pk).update(whole_text=_renamed(run.whole_text, instead))
    for campaign in run.campaigns.all():
        campaign.themes = _renamed(campaign.themes, instead)
        campaign.save(update_fields=["themes"])
    for name in going:
        for passage in run.passages.filter(themes__contains=name):
            passage.themes = _renamed(passage.themes, instead)
            passage.save(update_fields=["themes"])


def _renamed(value: Any, instead: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(item, instead) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, instead) for item in value]
    if isinstance(value, str):
        for name, number in instead.items():
            value = value.replace(name, number)
    return value


def _start_anew(consultation: ConsultationPage, user: User, **_: Any) -> None:
    if Run.objects.filter(consultation=consultation).exists():
        transaction.on_commit(partial(_start, consultation, user), robust=True)


def _start(consultation: ConsultationPage, user: User) -> None:
    try:
        start_run(consultation, user, clock.now())
    except RunUnderWay:
        return
