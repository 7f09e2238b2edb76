"""What waits to be cleared, how much of it, and what comes after what."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce, Length

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.clearing import Text
from consultation.responses.models import Hold, Letter, Publish, ReceivedFile
from consultation.responses.models.placed import SOURCES, named

#: Sorts the sources of a response as they are read.
KINDS = list(SOURCES)


class Progress(NamedTuple):
    """How many sources may be published once cleared, and how many of them are."""

    total: int
    cleared: int
    held: int

    @property
    def waiting(self) -> int:
        """How many wait."""
        return self.total - self.cleared


def to_clear(consultation: ConsultationPage, kind: str) -> QuerySet[Any]:
    """The sources of one kind of which anything may be published once they are cleared.

    Policy: nobody need clear what its respondent does not let be published, or asked to be kept in
    confidence, or what is not counted. Of a letter the newest version alone is read.
    """
    every: QuerySet[Any] = SOURCES[kind]._default_manager.all()
    rows = every.filter(
        response__consultation=consultation,
        response__set_aside="",
        response__confidential=False,
        response__publish__in=[Publish.YES, Publish.ANONYMOUS],
    )
    rows = rows.annotate(length=Length("text")).filter(length__gt=0)
    if kind == "letter":
        rows = _newest(rows.exclude(file__state=ReceivedFile.State.NOTHING))
    holds = Hold.objects.filter(**{kind: OuterRef("pk")}, released_at=None)
    return rows.annotate(is_held=Exists(holds))


def progress(consultation: ConsultationPage) -> Progress:
    """How far the clearing is, in one query for each kind of source."""
    counts = [
        to_clear(consultation, kind).aggregate(
            total=Count("pk"),
            cleared=Count("pk", filter=~Q(cleared_at=None)),
            held=Count("pk", filter=Q(cleared_at=None, is_held=True)),
        )
        for kind in KINDS
    ]
    return Progress(*(sum(one[name] for one in counts) for name in Progress._fields))


def queue(consultation: ConsultationPage, shown: str = "") -> QuerySet[Any]:
    """(kind, number) of what is ``shown``: by response as received, in reading order."""
    parts = [_shown(to_clear(consultation, kind), shown, kind) for kind in KINDS]
    return parts[0].union(*parts[1:], all=True).order_by("received", "of", "rank", "number")


def following(consultation: ConsultationPage, source: Text) -> tuple[str, int] | None:
    """The next that waits after ``source``, from the start again at the end; None for none."""
    waiting = [(row["kind"], row["number"]) for row in queue(consultation)]
    here = named(source).split(":")[0], source.pk
    if here in waiting:
        at = waiting.index(here)
        waiting = [*waiting[at + 1 :], *waiting[:at]]
        return waiting[0] if waiting else None
    everything = [(row["kind"], row["number"]) for row in queue(consultation, "all")]
    after = everything[everything.index(here) + 1 :] if here in everything else []
    left = set(waiting)
    return next((one for one in [*after, *waiting] if one in left), None)


def _shown(rows: QuerySet[Any], shown: str, kind: str) -> QuerySet[Any]:
    if shown == "cleared":
        rows = rows.exclude(cleared_at=None)
    elif shown != "all":
        rows = rows.filter(cleared_at=None)
    if shown in ("free", "held"):
        rows = rows.filter(is_held=shown == "held")
    return rows.order_by().values(
        received=F("response__received_at"),
        of=F("response_id"),
        rank=Value(KINDS.index(kind)),
        number=F("pk"),
        kind=Value(kind, CharField()),
    )


def _newest(letters: QuerySet[Any]) -> QuerySet[Any]:
    """The newest version of each letter; one that staff typed has no file."""
    file = Coalesce("file_id", Value(UUID(int=0), UUIDField()))
    same = Letter.objects.annotate(of=file).filter(
        response=OuterRef("response"), of=OuterRef("of"), version__gt=OuterRef("version")
    )
    return letters.annotate(of=file).exclude(Exists(same))
