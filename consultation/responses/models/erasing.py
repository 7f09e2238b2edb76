"""How long responses are kept, what keeps them longer, and what was erased: never any words."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models

from consultation.guidance.models import ConsultationPage
from consultation.responses.models.received import Response

PERSON = settings.AUTH_USER_MODEL


class Retention(models.Model):
    """For how long after its closing the responses to a consultation are kept, and why so long."""

    consultation = models.OneToOneField(
        ConsultationPage, on_delete=models.PROTECT, related_name="retention"
    )
    months = models.PositiveIntegerField(help_text="After the closing date.")
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("erase_responses", "Can decide how long responses are kept, and erase them"),
            ("make_subject_pack", "Can take everything held of one respondent"),
            ("make_information_pack", "Can take what is asked for by freedom of information"),
        ]

    def __str__(self) -> str:
        return f"{self.months} months: {self.consultation}"


class DeletionHold(models.Model):
    """Keeps a response, or all of a consultation, from being erased until it is lifted."""

    class Why(models.TextChoices):
        LITIGATION = "litigation", "A claim or an inquiry"
        INFORMATION = "information", "A request for information that is being answered"
        SAFEGUARDING = "safeguarding", "Safeguarding"
        OTHER = "other", "Another reason"

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="deletion_holds"
    )
    response = models.ForeignKey(
        Response,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deletion_holds",
        help_text="Empty: every response to the consultation.",
    )
    why = models.CharField(max_length=20, choices=Why)
    reason = models.TextField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lift_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("placed_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_why_display()}: {self.response or self.consultation}"


class ErasureDecision(models.Model):
    """A person's decision to erase these responses: nothing is erased without one."""

    class Ground(models.TextChoices):
        REQUEST = "request", "The respondent asked for it"
        PERIOD = "period", "The time for which responses are kept is over"
        MISTAKE = "mistake", "It should not have been received or kept"

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="erasure_decisions"
    )
    ground = models.CharField(max_length=20, choices=Ground)
    reason = models.TextField()
    responses = models.ManyToManyField(Response, related_name="erasure_decisions")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    carried_out_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_ground_display()} ({self.pk})"


class Erasure(models.Model):
    """A line of the deletion log: which response was erased, when, and rows of what; no words."""

    decision = models.ForeignKey(ErasureDecision, on_delete=models.PROTECT, related_name="erasures")
    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="erasure")
    erased_at = models.DateTimeField()
    removed = models.JSONField(default=dict, help_text="How many rows of each table.")

    class Meta:
        ordering = ("-erased_at", "-pk")

    def __str__(self) -> str:
        return f"{self.response} erased"

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise PermissionDenied("The log of what was erased is never deleted.")
