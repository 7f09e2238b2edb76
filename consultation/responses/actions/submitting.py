"""Submitting a draft, once however often the button is pressed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from consultation.responses.actions.changing import take_place
from consultation.responses.actions.deciding import NotAllowed
from consultation.responses.actions.drafts import DraftGone
from consultation.responses.actions.equality import count_equality
from consultation.responses.actions.files import hand_over
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.mail.posting import post
from consultation.responses.actions.storing import Arrival, store
from consultation.responses.models import Channel, Draft, Mail, Response
from consultation.responses.rules import Verdict, digest_of, may_submit, submission
from consultation.responses.rules.deadline import may_send_late

UNCHANGED = gettext_noop(
    "The response you sent before stands as you sent it: after the closing time it can no longer "
    "be changed."
)
STANDS = gettext_noop(
    "The response this was to take the place of can no longer be replaced. See its receipt. What "
    "you wrote here has not been sent."
)


class Refused(Exception):
    """The response came outside the time in which responses are taken."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.message)
        self.verdict = verdict


def submit(
    draft: Draft,
    received_at: datetime,
    receipt_secret: str,
    late: bool = False,
    receipt_to: str = "",
) -> Response:
    """Turn the draft into a response and check its words; return the response.

    ``late``: after the deadline, to be set aside until an official decides whether it is counted.
    ``receipt_to``: where to e-mail a receipt; it is queued if and only if the response is stored.

    A second call for the same draft, at the same moment or after the deadline, returns the
    response that the first one stored: a respondent whose connection broke may press again.

    Raises Refused outside the time, DraftGone when the draft was deleted and never sent.
    """
    response, new = _submit_once(draft, received_at, receipt_secret, late, receipt_to)
    if new:
        check_words(response)
    return response


@transaction.atomic
def _submit_once(
    draft: Draft, received_at: datetime, receipt_secret: str, late: bool, receipt_to: str
) -> tuple[Response, bool]:
    # The lock on the draft makes parallel calls wait here; on SQLite the transaction itself does.
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    stored = Response.objects.filter(submission_key=draft.pk).first()
    if stored is not None:
        return stored, False
    if locked is None:
        raise DraftGone
    judge = may_send_late if late else may_submit
    verdict = judge(locked.consultation, received_at)
    if late and locked.replaces_id:
        verdict = Verdict(False, False, UNCHANGED)
    if not verdict.accepted:
        raise Refused(verdict)
    response = store(
        locked.consultation,
        submission(
            locked,
            locked.comments.select_related("clause_version"),
            locked.answers.select_related("question", "clause_version"),
            files=locked.files.all(),
        ),
        Arrival(
            key=locked.pk,
            channel=Channel.ONLINE,
            received_at=received_at,
            receipt_digest=digest_of(receipt_secret),
            within_grace=verdict.within_grace,
            late=late,
        ),
    )
    hand_over(locked, response)
    if not (late or locked.replaces_id):
        count_equality(locked)
    if locked.replaces:
        try:
            take_place(locked.replaces, response, received_at)
        except NotAllowed as problem:
            raise Refused(Verdict(False, False, gettext(STANDS))) from problem
    if receipt_to:
        post(Mail.Kind.RECEIPT, receipt_to, response=response, now=received_at)
    locked.delete()
    return response, True
