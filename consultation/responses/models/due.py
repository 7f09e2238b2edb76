"""Which responses are due to be erased, and what keeps each from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from consultation.guidance.models import ConsultationPage
from consultation.responses.models.choices import SetAside
from consultation.responses.models.disclosures import Disclosure
from consultation.responses.models.erasing import DeletionHold, ErasureDecision, Retention
from consultation.responses.models.received import Response
from consultation.responses.rules.erasing import erasing_problem, kept_until


def problems(responses: Iterable[Response]) -> dict[int, str]:
    """Why each of these responses of one consultation cannot be erased, "" where it can."""
    responses = list(responses)
    disclosed = set(
        Disclosure.objects.filter(response__in=responses).values_list("response", flat=True)
    )
    whole: dict[int, list[str]] = defaultdict(list)
    single: dict[int, list[str]] = defaultdict(list)
    consultations = {one.consultation_id for one in responses}
    for hold in DeletionHold.objects.filter(consultation__in=consultations, lifted_at=None):
        told = hold.get_why_display().lower()
        if hold.response_id:
            single[hold.response_id].append(told)
        else:
            whole[hold.consultation_id].append(told)
    return {
        one.pk: erasing_problem(
            one.pk in disclosed,
            [*whole[one.consultation_id], *single[one.pk]],
            one.set_aside == SetAside.ERASED,
        )
        for one in responses
    }


def same_person(responses: Iterable[Response]) -> list[Response]:
    """These responses, and all that took the place of one another with them."""
    found = {one.pk: one for one in responses}
    new = set(found)
    while new:
        beside = Q(replaces__in=new) | Q(replaced_by__in=new)
        others = {one.pk: one for one in Response.objects.filter(beside)}
        new = others.keys() - found.keys()
        found |= others
    return [found[key] for key in sorted(found)]


def due_at(consultation: ConsultationPage) -> datetime | None:
    """From when its responses are due to be erased; None where nobody has said how long they stay."""
    retention = Retention.objects.filter(consultation=consultation).first()
    return kept_until(consultation.closes, retention.months) if retention else None


def due(consultation: ConsultationPage, now: datetime) -> list[tuple[Response, str]]:
    """Each response whose time is over, and why it cannot be erased all the same, if so."""
    at = due_at(consultation)
    if at is None or now < at:
        return []
    kept = list(consultation.responses.exclude(set_aside=SetAside.ERASED))
    why = problems(kept)
    return [(one, why[one.pk]) for one in kept]


def waiting_decisions() -> list[ErasureDecision]:
    """What was decided and is neither carried out nor cancelled."""
    return list(
        ErasureDecision.objects.filter(carried_out_at=None, cancelled_at=None)
        .select_related("consultation", "made_by")
        .order_by("made_at", "pk")
    )
