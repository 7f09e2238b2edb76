"""How long responses are kept, holds on their deletion, and decisions to erase, carried out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.erasing.erasing import erase, erased
from consultation.responses.models import (
    DeletionHold,
    Erasure,
    ErasureDecision,
    Response,
    Retention,
)
from consultation.responses.models.due import due_at, problems, same_person, waiting_decisions
from consultation.responses.rules.erasing import FEWEST_MONTHS

MAY_ERASE = "consultation.erase_responses"
RETAIN = "consultation.set_retention"
HOLD = "consultation.hold_deletion"
LIFT = "consultation.lift_deletion_hold"
DECIDE = "consultation.decide_to_erase"
CANCEL = "consultation.cancel_erasure"
ERASE = "consultation.erase_responses"

#: What is done, in the imperative and in the past.
LOGGED = {
    RETAIN: ("Set how long responses are kept", "Set how long responses are kept"),
    HOLD: ("Hold the deletion of responses", "Held the deletion of responses"),
    LIFT: ("Lift a hold on deletion", "Lifted a hold on deletion"),
    DECIDE: ("Decide to erase responses", "Decided to erase responses"),
    CANCEL: ("Cancel an erasure", "Cancelled an erasure"),
    ERASE: ("Erase responses", "Erased responses"),
}


class NotErased(PermissionDenied):
    """It cannot be decided or done; the message is a plain sentence that says why."""


def set_retention(
    consultation: ConsultationPage, months: int, reason: str, user: User, now: datetime
) -> Retention:
    """Say how long after closing the responses are kept, and why. Nothing is erased by that."""
    _refuse(user, reason)
    if months < FEWEST_MONTHS:
        raise NotErased(f"Responses are kept for at least {FEWEST_MONTHS} months after closing.")
    kept, _new = Retention.objects.update_or_create(
        consultation=consultation,
        defaults={"months": months, "reason": reason.strip(), "set_at": now, "set_by": user},
    )
    log(consultation, RETAIN, user=user, data={"months": months})
    return kept


def hold_deletion(
    consultation: ConsultationPage,
    response: Response | None,
    why: str,
    reason: str,
    user: User,
    now: datetime,
) -> DeletionHold:
    """Keep a response, or with None all of the consultation, from being erased."""
    _refuse(user, reason)
    hold = DeletionHold.objects.create(
        consultation=consultation, response=response, why=why, reason=reason.strip(),
        placed_at=now, placed_by=user,
    )  # fmt: skip
    log(consultation, HOLD, user=user, data={"hold": hold.pk, "why": why})
    return hold


def lift_deletion_hold(hold: DeletionHold, reason: str, user: User, now: datetime) -> bool:
    """Lift a hold, with the reason; whether it stood."""
    _refuse(user, reason)
    stood = DeletionHold.objects.filter(pk=hold.pk, lifted_at=None).update(
        lifted_at=now, lifted_by=user, lift_reason=reason.strip()
    )
    if stood:
        log(hold.consultation, LIFT, user=user, data={"hold": hold.pk})
    return bool(stood)


@transaction.atomic
def decide_to_erase(
    consultation: ConsultationPage,
    responses: Iterable[Response],
    ground: str,
    reason: str,
    user: User,
    now: datetime,
) -> ErasureDecision:
    """Decide to erase these responses, with whatever took their place or that they took the place of.

    Nothing is erased yet: ``carry_out_due`` does it. Raises NotErased where the person may not, gives
    no reason, where a response cannot be erased, or where the time for which they are kept runs.
    """
    _refuse(user, reason)
    named = same_person(responses)
    if not named:
        raise NotErased("There is nothing to erase.")
    if ground == ErasureDecision.Ground.PERIOD:
        at = due_at(consultation)
        if at is None or now < at:
            raise NotErased("The time for which responses are kept is not over.")
    why = problems(named)
    for one in named:
        if why[one.pk]:
            raise NotErased(f"{one.reference} cannot be erased. {why[one.pk]}")
    decision = ErasureDecision.objects.create(
        consultation=consultation, ground=ground, reason=reason.strip(), made_at=now, made_by=user
    )
    decision.responses.set(named)
    log(consultation, DECIDE, user=user, data={"decision": decision.pk, "responses": len(named)})
    return decision


def cancel(decision: ErasureDecision, user: User, now: datetime) -> bool:
    """Take a decision back that was not carried out yet; whether it could be."""
    if not user.has_perm(MAY_ERASE):
        raise NotErased("Only people who may erase responses can do this.")
    waits = ErasureDecision.objects.filter(pk=decision.pk, carried_out_at=None, cancelled_at=None)
    if not waits.update(cancelled_at=now, cancelled_by=user):
        return False
    log(decision.consultation, CANCEL, user=user, data={"decision": decision.pk})
    return True


def carry_out_due(now: datetime) -> int:
    """Carry out every decision that waits; how many responses were erased."""
    return sum(carry_out(decision, now) for decision in waiting_decisions())


@transaction.atomic
def carry_out(decision: ErasureDecision, now: datetime) -> int:
    """Erase what was decided, but for what must be kept since; how many responses.

    One transaction for each decision: half an erasure is none. What a hold was placed on meanwhile
    stays, and the decision waits until the hold is lifted or the decision cancelled.
    """
    waits = ErasureDecision.objects.select_for_update().filter(
        pk=decision.pk, carried_out_at=None, cancelled_at=None
    )
    if not waits.exists():
        return 0
    named = list(decision.responses.filter(erasure=None).order_by("pk"))
    why = problems(named)
    done = [one for one in named if not why[one.pk]]
    removed = erase(decision.consultation, done, now) if done else {}
    Erasure.objects.bulk_create(
        Erasure(decision=decision, response=one, erased_at=now, removed=dict(removed[one.pk]))
        for one in done
    )
    if len(done) == len(named):
        waits.update(carried_out_at=now)
    if done:
        data = {"decision": decision.pk, "responses": len(done)}
        log(decision.consultation, ERASE, user=decision.made_by, data=data)
        consultation, user = decision.consultation, decision.made_by
        erased.send(ErasureDecision, consultation=consultation, user=user)
    return len(done)


def _refuse(user: User, reason: str) -> None:
    if not user.has_perm(MAY_ERASE):
        raise NotErased("Only people who may erase responses can do this.")
    if not reason.strip():
        raise NotErased("Say why: the reason stands in the record.")
