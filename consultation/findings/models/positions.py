"""Where everybody stands, row by row: what every filtered figure on officials' pages is counted from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from consultation.findings.models.coding import Reading
from consultation.findings.models.runs import Run
from consultation.guidance.models import Clause
from consultation.responses.models import Channel, Kind, Response


class ClausePositions(models.QuerySet["ClausePosition"]):
    """Where people stand, and of whom nobody has read what they wrote of it."""

    def opened(self) -> ClausePositions:
        """Those with words whose response somebody has read something of."""
        readings = Reading.objects.filter(undone_at=None)
        return self.filter(passages__gt=0, response__in=readings.values("response"))

    def unread(self) -> ClausePositions:
        """Those with words that nobody has said they read.

        Read is who sent a comment or an answer on the clause, or a letter, that somebody has read.
        """
        readings = Reading.objects.filter(response=models.OuterRef("response"), undone_at=None)
        clause = models.OuterRef("clause")
        return (
            self.filter(passages__gt=0)
            .exclude(models.Exists(readings.filter(comment__clause_version__clause=clause)))
            .exclude(models.Exists(readings.filter(answer__clause_version__clause=clause)))
            .exclude(models.Exists(readings.filter(letter__isnull=False)))
        )


class ClausePosition(models.Model):
    """What one response says on one clause, by one run; of the latest runs only (see ``actions``).

    The response's attributes are copied, because a figure for half a million rows must not join.
    ``themes`` and ``flags`` are keys between semicolons, ";a;b;", so that one is found by ";a;".
    A theme's key here is the digest of its name: names are in respondents' words, which go neither
    into addresses nor into logs. ``clause`` is empty for what is said of no particular clause.
    """

    class Decided(models.TextChoices):
        ANSWER = "answer", "Their closed answer"
        WORDS = "words", "Read from their words by the machine"
        PERSON = "person", "Decided by an official"

    class Told(models.TextChoices):
        """Whether the summary of the clause tells of the response: see ``analysis.summaries``."""

        TOLD = "told", "In the summary"
        LEFT_OUT = "left_out", "Makes points that are not in it"
        NO_REASON = "no_reason", "Gives no reason"
        HELD = "held", "All they wrote is held"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="positions")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, null=True, on_delete=models.PROTECT, related_name="+")

    position = models.CharField(max_length=30)
    decided = models.CharField(max_length=10, choices=Decided)
    confidence = models.FloatField(default=0)
    contradiction = models.BooleanField(
        default=False, help_text="The words seem to say the opposite of the closed answer."
    )
    tone = models.CharField(max_length=10, blank=True, help_text="Of the words; no position.")
    strength = models.FloatField(
        default=0, help_text="How strong the words are, 0 to 1, whichever way they tend."
    )
    passages = models.PositiveIntegerField(default=0)
    amendment = models.BooleanField(default=False, help_text="Proposes a change of wording.")
    campaign = models.CharField(max_length=100, blank=True)
    themes = models.TextField(blank=True)
    flags = models.TextField(blank=True)
    told = models.CharField(max_length=10, choices=Told, blank=True)

    respondent_type = models.CharField(max_length=50, blank=True)
    channel = models.CharField(max_length=20, choices=Channel)
    region = models.CharField(max_length=50, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    confidential = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    leads = models.BooleanField(
        default=False, help_text="The first of its response: as many as there are respondents."
    )

    objects = ClausePositions.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "clause", "response"], name="one_position_each")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "response"]),
            models.Index(
                fields=[
                    "run",
                    "respondent_type",
                    "channel",
                    "region",
                    "kind",
                    "campaign",
                    "confidential",
                ],
                condition=models.Q(leads=True),
                name="respondents_by_attributes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response} on {self.clause}: {self.position}"
