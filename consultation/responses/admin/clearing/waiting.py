"""What waits to be cleared, how much of it, and what comes after what."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, Q, QuerySet, Value

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.clearing import Text
from consultation.responses.models.clearing import KINDS, to_clear
from consultation.responses.models.placed import named


class Progress(NamedTuple):
    """How many sources may be published once cleared, and how many of them are."""

    total: int
    cleared: int
    held: int

    @property
    def waiting(self) -> int:
        """How many wait."""
        return self.total - self.cleared


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
