"""Passages that only cleared officials may read."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.responses.models.placed import Placed


class Holds(models.QuerySet["Hold"]):
    """Holds, and those on what a respondent wrote of themself."""

    def on_details(self) -> Holds:
        """Those on no comment, answer, letter or proposal, and not released."""
        return self.filter(released_at=None, comment=None, answer=None, letter=None, proposal=None)


class Hold(Placed):
    """A passage only cleared officials and the duty officer may read. It deletes nothing.

    ``start`` and ``end`` are character offsets into the text of ``source``.
    """

    class Why(models.TextChoices):
        DISCLOSURE = "disclosure", "May say that a child is at risk"
        IDENTIFYING = "identifying", "May identify a person"
        UNCHECKED = "unchecked", "Not checked yet"

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

    objects = Holds.as_manager()

    class Meta(Placed.Meta):
        ordering = ("raised_at", "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["raised_at"], condition=models.Q(released_at=None), name="holds_that_wait"
            ),
            # What changed since a run is asked on every page.
            models.Index(fields=["raised_at"], name="holds_by_raising"),
            models.Index(fields=["released_at"], name="holds_by_release"),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}: {self.response}"
