"""Searches that officials keep."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.guidance.models import ConsultationPage


class SavedSearch(models.Model):
    """A search under a name, for its maker and other officials: what the address asks, not what it found."""

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=100)
    query = models.TextField(help_text="The address after its question mark.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["consultation", "made_by", "name"], name="one_saved_search_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
