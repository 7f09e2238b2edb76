"""Messages to respondents that wait to be sent, or were."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from consultation.responses.models.drafts import Draft
from consultation.responses.models.formats import FormatRequest
from consultation.responses.models.received import Response


class Mail(models.Model):
    """One message, stored in the transaction of what it tells of: both are kept or neither.

    No text and no secret are stored. The words are made when the message is sent, from the row it
    is about. Once it is sent its address is deleted too, for nothing needs it any more.
    """

    class Kind(models.TextChoices):
        RECEIPT = "receipt", "Receipt"
        RETURN_LINK = "return link", "Private link to a draft"
        REMINDER = "reminder", "Reminder before the closing date"
        DEADLINE_MOVED = "deadline moved", "The closing date was moved"
        LATE_DECISION = "late decision", "Decision on a late response"
        ANSWERED = "answered", "Answer to a request for another format"
        OUTCOME = "outcome", "The government response is published"
        DISCLOSURE = "disclosure", "To the duty officer: a possible disclosure"

    kind = models.CharField(max_length=20, choices=Kind)
    to = models.EmailField(blank=True, help_text="Empty once it is sent.")
    draft = models.ForeignKey(
        Draft, null=True, blank=True, on_delete=models.CASCADE, related_name="mails"
    )
    response = models.ForeignKey(
        Response, null=True, blank=True, on_delete=models.CASCADE, related_name="mails"
    )
    format_request = models.ForeignKey(
        FormatRequest, null=True, blank=True, on_delete=models.CASCADE, related_name="mails"
    )
    occasion = models.CharField(
        max_length=40,
        blank=True,
        help_text="Which one of several of its kind: the days before closing, or an instant.",
    )
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        help_text="While it is being sent, when another worker may take it up. Empty: never again.",
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(
        max_length=60, blank=True, help_text="The kind of the last error and its code; no words."
    )

    class Meta:
        ordering = ("created_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(
                    models.Q(draft__isnull=False, response=None, format_request=None)
                    | models.Q(draft=None, response__isnull=False, format_request=None)
                    | models.Q(draft=None, response=None, format_request__isnull=False)
                ),
                name="mail_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["kind", "draft", "occasion"],
                condition=models.Q(draft__isnull=False),
                name="one_mail_of_a_draft_each",
            ),
            models.UniqueConstraint(
                fields=["kind", "response", "occasion"],
                condition=models.Q(response__isnull=False),
                name="one_mail_of_a_response_each",
            ),
            models.UniqueConstraint(
                fields=["kind", "format_request", "occasion"],
                condition=models.Q(format_request__isnull=False),
                name="one_mail_of_a_request_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
