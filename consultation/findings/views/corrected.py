"""What officials decided since a run, which its figures do not count yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from consultation.findings.models import Correction, Run
from consultation.findings.models.changes import COUNTABLE
from consultation.guidance.models import ConsultationPage


def decided_since(consultation: ConsultationPage, since: datetime) -> QuerySet[Correction]:
    """Decisions made or undone since, whose next count will differ."""
    return Correction.objects.filter(
        Q(made_at__gt=since) | Q(undone_at__gt=since),
        response__consultation=consultation,
        kind__in=COUNTABLE,
    )


def corrected(run: Run | None, clause: Any) -> list[tuple[str, str, int]]:
    """What was decided of a clause since ``run``: (kind, value, how many), for its page.

    ``clause``: the clause or its key. A decision is of the clause it names, or of the one its
    comment or answer hangs on.
    """
    if run is None or run.started_at is None:
        return []
    rows = decided_since(run.consultation, run.started_at).filter(
        Q(clause=clause)
        | Q(clause=None, comment__clause_version__clause=clause)
        | Q(clause=None, answer__clause_version__clause=clause)
    )
    kinds = dict(Correction.Kind.choices)
    counted = rows.filter(undone_at=None).order_by("kind", "value").values_list("kind", "value")
    return [(kinds[kind], value, n) for kind, value, n in counted.annotate(n=Count("pk"))]
