"""Every move of a closing date, with its reason: shown to the public, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.guidance.models.consultations import ConsultationPage


class DeadlineMove(models.Model):
    """The closing instant of one consultation, moved once."""

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.CASCADE, related_name="deadline_moves"
    )
    old = models.DateTimeField()
    new = models.DateTimeField()
    reason = models.TextField(help_text="Shown on the consultation’s page.")
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["moved_at", "pk"]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.old} to {self.new}"
