"""Clauses and the version history of their wording."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models


class Clauses(models.QuerySet["Clause"]):
    """Clauses, and what can be asked of them."""

    def commented(self) -> Clauses:
        """Those on whose wording anything hangs, submitted or in a draft.

        The responses come after the guidance and it knows nothing of them: whatever table points
        at a clause version counts.
        """
        hanging = models.Q(pk__in=[])
        for relation in ClauseVersion._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ManyToOneRel):
                pointer = relation.field
                rows = pointer.model._base_manager.filter(**{f"{pointer.name}__isnull": False})
                hanging |= models.Q(pk__in=rows.values(f"{pointer.name}__clause"))
        return self.filter(hanging)


class Clause(models.Model):
    """One numbered paragraph. The row is its permanent identity; its words are in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        "consultation.ConsultationPage", on_delete=models.PROTECT, related_name="clauses"
    )
    section = models.ForeignKey(
        "consultation.SectionPage", null=True, on_delete=models.SET_NULL, related_name="clauses"
    )
    number = models.CharField(max_length=20, help_text="The number it was last published under.")
    order = models.PositiveIntegerField(default=0, help_text="Its place in the whole text.")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="When it left the published text; its comments stay."
    )

    objects = Clauses.as_manager()

    class Meta:
        ordering = ("consultation", "order", "number")

    def __str__(self) -> str:
        return self.number

    @property
    def current(self) -> ClauseVersion:
        """The version published last."""
        version = self.versions.order_by("-pk").first()
        assert version is not None, f"Clause {self.pk} has no version: it was never published"
        return version


class VersionHistory(models.QuerySet["ClauseVersion"]):
    """Append-only: rows may be added and read, never changed or deleted."""

    def current(self) -> VersionHistory:
        """Of each clause, the version published last."""
        same_clause = ClauseVersion.objects.filter(clause=models.OuterRef("clause"))
        newest = same_clause.order_by("-pk").values("pk")[:1]
        return self.filter(pk=models.Subquery(newest))

    def update(self, **_: Any) -> NoReturn:
        raise PermissionDenied("The version history is append-only: publish a new version instead.")

    def delete(self) -> NoReturn:
        raise PermissionDenied("The version history is append-only: comments hang on its rows.")


class ClauseVersion(models.Model):
    """The exact wording of a clause published at a moment. Append-only."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20)
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    old_text = models.TextField(blank=True, help_text="The wording in the text being replaced.")
    recommendations = models.JSONField(default=list, help_text="Keys, for example ['L1', 'L3'].")
    published_at = models.DateTimeField()

    objects = VersionHistory.as_manager()

    class Meta:
        ordering = ("clause", "pk")

    def __str__(self) -> str:
        return f"{self.number} as published {self.published_at:%d %B %Y %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            VersionHistory.update(type(self).objects.all())
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        VersionHistory.delete(type(self).objects.all())
