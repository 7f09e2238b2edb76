"""A response being written: the respondent's alone, seen by no staff and no analysis."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models.words import AnswerWords, CommentWords, RespondentDetails
from consultation.responses.rules.secrets import digest_of


class Drafts(models.QuerySet["Draft"]):
    """Drafts, found by those who hold their secret and by nobody else."""

    def held_by(self, secret: str) -> Draft | None:
        """The draft this secret opens, or None."""
        return self.filter(secret_digest=digest_of(secret)).first() if secret else None


class Draft(RespondentDetails):
    """A response being written. Found again by a secret of which only the digest is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="drafts"
    )
    secret_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    replaces = models.ForeignKey(
        "Response",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="drafts",
        help_text="The response this draft will take the place of when it is sent.",
    )
    return_email = models.EmailField(
        blank=True, help_text="Where the private link to this draft was asked to be sent."
    )
    remind = models.BooleanField(
        default=False, help_text="Whether to write to that address before the deadline."
    )

    objects = Drafts.as_manager()

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class DraftComment(CommentWords):
    """A comment in a draft: one for each clause."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    clause_version = models.ForeignKey(ClauseVersion, on_delete=models.PROTECT, related_name="+")
    proposed = models.TextField(
        blank=True,
        help_text="The whole clause as this person would word it; empty for no proposal.",
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["draft", "clause_version"], name="one_draft_comment_each"
            )
        ]

    def __str__(self) -> str:
        return f"Draft comment on {self.clause_version}"


class DraftAnswer(AnswerWords):
    """An answer in a draft: one for each question."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "question"], name="one_draft_answer_each")
        ]

    def __str__(self) -> str:
        return f"Draft answer to {self.question_key}"
