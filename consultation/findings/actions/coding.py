"""What people decide about what the machine read: kept for good, undone but never erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.dataset import frames
from consultation.dataset.rules import Decision
from consultation.findings.models import Correction, Reading, Run, Theme
from consultation.findings.rules import coding as rules
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models import Response
from consultation.responses.models.placed import Source, columns, source_of

CORRECT = "consultation.correct_reading"
UNDO = "consultation.undo_correction"
READ = "consultation.read_source"
UNREAD = "consultation.unread_source"

Kind = Correction.Kind


class NotDecided(Exception):
    """The decision cannot be kept; the message says what to do."""


class Place(NamedTuple):
    """Characters of one source of a response."""

    response: Response
    source: Source
    start: int
    end: int


def correct(
    place: Place,
    kind: str,
    user: User,
    now: datetime,
    *,
    value: str = "",
    theme: Theme | None = None,
    clause: Clause | None = None,
    why: str = "",
    machine: str = "",
    run: Run | None = None,
) -> Correction:
    """Keep what ``user`` decides of ``place``. Raises NotDecided where it makes no sense."""
    _check(place, kind, theme, clause)
    with transaction.atomic():
        made = Correction.objects.create(
            **columns(place.source, place.response),
            start=place.start,
            end=place.end,
            kind=kind,
            theme=theme,
            clause=clause,
            value=value,
            machine=machine,
            why=why,
            run=run,
            made_at=now,
            made_by=user,
        )
        log(place.response, CORRECT, user=user, data={"correction": made.pk, "kind": kind})
    return made


def _check(place: Place, kind: str, theme: Theme | None, clause: Clause | None) -> None:
    if not 0 <= place.start < place.end <= len(place.source.text):
        raise NotDecided("These characters are not in the source: open it again.")
    consultation = place.response.consultation_id
    if any(one and one.consultation_id != consultation for one in (theme, clause)):
        raise NotDecided("That is of another consultation: choose one of this.")
    if theme and not theme.in_force:
        raise NotDecided(f"“{theme.name}” is not in the code frame any more: choose another.")
    if kind == Kind.POSITION and clause is None:
        raise NotDecided("A position is on a clause: say first which clause this is on.")


def undo(correction: Correction, user: User, now: datetime) -> bool:
    """Let a decision hold no longer; whether it still did. It stays in the history."""
    with transaction.atomic():
        undone = Correction.objects.filter(pk=correction.pk, undone_at=None).update(
            undone_at=now, undone_by=user
        )
        if undone:
            data = {"correction": correction.pk, "kind": correction.kind}
            log(correction.response, UNDO, user=user, data=data)
    return bool(undone)


def mark_read(response: Response, source: Source, user: User, now: datetime) -> Reading:
    """Note that ``user`` says they have read the source; once, however often they say it."""
    place = columns(source, response)
    with transaction.atomic():
        reading, new = Reading.objects.get_or_create(
            **place, read_by=user, undone_at=None, defaults={"read_at": now}
        )
        if new:
            log(response, READ, user=user, data={"reading": reading.pk})
    return reading


def mark_unread(reading: Reading, user: User, now: datetime) -> bool:
    """Take back that a source was read; whether it still was."""
    with transaction.atomic():
        undone = Reading.objects.filter(pk=reading.pk, undone_at=None).update(undone_at=now)
        if undone:
            log(reading.response, UNREAD, user=user, data={"reading": reading.pk})
    return bool(undone)


def undo_last(
    consultation: ConsultationPage, user: User, now: datetime
) -> Correction | Reading | None:
    """Undo what ``user`` last decided or read here and has not undone; what that was."""
    of_them = {"response__consultation": consultation, "undone_at": None}
    made = Correction.objects.filter(**of_them, made_by=user).order_by("made_at", "pk").last()
    read = Reading.objects.filter(**of_them, read_by=user).order_by("read_at", "pk").last()
    if read and (made is None or read.read_at >= made.made_at):
        mark_unread(read, user, now)
        return read
    if made:
        undo(made, user, now)
    return made


def corrections_of(
    corrections: Iterable[Correction], names: Mapping[UUID, str]
) -> list[rules.Made]:
    """Rows as the rules take them; ``names`` of clauses by identity. Oldest first, undone left out."""
    return [
        rules.Made(
            row.pk,
            row.kind,
            row.response.reference,
            source_of(row),
            row.start,
            row.end,
            names.get(row.clause_id, "") if row.clause_id else "",
            row.theme_id,
            row.value,
        )
        for row in corrections
    ]


def frame_of(consultation: ConsultationPage) -> rules.Frame:
    """The code frame as the rules take it."""
    return rules.frame_of(Theme.objects.filter(consultation=consultation))


def decisions(consultation: ConsultationPage) -> list[Decision]:
    """What the analysis of the consultation is told of people's decisions, in a fixed order."""
    rows = (
        Correction.objects.filter(response__consultation=consultation, undone_at=None)
        .select_related("response")
        .only("kind", "start", "end", "value", "theme", "clause", "comment", "answer", "letter",
              "proposal", "response__reference")
        .order_by("made_at", "pk")
    )  # fmt: skip
    made = corrections_of(rows, frames.keys(consultation))
    return list(rules.told(made, frame_of(consultation)))
