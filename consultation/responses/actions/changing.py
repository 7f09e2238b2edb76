"""Changing or withdrawing a response that was sent, until the deadline."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from consultation.responses.actions.deciding import NotAllowed, decide
from consultation.responses.actions.drafts import start_draft
from consultation.responses.actions.files import copy_files
from consultation.responses.models import Draft, DraftAnswer, DraftComment, Response, SetAside
from consultation.responses.rules import DETAILS, digest_of, secret_of
from consultation.responses.rules.changing import may_change, may_restore, may_withdraw

CHANGED = "Replaced by its respondent before the deadline."
WITHDRAWN = "Withdrawn by its respondent before the deadline."
TOO_LATE = "It can no longer be changed or withdrawn."


@transaction.atomic
def change(response: Response, now: datetime) -> tuple[Draft, bool]:
    """The draft that will take the place of the response when it is sent, and whether it is new.

    The response counts until then. Asked twice, by one person or by two who share the receipt,
    it is the same draft. Raises NotAllowed when it can no longer be changed.
    """
    locked = _locked(response)
    if not may_change(locked.consultation, locked.channel, locked.set_aside, now):
        raise NotAllowed(TOO_LATE)
    for begun in locked.drafts.all():
        # One whose link can no longer be made (the site's secret key was changed) is left alone.
        if begun.secret_digest == digest_of(secret_of(begun.pk)):
            return begun, False
    draft = start_draft(locked.consultation, now)
    draft.replaces = locked
    for name in DETAILS:
        setattr(draft, name, getattr(locked, name))
    draft.save()
    _copy_words(locked, draft)
    copy_files(locked, draft, now)
    return draft, True


@transaction.atomic
def withdraw(response: Response, now: datetime) -> None:
    """Take the response out of the counted ones, at its respondent's wish."""
    locked = _locked(response)
    if locked.set_aside == SetAside.WITHDRAWN:
        return
    if not may_withdraw(locked.consultation, locked.set_aside, now):
        raise NotAllowed(TOO_LATE)
    decide(locked, SetAside.WITHDRAWN, WITHDRAWN, now)


@transaction.atomic
def restore(response: Response, now: datetime) -> None:
    """Undo a withdrawal: the response is again what it was before."""
    locked = _locked(response)
    if not may_restore(locked.consultation, locked.set_aside, now):
        raise NotAllowed(TOO_LATE)
    before = list(locked.ledger_entries.exclude(set_aside=SetAside.WITHDRAWN))
    state, reason = (before[-1].set_aside, before[-1].reason) if before else ("", "")
    decide(locked, state, reason, now)


def take_place(old: Response, new: Response, now: datetime) -> None:
    """The new response takes the place of the old one, in the transaction that stores it.

    Raises NotAllowed when another took it first, or when an official has merged it meanwhile.
    """
    locked = _locked(old)
    decide(locked, SetAside.REPLACED, CHANGED, now)
    new.replaces = locked
    new.save(update_fields=["replaces"])


def _locked(response: Response) -> Response:
    found = Response.objects.select_for_update(of=("self",)).select_related("consultation")
    return found.get(pk=response.pk)


def _copy_words(response: Response, draft: Draft) -> None:
    proposed = dict(response.proposals.values_list("clause_version_id", "text"))
    DraftComment.objects.bulk_create(
        DraftComment(
            draft=draft,
            clause_version_id=one.clause_version_id,
            position=one.position,
            text=one.text,
            proposed=proposed.get(one.clause_version_id, ""),
        )
        for one in response.comments.all()
        if one.clause_version_id is not None
    )
    DraftAnswer.objects.bulk_create(
        DraftAnswer(draft=draft, **{name: getattr(one, name) for name in ANSWER})
        for one in response.answers.all()
    )


ANSWER: tuple[str, ...] = (
    "question",
    "question_key",
    "question_label",
    "clause_version",
    "choice",
    "text",
)
