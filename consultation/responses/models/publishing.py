"""Who opened which source to clear it, and which responses a person published."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.guidance.models import ConsultationPage
from consultation.responses.models.placed import Placed
from consultation.responses.models.received import Response


class Inspection(Placed):
    """A cleared official was shown the whole of a source on its clearing page."""

    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Placed.Meta):
        ordering = ("opened_at", "pk")

    def __str__(self) -> str:
        return f"{self.response} opened"


class Publication(models.Model):
    """One act of publishing the cleared responses of a consultation, until it is taken down.

    It names responses and copies no words: the page is made from the sources whenever it is asked
    for, so what is held, redacted or withdrawn later is gone from it at once.
    """

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="publications"
    )
    responses = models.ManyToManyField(Response, related_name="publications")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["consultation"],
                condition=models.Q(taken_down_at=None),
                name="one_publication_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"Publication {self.pk} of {self.consultation}"
