"""Words taken out of everything but the original, and what is kept so that they stay out."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.guidance.models import ConsultationPage
from consultation.responses.models.placed import Placed


class Reason(models.TextChoices):
    """Why words are redacted: the standing list, and one that is written out."""

    THIRD_PARTY = "third party", "Names a third party"
    CHILD = "child", "May identify a child"
    FRONT_LINE = "front-line worker", "Names a front-line worker"
    CONFIDENTIAL = "confidential", "Confidential at the respondent’s request"
    DEFAMATORY = "defamatory", "Defamatory"
    OTHER = "other", "Another reason"


class RedactionAct(models.Model):
    """One decision of a person to redact words, wherever they stand; reversed as a whole."""

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="redaction_acts"
    )
    reason = models.CharField(max_length=20, choices=Reason)
    note = models.TextField(blank=True, help_text="More of the reason, in other words.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lift_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.pk})"


class Redaction(Placed):
    """Characters of one source that are masked in everything but the original.

    The source stays as it was received: a redaction is a mask of equal length over it, so that
    every other place in it stays true. Only a duty officer reads the original, or lifts the mask.
    """

    act = models.ForeignKey(RedactionAct, on_delete=models.PROTECT, related_name="redactions")
    reason = models.CharField(max_length=20, choices=Reason)
    in_email = models.BooleanField(
        default=False,
        help_text="The words stand in the respondent’s e-mail address, which is masked whole.",
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty when the words of an earlier act were found on arrival.",
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lift_reason = models.TextField(blank=True)

    class Meta(Placed.Meta):
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.response}"


class RedactedWords(models.Model):
    """By what words redacted everywhere are known when they arrive again; never the words."""

    act = models.ForeignKey(RedactionAct, on_delete=models.PROTECT, related_name="words")
    number = models.PositiveIntegerField(help_text="How many words they are.")
    digest = models.CharField(max_length=64, help_text="HMAC-SHA-256 of the words, folded.")

    class Meta:
        verbose_name_plural = "redacted words"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["act", "digest"], name="one_digest_each")
        ]

    def __str__(self) -> str:
        return f"{self.number} words of {self.act}"


class RewrittenWords(models.Model):
    """Words masked in a column that is no source: a file's name, a note. Kept to be put back.

    With the sources themselves, the one table that holds redacted words.
    """

    act = models.ForeignKey(RedactionAct, on_delete=models.PROTECT, related_name="rewritten")
    table = models.CharField(max_length=100, help_text="The model’s label.")
    row = models.CharField(max_length=64, help_text="The row’s primary key.")
    column = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "rewritten words"

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.column}"
