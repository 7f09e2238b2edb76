"""What is stored of responses: drafts, responses, letters, comments, answers, holds.

Plain Django models on purpose: not pages, snippets or documents, so that nothing of them is
ever revised, previewed, searched or served by Wagtail. A draft and a submitted response are
different tables: a draft is the respondent's alone, invisible to staff and to the analysis.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question

__all__ = [
    "Answer",
    "Comment",
    "Draft",
    "DraftAnswer",
    "DraftComment",
    "Hold",
    "Letter",
    "Response",
]


class Position(models.TextChoices):
    """Where a person says they stand on a clause. “Not sure” is an answer, not an unclear one."""

    SUPPORT = "support", "Support"
    SUPPORT_WITH_CHANGES = "support with changes", "Support with changes"
    OPPOSE = "oppose", "Oppose"
    NOT_SURE = "not sure", "Not sure"


class Channel(models.TextChoices):
    """How a response reached the department."""

    ONLINE = "online", "Online"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    EVENT = "event", "Event"


class Kind(models.TextChoices):
    """On whose behalf a person answers."""

    INDIVIDUAL = "individual", "As an individual"
    ORGANISATION = "organisation", "On behalf of an organisation"


class Publish(models.TextChoices):
    """What the respondent lets the department publish, once a person has cleared it."""

    YES = "yes", "Yes, with my name or my organisation’s name"
    ANONYMOUS = "anonymous", "Yes, but without any name"
    NO = "no", "No"


class SetAside(models.TextChoices):
    """Why a response received is not counted. Every reason appears in the ledger."""

    WAITING = "waiting", "Waiting for typing, splitting or a decision"
    LATE = "late", "Received after the deadline and not admitted"
    WITHDRAWN = "withdrawn", "Withdrawn by the respondent"
    BLANK = "blank", "Nothing was said"
    MERGED = "merged", "Merged with another response by the same person"


class RespondentDetails(models.Model):
    """Who is answering, asked once. No IP address is kept anywhere."""

    respondent_type = models.CharField(max_length=50, blank=True)
    respondent_type_other = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    represents = models.TextField(blank=True, help_text="Whom it represents and consulted.")
    region = models.CharField(max_length=50, blank=True)
    confidential = models.BooleanField(default=False)
    confidentiality_reason = models.TextField(blank=True)
    publish = models.CharField(max_length=20, choices=Publish, blank=True)

    class Meta:
        abstract = True


class CommentWords(models.Model):
    """What one person says of one clause, on the wording they saw."""

    clause_version = models.ForeignKey(
        ClauseVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.CharField(max_length=30, choices=Position, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        abstract = True


class AnswerWords(models.Model):
    """A reply to one question, with the question as it was put: an editor may delete it later."""

    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    question_key = models.CharField(max_length=50)
    question_label = models.TextField()
    clause_version = models.ForeignKey(
        ClauseVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Set when the question asks about exactly one clause.",
    )
    choice = models.CharField(max_length=100, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        abstract = True


class Clearable(models.Model):
    """Free text is uncleared until a person clears it: officials read it, nothing publishes it."""

    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True


class Draft(RespondentDetails):
    """A response being written. Found again by a secret of which only the digest is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="drafts"
    )
    secret_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class DraftComment(CommentWords):
    """A comment in a draft: one for each clause."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")

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


class Response(RespondentDetails):
    """Everything one respondent submitted, by whatever channel. Never edited, only added to."""

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="responses"
    )
    reference = models.CharField(max_length=30, unique=True)
    channel = models.CharField(max_length=20, choices=Channel)
    received_at = models.DateTimeField(help_text="When the server received it; UTC.")
    within_grace = models.BooleanField(default=False)
    submission_key = models.UUIDField(
        unique=True, help_text="The draft it came from: pressing the button again finds this row."
    )
    receipt_digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the secret in the receipt’s address."
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was submitted.")
    set_aside = models.CharField(max_length=20, choices=SetAside, blank=True)
    set_aside_reason = models.TextField(blank=True)

    class Meta:
        permissions: ClassVar[list[tuple[str, str]]] = [
            ("read_responses", "Can read responses"),
            ("read_held", "Can read held text"),
            ("release_hold", "Can act on and release holds"),
        ]
        ordering = ("received_at", "pk")

    def __str__(self) -> str:
        return self.reference


class Letter(Clearable):
    """One version of the text of a letter, an e-mail or event notes: an immutable source."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="letters")
    version = models.PositiveIntegerField(default=1)
    text = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["response", "version"], name="one_letter_version_each")
        ]

    def __str__(self) -> str:
        return f"{self.response} version {self.version}"


class Comment(CommentWords, Clearable):
    """A submitted comment, hanging on the clause version the respondent saw."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="comments")

    def __str__(self) -> str:
        return f"{self.response} on {self.clause_version}"


class Answer(AnswerWords, Clearable):
    """A submitted answer."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")

    def __str__(self) -> str:
        return f"{self.response} to {self.question_key}"


class Hold(models.Model):
    """A passage only cleared officials and the duty officer may read. It deletes nothing.

    ``start`` and ``end`` are character offsets into the text of the one source that is set.
    """

    class Why(models.TextChoices):
        DISCLOSURE = "disclosure", "May say that a child is at risk"
        IDENTIFYING = "identifying", "May identify a person"

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="holds")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT)
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    why = models.CharField(max_length=20, choices=Why)
    reason = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty when the machine raised it.",
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    release_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("raised_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(
                    models.Q(comment__isnull=False, answer__isnull=True, letter__isnull=True)
                    | models.Q(comment__isnull=True, answer__isnull=False, letter__isnull=True)
                    | models.Q(comment__isnull=True, answer__isnull=True, letter__isnull=False)
                ),
                name="hold_has_one_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}: {self.response}"
