"""Seals: one run bound with everything it stands on, so that it can be counted again later."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models

from consultation.findings.models import Run
from consultation.guidance.models import ConsultationPage


class Seal(models.Model):
    """One finished run, bound by a chain of digests to its responses, codings, figures and method.

    The package stands in ``files``. What arrives, is corrected or is taken back later shows as a
    difference from it, never as a change in it; only erasure reaches inside, and says so.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Being made"
        MADE = "made", "Made"
        FAILED = "failed", "Not made"

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="seals"
    )
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="seals")
    number = models.PositiveIntegerField(help_text="1 for the first seal of the consultation.")
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    error = models.TextField(blank=True)
    stage = models.CharField(max_length=50, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField(
        null=True, help_text="The last sign of life: one long silent is not being made any more."
    )
    made_at = models.DateTimeField(help_text="When it was asked for; the data are of that moment.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField(
        max_length=64, blank=True, help_text="The last link of its chain; the document prints it."
    )

    class Meta:
        ordering = ("-number",)
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("seal_run", "Can seal a run and verify a seal")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["consultation", "number"], name="one_seal_each"),
            models.UniqueConstraint(
                fields=["consultation"],
                condition=models.Q(state="waiting"),
                name="one_seal_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Seal {self.number} of {self.consultation}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PermissionDenied("A seal is never deleted: make another, and say why it differs.")


class SealedFiles(models.QuerySet["SealedFile"]):
    """Files of seals: added once, and read; their bytes change by erasure alone."""

    def contents(self) -> dict[str, bytes]:
        """The bytes of each file by its name."""
        return {name: bytes(content) for name, content in self.values_list("name", "content")}

    def delete(self) -> NoReturn:
        raise PermissionDenied("The files of a seal are never deleted.")


class SealedFile(models.Model):
    """One file of a sealed package, as ``python -m analysis verify`` reads it."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=100)
    content = models.BinaryField()

    objects = SealedFiles.as_manager()

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["seal", "name"], name="one_sealed_file_each")
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.seal}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        SealedFiles.delete(type(self).objects.all())
