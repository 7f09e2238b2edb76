"""Changing a draft: comments, answers, and who is answering."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.guidance.rules import clauses_named
from consultation.language import language_now
from consultation.responses.models import Draft, DraftAnswer, DraftComment, Mail
from consultation.responses.rules import digest_of, secret_of
from consultation.responses.rules.keeping import draft_expires


def start_draft(consultation: ConsultationPage, now: datetime) -> Draft:
    """A new draft, opened by the secret of its key."""
    key = uuid.uuid4()
    return Draft.objects.create(
        pk=key,
        consultation=consultation,
        secret_digest=digest_of(secret_of(key)),
        created_at=now,
        changed_at=now,
    )


@transaction.atomic
def save_comment(
    draft: Draft,
    version: ClauseVersion,
    position: str,
    text: str,
    now: datetime,
    proposed: str = "",
) -> DraftComment:
    """Keep what the draft says of this clause, on the wording the respondent saw.

    A draft has one comment for each clause: one made on an earlier wording is replaced.
    """
    _touch(draft, now)
    comment = draft.comments.filter(clause_version__clause=version.clause_id).first()
    comment = comment or DraftComment(draft=draft)
    comment.clause_version = version
    comment.position = position
    comment.text = text
    comment.proposed = proposed
    comment.save()
    return comment


@transaction.atomic
def delete_comment(draft: Draft, comment: DraftComment, now: datetime) -> None:
    """Take back a comment that has not been sent."""
    _touch(draft, now)
    draft.comments.filter(pk=comment.pk).delete()


@transaction.atomic
def save_answer(draft: Draft, question: Question, choice: str, text: str, now: datetime) -> None:
    """Keep the answer, with the question as it was put."""
    _touch(draft, now)
    DraftAnswer.objects.update_or_create(
        draft=draft,
        question=question,
        defaults={
            "question_key": question.key,
            "question_label": question.label,
            "clause_version": asked_about(draft.consultation, question),
            "choice": choice,
            "text": text,
        },
    )


@transaction.atomic
def save_details(draft: Draft, details: Mapping[str, Any], now: datetime) -> None:
    """Keep who is answering: every key of ``rules.DETAILS``, or those typed so far."""
    _touch(draft, now)
    for name, value in details.items():
        setattr(draft, name, value)
    draft.save(update_fields=[*details])


@transaction.atomic
def ask_for_link(draft: Draft, email: str, remind: bool, now: datetime) -> None:
    """Keep where the private link is to be sent, and send it there; at most once a minute."""
    # Imported here: a message may be about a draft, so that module knows this one.
    from consultation.responses.actions.mail import post

    _touch(draft, now)
    draft.return_email, draft.remind = email, remind
    draft.language = language_now()
    draft.save(update_fields=["return_email", "remind", "language"])
    post(Mail.Kind.RETURN_LINK, email, draft=draft, now=now, occasion=f"{now:%Y-%m-%d %H:%M}")


def delete_old_drafts(now: datetime) -> int:
    """Delete the drafts whose time has come (see ``draft_expires``); how many there were."""
    closed = ConsultationPage.objects.filter(closes__lt=now)
    over = [one.pk for one in closed if draft_expires(one, settings.DRAFTS_KEPT_DAYS) <= now]
    old = Draft.objects.filter(consultation__in=over)
    number = old.count()
    old.delete()
    return number


def asked_about(consultation: ConsultationPage, question: Question) -> ClauseVersion | None:
    """The present wording of the clause the question asks about, if it asks about exactly one."""
    if not question.about:
        return None
    named = clauses_named(question.about, consultation.clauses.filter(withdrawn_at=None))
    return named[0].current if len(named) == 1 else None


def _touch(draft: Draft, now: datetime) -> None:
    # Writing first takes the row's lock: two tabs on one draft wait for each other.
    if not Draft.objects.filter(pk=draft.pk).update(changed_at=now):
        raise DraftGone
    draft.changed_at = now


class DraftGone(Exception):
    """The draft was sent or deleted while someone wrote in it."""

    def __init__(self) -> None:
        super().__init__(_("This draft has been sent or deleted. Start a new one to say more."))
