"""What people ask for who need another format, or another way to answer."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.guidance.models import ConsultationPage
from consultation.responses.models.choices import Format, Help
from consultation.responses.models.holds import Hold
from consultation.responses.models.words import WrittenTo


class FormatRequest(WrittenTo):
    """A request for another format or for help to answer, and what was done about it.

    It is no response and is not counted as one. Its words are checked like a response's: until
    they are, and when they may say that a child is at risk, only a duty officer reads them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="format_requests"
    )
    reference = models.CharField(max_length=30, unique=True)
    young = models.BooleanField(
        default=False, help_text="Asked on the page for children and young people."
    )
    format = models.CharField(max_length=30, choices=Format, blank=True)
    help = models.CharField(max_length=30, choices=Help, blank=True)
    words = models.TextField(blank=True, help_text="What they need, in their own words.")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    contact = models.TextField(
        blank=True, help_text="A telephone number or a postal address; this or the e-mail is given."
    )
    asked_at = models.DateTimeField()
    due = models.DateField(help_text="When it should be answered at the latest.")
    held = models.CharField(max_length=20, choices=Hold.Why, default=Hold.Why.UNCHECKED, blank=True)
    held_reason = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    release_reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True, help_text="What was sent or done, for officials.")
    told = models.TextField(blank=True, help_text="What the asker is told of it by e-mail.")

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.reference
