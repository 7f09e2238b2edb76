"""What may say that a child is at risk, and what the duty officer did about it."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models

from consultation.responses.models.received import Response


class Disclosure(models.Model):
    """A response that may say that a child is at risk: one row while it is acted on.

    Never deleted, by no schedule and by nobody: whoever asks years later what was done must find
    it. What of it happened when are columns of their own, for the times between are measured.
    """

    class Outcome(models.TextChoices):
        REFERRED = "referred", "Referred to children’s services, the police or another body"
        KNOWN = "known", "Already known to the authorities; they were told all the same"
        ADVISED = "advised", "Nobody at risk now; the respondent was told where to get help"
        NO_RISK = "no risk", "No child at risk: it was read, and says something else"

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="disclosures")
    raised_at = models.DateTimeField(help_text="When the machine, or a person, raised it.")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)

    class Meta:
        ordering = ("raised_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["response"],
                condition=models.Q(closed_at=None),
                name="one_open_disclosure_each",
            )
        ]

    def __str__(self) -> str:
        return f"Possible disclosure in {self.response}"

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise PermissionDenied("A possible disclosure is never deleted: close it with its outcome.")


class DisclosureStep(models.Model):
    """One thing done about a possible disclosure. Only ever added to."""

    class Kind(models.TextChoices):
        SEEN = "seen", "Read"
        CLAIMED = "claimed", "Taken on"
        ACTED = "acted", "Acted"
        REFERRED = "referred", "Referred"
        CLOSED = "closed", "Closed"

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(help_text="When it was written down.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done = models.TextField(blank=True, help_text="What was done, or found.")
    to = models.CharField(max_length=200, blank=True, help_text="To whom it was referred.")
    referred_at = models.DateTimeField(null=True, blank=True, help_text="When they were told.")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.disclosure}"

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise PermissionDenied("What was done about a possible disclosure is never deleted.")
