"""Answers to equality questions: with the draft while it is one, and nowhere near the response.

What is sent becomes a number that is one higher. There is no row for a person, so there is nothing
that could be joined to a response by key, by time or by the order in which rows were written.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from consultation.guidance.models import ConsultationPage
from consultation.responses.models.drafts import Draft


class DraftEqualityAnswer(models.Model):
    """An answer in a draft; deleted with it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="equality_answers")
    question_key = models.CharField(max_length=50)
    choice = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["draft", "question_key"], name="one_draft_equality_answer_each"
            )
        ]

    def __str__(self) -> str:
        return f"Draft answer to {self.question_key}"


class EqualityTally(models.Model):
    """How many people who sent a response made one choice of one equality question."""

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="equality_tallies"
    )
    question_key = models.CharField(max_length=50)
    choice = models.TextField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["consultation", "question_key", "choice"], name="one_tally_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_key}: {self.choice}"
