"""Who is at the other end: the holder of a draft's secret, kept in a cookie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import start_draft
from consultation.responses.models import (
    Draft,
    DraftAnswer,
    DraftComment,
    ReceivedFile,
    Response,
)
from consultation.responses.rules import (
    Submission,
    digest_of,
    receipt_secret,
    secret_of,
    submission,
)

COOKIE = "draft"
HALF_A_YEAR = 60 * 60 * 24 * 183


class Respondent:
    """The draft that a request's cookie opens, and the response that was sent from it.

    The cookie is made with the first words that are saved, so that a reader has none. A secret
    that opens no draft of ours is never taken over: a new draft gets a new secret.
    """

    def __init__(self, request: HttpRequest, consultation: ConsultationPage) -> None:
        self.request = request
        self.consultation = consultation
        self.secret = request.COOKIES.get(COOKIE, "")

    @classmethod
    def of(cls, request: HttpRequest, consultation: ConsultationPage) -> Respondent:
        """The respondent of this request, looked up once however many boxes a page has."""
        known: Respondent | None = getattr(request, "respondent", None)
        if known is None or known.consultation.pk != consultation.pk:
            known = request.respondent = cls(request, consultation)  # type: ignore[attr-defined]
        return known

    @cached_property
    def draft(self) -> Draft | None:
        """The draft being written, if there is one."""
        draft = Draft.objects.held_by(self.secret)
        return draft if draft and draft.consultation_id == self.consultation.pk else None

    @cached_property
    def comments(self) -> list[DraftComment]:
        """The draft's comments in reading order, each with its clause and the wording seen."""
        if self.draft is None:
            return []
        rows = self.draft.comments.select_related("clause_version__clause__section")
        return list(rows.order_by("clause_version__clause__order"))

    @cached_property
    def answers(self) -> list[DraftAnswer]:
        """The draft's answers, in the order of the questions."""
        if self.draft is None:
            return []
        rows = self.draft.answers.select_related("question__page", "clause_version")
        return list(rows.order_by("question__sort_order"))

    @cached_property
    def files(self) -> list[ReceivedFile]:
        """The files attached to the draft, without their content."""
        return list(self.draft.files.all()) if self.draft else []

    @property
    def submission(self) -> Submission:
        """The draft as it would be sent now. Only for a respondent with a draft."""
        assert self.draft is not None
        return submission(self.draft, self.comments, self.answers, files=self.files)

    @cached_property
    def receipt_secret(self) -> str:
        """The secret of the receipt of this draft."""
        return receipt_secret(self.secret)

    @cached_property
    def sent(self) -> Response | None:
        """The response that was sent from the draft of this cookie."""
        if not self.secret:
            return None
        rows = Response.objects.filter(consultation=self.consultation)
        return rows.filter(receipt_digest=digest_of(self.receipt_secret)).first()

    def comment_on(self, clause_id: object) -> DraftComment | None:
        """The draft's comment on a clause, whichever wording it was made on."""
        return next(
            (row for row in self.comments if row.clause_version.clause_id == clause_id), None
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A transaction in which nobody else writes in the draft, which is read anew.

        On SQLite the transaction itself has the only lock there is.
        """
        with transaction.atomic():
            for known in ("draft", "comments", "answers", "files"):
                self.__dict__.pop(known, None)
            if self.draft:
                self.draft = Draft.objects.select_for_update().filter(pk=self.draft.pk).first()
            yield

    def writing(self, now: datetime) -> Draft:
        """The draft to write in; a new one when there is none."""
        if self.draft is None:
            self.draft = start_draft(self.consultation, now)
            self.secret = secret_of(self.draft.pk)
        return self.draft

    def keep(self, response: HttpResponseBase) -> None:
        """Let the browser keep the secret, for this consultation's pages and no script."""
        if self.secret == self.request.COOKIES.get(COOKIE, ""):
            return
        response.set_cookie(
            COOKIE,
            self.secret,
            max_age=HALF_A_YEAR,
            path=f"/{self.consultation.slug}/",
            httponly=True,
            samesite="Lax",
            secure=self.request.is_secure(),
        )
