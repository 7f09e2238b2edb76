"""What was published of an outcome: the files as they were made, once and for good."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from wagtail.models import Revision

from consultation.guidance.models import ConsultationPage
from consultation.outcome.models.pages import OutcomePage
from consultation.outcome.models.seals import Seal


class PublishedOutcome(models.Model):
    """One publication of a government response; the newest published is the one that is served.

    A later one corrects it, and says what and why. The earlier stays, so that whoever holds one of
    its files can see what it was; its files are served no more.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Being made"
        PUBLISHED = "published", "Published"
        FAILED = "failed", "Not published"

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="published_outcomes"
    )
    page = models.ForeignKey(OutcomePage, on_delete=models.PROTECT, related_name="published")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="1 for the first publication.")
    title = models.CharField(max_length=255)
    licence = models.CharField(max_length=200)
    correction = models.TextField(
        blank=True, help_text="What it corrects in the one before, and why. Public."
    )
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    error = models.TextField(blank=True)
    stage = models.CharField(max_length=50, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField(
        null=True, help_text="The last sign of life: one long silent is taken up again."
    )
    resumed = models.PositiveSmallIntegerField(
        default=0, help_text="How often it was taken up again after its worker was killed."
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("publish_outcome", "Can publish the government response"),
            ("archive_record", "Can take the archive package for the record"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="one_published_outcome_each"
            ),
            models.UniqueConstraint(
                fields=["consultation"],
                condition=models.Q(state="waiting"),
                name="one_outcome_published_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Publication {self.number} of {self.title}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PermissionDenied("What was published is never deleted: publish a correction.")

    @classmethod
    def standing(cls, consultation: ConsultationPage) -> PublishedOutcome | None:
        """The publication that is served now, if there is one."""
        return cls.objects.filter(consultation=consultation, state=cls.State.PUBLISHED).first()


class PublishedFiles(models.QuerySet["PublishedFile"]):
    """Files of publications: added once, and read; erasure alone empties them."""

    def contents(self) -> dict[str, bytes]:
        """The bytes of each file by its name."""
        return {name: bytes(content) for name, content in self.values_list("name", "content")}

    def names(self) -> list[str]:
        """Their names, in order."""
        return list(self.values_list("name", flat=True))

    def delete(self) -> NoReturn:
        raise PermissionDenied("The files of a publication are never deleted.")


class PublishedFile(models.Model):
    """One file of a publication. Those that are not ``public`` serve to show and to verify it."""

    publication = models.ForeignKey(
        PublishedOutcome, on_delete=models.PROTECT, related_name="files"
    )
    name = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    public = models.BooleanField()
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was emptied, for it repeated an erased response."
    )

    objects = PublishedFiles.as_manager()

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "name"], name="one_published_file_each")
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.publication}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        PublishedFiles.delete(type(self).objects.all())
