"""What was received, by whatever channel: responses with comments, answers and letters."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models.choices import Channel, SetAside
from consultation.responses.models.words import (
    AnswerWords,
    Clearable,
    CommentWords,
    RespondentDetails,
)
from consultation.responses.rules.secrets import digest_of

#: Details that a respondent types in their own words; the name first.
WRITTEN_DETAILS = (
    "name",
    "organisation",
    "represents",
    "respondent_type_other",
    "confidentiality_reason",
)


class Responses(models.QuerySet["Response"]):
    """Responses, found by the respondent through the secret in the receipt's address."""

    def receipted_by(self, secret: str) -> Response | None:
        """The response whose receipt this secret opens, or None."""
        return self.filter(receipt_digest=digest_of(secret)).first() if secret else None

    def not_counted(self) -> Responses:
        """Those set aside. They are few: to leave them out is quicker than to join all responses."""
        # No mark is larger than "": so the index is asked, not each response.
        return self.filter(set_aside__gt="")


class Response(RespondentDetails):
    """Everything one respondent submitted, by whatever channel. Never edited, only added to."""

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="responses"
    )
    reference = models.CharField(max_length=30, unique=True)
    channel = models.CharField(max_length=20, choices=Channel)
    received_at = models.DateTimeField(help_text="When the server received it; UTC.")
    within_grace = models.BooleanField(default=False)
    email_confirmed_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When somebody who reads mail at the address said that it is theirs.",
    )
    submission_key = models.UUIDField(
        unique=True, help_text="The draft it came from: pressing the button again finds this row."
    )
    receipt_digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the secret in the receipt’s address."
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was submitted.")
    set_aside = models.CharField(max_length=20, choices=SetAside, blank=True)
    set_aside_reason = models.TextField(blank=True)
    attended = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many people were at the event these notes are of."
    )
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text="The response of the same respondent that this one took the place of.",
    )

    objects = Responses.as_manager()

    class Meta:
        permissions = [
            ("read_responses", "Can read responses"),
            ("read_held", "Can read held text"),
            ("release_hold", "Can act on and release holds"),
            ("clear_words", "Can redact and clear words"),
            ("lift_redaction", "Can read what was redacted and reverse a redaction"),
            ("publish_responses", "Can publish cleared responses"),
            ("receive_responses", "Can enter, load and split letters, e-mails and files"),
            ("decide_counting", "Can decide whether a late response is counted"),
        ]
        ordering = ("received_at", "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["consultation", "received_at", "id"], name="responses_as_received"
            ),
            models.Index(fields=["consultation", "set_aside", "id"], name="responses_by_state"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def text(self) -> str:
        """What the respondent wrote of themself, a field a paragraph: it is held or shown as one."""
        typed = [getattr(self, field) for field in WRITTEN_DETAILS]
        return "\n\n".join(filter(None, typed))


def waits(kind: str) -> models.Index:
    """Few texts wait to be cleared, once most are: they are found without reading the others."""
    waiting = models.Q(cleared_at=None) & ~models.Q(text="")
    return models.Index(fields=["response"], condition=waiting, name=f"{kind}s_waiting")


class Letter(Clearable):
    """One version of the text of a letter, an e-mail or event notes: an immutable source."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="letters")
    file = models.ForeignKey(
        "ReceivedFile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="letters",
        help_text="The file this is the text of; empty when staff typed it.",
    )
    version = models.PositiveIntegerField(default=1)
    text = models.TextField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [waits("letter")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["response", "version"],
                condition=models.Q(file=None),
                name="one_letter_version_each",
            ),
            models.UniqueConstraint(fields=["file", "version"], name="one_file_version_each"),
        ]

    def __str__(self) -> str:
        return f"{self.response} version {self.version}"


class Comment(CommentWords, Clearable):
    """A submitted comment, hanging on the clause version the respondent saw."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="comments")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["clause_version", "response"],
                condition=models.Q(cleared_at=None) & ~models.Q(text=""),
                name="comments_to_clear",
            ),
            waits("comment"),
        ]

    def __str__(self) -> str:
        return f"{self.response} on {self.clause_version}"


class Answer(AnswerWords, Clearable):
    """A submitted answer."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [waits("answer")]

    def __str__(self) -> str:
        return f"{self.response} to {self.question_key}"


class Proposal(Clearable):
    """Replacement wording: the whole clause as a respondent would have it. Submitted with a comment.

    What it changes is never stored; it is worked out against the clause version it hangs on.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="proposals")
    clause_version = models.ForeignKey(ClauseVersion, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [waits("proposal")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["response", "clause_version"], name="one_proposal_each")
        ]

    def __str__(self) -> str:
        return f"{self.response} proposes a wording of {self.clause_version}"


class LedgerEntry(models.Model):
    """A decision whether a response is counted: taken by its respondent, an official or a rule.

    ``Response.set_aside`` holds the latest one; the entries are its history and are never changed.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="ledger_entries")
    set_aside = models.CharField(max_length=20, choices=SetAside, blank=True)
    reason = models.TextField(blank=True)
    told = models.TextField(
        blank=True, help_text="What its respondent is told of the decision, beside its outcome."
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty when the respondent or a rule decided.",
    )

    class Meta:
        ordering = ("decided_at", "pk")
        verbose_name_plural = "ledger entries"

    def __str__(self) -> str:
        return f"{self.response}: {self.get_set_aside_display() or 'counted'}"
