"""What was measured, for the pages whose machine-made numbers it stands beside."""

from __future__ import annotations

from typing import Any

from consultation.dataset import frames
from consultation.findings.models import Sample
from consultation.findings.rules import sampling
from consultation.guidance.models import ConsultationPage


def measured(consultation: ConsultationPage, clause: Any = None) -> dict[str, Any]:
    """The context of ``findings/agreement/measured.html``: figures of the frozen samples.

    ``clause`` (a clause or its key): of samples on it alone, the latest first; without, of the
    latest on each clause or question. Two queries.
    """
    rows = consultation.samples.exclude(frozen_at=None).order_by("-frozen_at", "-pk")
    if clause is not None:
        rows = rows.filter(clause=clause)
    names = frames.keys(consultation)
    found: dict[Any, dict[str, Any]] = {}
    for sample in rows:
        found.setdefault((sample.clause_id, sample.question_key), _told(sample, names))
    return {"measured": list(found.values()), "of_clause": clause is not None}


def _told(sample: Sample, names: Any) -> dict[str, Any]:
    where = f"Clause {names.get(sample.clause_id, '')}" if sample.clause_id else sample.question_key
    return {
        "sample": sample,
        "where": where,
        "gain": sample.figures.get("gain") or {},
        **sampling.headline(sample.figures),
    }
