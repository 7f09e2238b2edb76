"""What is stored of findings: runs and what each says of each clause.

No words of a respondent are copied here. A quotation is an identity (source, start, end) and
is read from its source when shown, so that holding, redacting or erasing the source is enough.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from consultation.findings.rules.counting import KEPT
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models import Answer, Comment, Letter, Response

__all__ = ["ClauseFinding", "Passage", "Run"]


class Run(models.Model):
    """One analysis of one set of responses by one version of the method."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to start"
        RUNNING = "running", "Running"
        DONE = "done", "Finished"
        FAILED = "failed", "Failed"

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="runs"
    )
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=50, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    heard_at = models.DateTimeField(help_text="The last sign of life: a run long silent is dead.")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    seed = models.PositiveIntegerField(default=0)
    method_version = models.CharField(max_length=50, blank=True)
    dataset_digest = models.CharField(max_length=64, blank=True)
    received = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    kept = models.PositiveSmallIntegerField(
        default=0, help_text="Which figures are kept with it: see rules.counting.KEPT."
    )
    bases = models.JSONField(default=dict, help_text="What every share is a share of.")
    whole_text = models.JSONField(default=dict, help_text="Findings on no particular clause.")
    whole_counts = models.JSONField(
        default=dict, help_text="Counts of what is on no particular clause: see ClauseFinding."
    )
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-requested_at", "-pk")
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("run_analysis", "Can start a run"),
            ("export_responses", "Can export responses"),
            ("export_passages", "Can export passages"),
            ("export_positions", "Can export positions"),
            ("export_codings", "Can export and import codings"),
            ("export_ledger", "Can export the ledger"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["consultation"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="one_run_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"Run {self.pk} of {self.consultation}"

    @property
    def is_counted(self) -> bool:
        """Whether every figure is kept with it that pages show: not of one made before an update."""
        return self.kept == KEPT


class ClauseFinding(models.Model):
    """What a run says of one clause. Counts are of respondents, campaigns included."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="findings")
    commenting = models.PositiveIntegerField(default=0)
    support = models.PositiveIntegerField(default=0)
    support_with_changes = models.PositiveIntegerField(default=0)
    oppose = models.PositiveIntegerField(default=0)
    not_sure = models.PositiveIntegerField(default=0)
    unclear = models.PositiveIntegerField(default=0)
    amendments = models.PositiveIntegerField(default=0)
    detail = models.JSONField(
        default=dict, help_text="Themes, summary, quotations by identity, no words: what is shown."
    )
    made_by_one = models.JSONField(
        default=list, help_text="Every point that one respondent alone makes, by its identity."
    )
    counts = models.JSONField(
        default=dict,
        help_text="What pages count of everybody, see rules.counting; empty if nobody commented.",
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "clause"], name="one_finding_each")
        ]

    def __str__(self) -> str:
        return f"{self.run} on {self.clause}"


class Passage(models.Model):
    """A sentence-sized span of one source and what the machine proposes about it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="passages")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, null=True, on_delete=models.PROTECT, related_name="+")
    clause_source = models.CharField(
        max_length=20, blank=True, help_text="given, cited or allocated by the machine."
    )
    cited = models.TextField(blank=True, help_text="Every clause it cites, separated by “; ”.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentiment = models.CharField(max_length=10)
    sentiment_score = models.FloatField()
    position = models.CharField(max_length=30, blank=True)
    position_confidence = models.FloatField(default=0)
    themes = models.TextField(blank=True, help_text="Keys, separated by “; ”.")
    campaign = models.CharField(max_length=100, blank=True)
    amendment = models.BooleanField(default=False)
    held = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "clause"]),
            models.Index(fields=["run", "response"]),
        ]

    def __str__(self) -> str:
        return f"{self.response} {self.start}–{self.end}"
