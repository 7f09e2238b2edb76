"""Blind double coding: a random sample, two coders who see nothing of each other, and the outcome.

Figures count only where nobody could have known the answer, so what a coder saw is kept too.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consultation.findings.models.coding import Theme
from consultation.findings.models.runs import Run
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models import Response
from consultation.responses.models.choices import Position

PERSON = settings.AUTH_USER_MODEL

#: What a person can read in words: "not sure" is only ever ticked, "unclear" only ever read.
READ_POSITIONS = [
    (Position.SUPPORT.value, Position.SUPPORT.label),
    (Position.SUPPORT_WITH_CHANGES.value, Position.SUPPORT_WITH_CHANGES.label),
    (Position.OPPOSE.value, Position.OPPOSE.label),
    ("unclear", "Unclear"),
]


class Sample(models.Model):
    """Items drawn at random from what was said on one clause or to one question."""

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="samples"
    )
    clause = models.ForeignKey(
        Clause, null=True, blank=True, on_delete=models.PROTECT, related_name="samples"
    )
    question_key = models.CharField(max_length=50, blank=True)
    seed = models.PositiveIntegerField(help_text="The same seed draws the same items again.")
    population = models.PositiveIntegerField(help_text="How many items it was drawn from.")
    run = models.ForeignKey(
        Run,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Whose answers are measured.",
    )
    method_version = models.CharField(max_length=50)
    frame_version = models.PositiveIntegerField()
    themes = models.ManyToManyField(Theme, related_name="+", help_text="What could be coded.")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    figures = models.JSONField(
        default=dict, help_text="As measured when it was frozen: labels and figures, no words."
    )

    class Meta:
        ordering = ("-drawn_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(clause__isnull=False, question_key="")
                | (Q(clause__isnull=True) & ~Q(question_key="")),
                name="sample_of_a_clause_or_a_question",
            )
        ]

    def __str__(self) -> str:
        return f"Sample {self.pk}"


class SampleItem(models.Model):
    """What one response says on the clause or to the question.

    ``places``: [source, start, end] of its words, "comment:12". ``machine``: what the machine had
    answered when the sample was drawn: {"position": … or "", "themes": [numbers]}.
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="items")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    places = models.JSONField()
    machine = models.JSONField()
    left_out_at = models.DateTimeField(null=True, blank=True)
    left_out_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("order",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sample", "response"], name="one_item_each")
        ]

    def __str__(self) -> str:
        return f"Item {self.order} of {self.sample}"


class Coder(models.Model):
    """Somebody who codes a sample: the first or the second."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="coders")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sample", "user"], name="one_coder_each"),
            models.UniqueConstraint(fields=["sample", "order"], name="one_first_one_second"),
        ]

    def __str__(self) -> str:
        return f"{self.user} of {self.sample}"


class Judgement(models.Model):
    """What one coder said of one item; ``seen`` says why it was not blind, "" if it was."""

    item = models.ForeignKey(SampleItem, on_delete=models.PROTECT, related_name="judgements")
    coder = models.ForeignKey(Coder, on_delete=models.PROTECT, related_name="judgements")
    position = models.CharField(max_length=30, choices=READ_POSITIONS, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    seen = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "coder"], name="one_judgement_each")
        ]

    def __str__(self) -> str:
        return f"{self.coder} on {self.item}"


class Adjudication(models.Model):
    """What holds of an item, decided by a person who saw both judgements."""

    item = models.OneToOneField(SampleItem, on_delete=models.PROTECT, related_name="adjudication")
    position = models.CharField(max_length=30, choices=READ_POSITIONS, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.item}, adjudicated"


class Opening(models.Model):
    """That a person was shown answers on a response: they can no more code it blind."""

    class What(models.TextChoices):
        RESPONSE = "response", "Opened the response with what the machine read in it"
        READER = "reader", "Opened it in the reader"
        FINDINGS = "findings", "Was shown it among the findings"
        JUDGEMENTS = "judgements", "Was shown what a coder said of it"
        EXPORT = "export", "Took what was read in it along in a file"

    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="openings")
    what = models.CharField(max_length=12, choices=What)
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "response", "what"], name="one_opening_each")
        ]

    def __str__(self) -> str:
        return f"{self.user} opened {self.response}"
