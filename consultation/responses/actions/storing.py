"""Storing a submission as a response: one transaction, whatever channel it came by."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.deciding import note
from consultation.responses.actions.holds import hold_unchecked
from consultation.responses.models import Answer, Comment, Letter, Proposal, Response, SetAside
from consultation.responses.rules import Submission, digest, reference

LATE = "Received after the deadline. A person decides whether it is admitted."
FILES = "A person has still to read its files and confirm which clause each part is on."
BLANK = "It says nothing: no comment, no answer and no letter."


@dataclass(frozen=True)
class Arrival:
    """How and when a submission came, and the key by which a second copy is known."""

    key: uuid.UUID
    channel: str
    received_at: datetime
    receipt_digest: str
    within_grace: bool = False
    late: bool = False


@transaction.atomic
def store(consultation: ConsultationPage, given: Submission, arrival: Arrival) -> Response:
    """Store everything that was submitted. All its words are held until they have been checked.

    Raises django.db.IntegrityError when a response with this key is stored already.
    """
    response = Response.objects.create(
        consultation=consultation,
        reference=reference(str(arrival.key)),
        channel=arrival.channel,
        received_at=arrival.received_at,
        within_grace=arrival.within_grace,
        submission_key=arrival.key,
        receipt_digest=arrival.receipt_digest,
        digest=digest(given),
        **_set_aside(given, arrival),
        **given.details,
    )
    Comment.objects.bulk_create(
        Comment(response=response, clause_version=one.version, position=one.position, text=one.text)
        for one in given.comments
    )
    Proposal.objects.bulk_create(
        Proposal(response=response, clause_version=one.version, text=one.proposed)
        for one in given.comments
        if one.proposed
    )
    Answer.objects.bulk_create(
        Answer(
            response=response,
            question=one.question,
            question_key=one.key,
            question_label=one.label,
            clause_version=one.version,
            choice=one.choice,
            text=one.text,
        )
        for one in given.answers
    )
    if given.letter:
        Letter.objects.create(response=response, text=given.letter)
    if response.set_aside:
        note(response, response.set_aside, response.set_aside_reason, arrival.received_at)
    hold_unchecked(response, arrival.received_at)
    return response


def _set_aside(given: Submission, arrival: Arrival) -> dict[str, str]:
    if arrival.late:
        return {"set_aside": SetAside.LATE, "set_aside_reason": LATE}
    if given.files:
        return {"set_aside": SetAside.WAITING, "set_aside_reason": FILES}
    if given.blank:
        return {"set_aside": SetAside.BLANK, "set_aside_reason": BLANK}
    return {}
