"""Signing off an outcome, and what undoes it: the gates are asked here, at every step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from consultation import clock
from consultation.outcome.actions.tree import outcomes_root
from consultation.outcome.models import OutcomePage, Signature, SignOffTask
from consultation.outcome.models.facts import gates_of, signers
from consultation.outcome.models.signing import SIGN_OFF
from consultation.outcome.rules.signing import signed_enough

SIGN = "consultation.sign_outcome"
UNDONE = "consultation.sign_off_undone"

WORKFLOW, TASK = "Sign-off of the government response", "Sign-off"


class NotSignedOff(PermissionDenied):
    """It cannot be signed off or published; the message says why and what to do."""


def workflow() -> Workflow:
    """The workflow every outcome goes through, made where there is none yet."""
    root = outcomes_root()
    assigned = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if assigned is not None:
        return assigned.workflow
    found = Workflow.objects.create(name=WORKFLOW)
    task = SignOffTask.objects.create(name=TASK)
    WorkflowTask.objects.create(workflow=found, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=found, page=root)
    return found


@transaction.atomic
def submit(page: OutcomePage, user: User) -> WorkflowState:
    """Ask for the sign-off of the latest draft; one asked for already is gone on with."""
    latest = page.get_latest_revision_as_object()
    state: WorkflowState | None = latest.current_workflow_state
    if state is None:
        return workflow().start(latest, user)
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    return state


def act(task: SignOffTask, state: TaskState, user: User, action: str, **kwargs: Any) -> None:
    """What somebody does at the step of signing off, from whatever page.

    Raises NotSignedOff where they may not, or where a gate is not met.
    """
    if not user.has_perm(SIGN_OFF):
        raise NotSignedOff("Only people who may sign off can do this.")
    if action == "reject":
        state.reject(user=user, **kwargs)
    elif action == "approve":
        page = OutcomePage.objects.get(pk=state.workflow_state.object_id)
        sign(page, task, state, user, clock.now())


@transaction.atomic
def sign(page: OutcomePage, task: SignOffTask, state: TaskState, user: User, now: datetime) -> bool:
    """Sign the latest draft; whether it is signed off with that. Raises NotSignedOff."""
    OutcomePage.objects.select_for_update().get(pk=page.pk)
    refuse_unless_met(page)
    revision = page.get_latest_revision()
    Signature.objects.get_or_create(
        page=page, revision=revision, signed_by=user, defaults={"signed_at": now}
    )
    log(page, SIGN, user=user, revision=revision, data={"revision": revision.pk})
    enough = signed_enough(signers(page), drafters(page), task.lone_drafter_may_sign)
    if enough:
        state.approve(user=user)
    return enough


def refuse_unless_met(page: OutcomePage) -> None:
    """Raise NotSignedOff, with what is missing, unless every gate is met for the latest draft."""
    missing = [gate for gate in gates_of(page) if not gate.met]
    if missing:
        told = "; ".join(f"{gate.says.lower()}: {gate.count} missing" for gate in missing)
        raise NotSignedOff(f"Not everything is done yet. {told[:1].upper()}{told[1:]}.")


def refuse_unless_signed(page: OutcomePage, revision: Revision) -> None:
    """Raise NotSignedOff unless ``revision`` is the latest draft, signed off, and every gate is
    still met. Whatever publishes an outcome comes through here."""
    if revision.pk != page.latest_revision_id or not signed_off(page):
        raise NotSignedOff("This draft is not signed off: ask for its sign-off first.")
    refuse_unless_met(page)


def signed_off(page: OutcomePage) -> bool:
    """Whether enough people have signed the latest draft; any change since makes another draft."""
    task = SignOffTask.objects.filter(active=True).first()
    lone = task is not None and task.lone_drafter_may_sign
    return signed_enough(signers(page), drafters(page), lone)


def drafters(page: OutcomePage) -> set[int]:
    """Who has changed the draft, by their numbers."""
    return set(page.revisions.exclude(user=None).values_list("user", flat=True))


def note_change(page: OutcomePage, user: User) -> bool:
    """Called after every change of a draft: whether that undid signatures, which is logged.

    They are of the draft before, and count for no other. A sign-off that was asked for stays
    asked for; what has been approved must be asked for again.
    """
    before = page.revisions.exclude(pk=page.latest_revision_id).order_by("created_at", "pk").last()
    if signers(page) or before is None:
        return False
    undone = page.signatures.filter(revision=before).count()
    if undone:
        log(page, UNDONE, user=user, data={"signatures": undone, "revision": before.pk})
    return bool(undone)
