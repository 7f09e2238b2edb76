"""What waits to be cleared, how much of it, and what comes after what."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Value

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.clearing import Text
from consultation.responses.models.clearing import KINDS, to_clear
from consultation.responses.models.placed import named

#: The order of the queue: by response as received, in reading order.
ORDER = ("received", "of", "rank", "number")


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
    """How far the clearing is, in three queries for each kind of source."""
    total, held = 0, 0
    for kind in KINDS:
        rows = to_clear(consultation, kind)
        total += rows.count()
        held += rows.filter(cleared_at=None, is_held=True).count()
    return Progress(total, total - waiting(consultation), held)


def waiting(consultation: ConsultationPage) -> int:
    """How many sources wait to be cleared."""
    return sum(to_clear(consultation, kind).filter(cleared_at=None).count() for kind in KINDS)


def queue(consultation: ConsultationPage, shown: str = "") -> QuerySet[Any]:
    """(kind, number) of what is ``shown``: by response as received, in reading order."""
    parts = [_shown(to_clear(consultation, kind), shown, kind) for kind in KINDS]
    return parts[0].union(*parts[1:], all=True).order_by(*ORDER)


def following(consultation: ConsultationPage, source: Text) -> tuple[str, int] | None:
    """The next that waits after ``source``, from the start again at the end; None for none."""
    others = [_others(consultation, kind, source) for kind in KINDS]
    for ahead in (_after(source), [Q()] * len(KINDS)):
        here = [rows.filter(after).first() for rows, after in zip(others, ahead, strict=True)]
        found = [row for row in here if row is not None]
        if found:
            first = min(found, key=lambda row: [row[name] for name in ORDER])
            return first["kind"], first["number"]
    return None


def _others(consultation: ConsultationPage, kind: str, source: Text) -> QuerySet[Any]:
    """What waits of one kind, in its order, without ``source`` itself."""
    rows = _shown(to_clear(consultation, kind), "", kind).order_by(*ORDER)
    return rows.exclude(pk=source.pk) if named(source) == f"{kind}:{source.pk}" else rows


def _after(source: Text) -> list[Q]:
    """For each kind, what comes after ``source`` in the order of the queue."""
    kind = KINDS.index(named(source).split(":")[0])
    received = source.response.received_at
    later = Q(response__received_at__gt=received)
    later |= Q(response__received_at=received, response__gt=source.response_id)
    same = Q(response=source.response_id)
    beside = [Q(pk__in=[]), Q(pk__gt=source.pk), Q()]
    # Of its own response: nothing of kinds read before, the rest of its own, all of those after.
    return [later | same & beside[(rank >= kind) + (rank > kind)] for rank in range(len(KINDS))]


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
