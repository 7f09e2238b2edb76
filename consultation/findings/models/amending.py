"""Changes of wording: where respondents propose them, and which an official took up in notes.

New words stand in the response that proposes them and nowhere else: rows here keep their place.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consultation.findings.models.runs import Run
from consultation.guidance.models import Clause, ClauseVersion
from consultation.responses.models.placed import Placed

PERSON = settings.AUTH_USER_MODEL


class ChangeKind(models.TextChoices):
    """What a proposal does to the clause."""

    INSERT = "insert", "Insert"
    DELETE = "delete", "Delete"
    REPLACE = "replace", "Replace"
    MOVE = "move", "Move"
    OTHER = "other", "Other"


class ProposedChange(models.Model):
    """A change to a clause that one run read, in comments, letters and wordings: equal ones are one.

    ``clause_start`` and ``clause_end`` are in the wording the run read, empty where the change names
    no place. ``gives_words``: whether its proposers' places are of new words, or of passages that
    ask for a change without any.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="changes")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    clause_start = models.PositiveIntegerField(null=True)
    clause_end = models.PositiveIntegerField(null=True)
    gives_words = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["run", "clause"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in {self.clause}"


class Proposer(Placed):
    """A response that proposes a change, and the place of its new words; of its passage where it
    gives none, or names no place in the clause for them.

    Its type and campaign are copied: to count tens of thousands must not join. How many propose a
    change is counted from these rows alone and kept nowhere, so a row erased is counted no more.
    """

    change = models.ForeignKey(ProposedChange, on_delete=models.CASCADE, related_name="proposers")
    respondent_type = models.CharField(max_length=50, blank=True)
    campaign = models.CharField(max_length=100, blank=True)

    class Meta(Placed.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(fields=["change", "response"], name="one_proposer_each"),
        ]

    def __str__(self) -> str:
        return f"{self.response} proposes: {self.change}"


class DraftingNote(Placed):
    """A proposed change that an official means to take up when the clause is drafted anew.

    The place is that of the new words, or of the passage that proposes a change without any. Rows
    are undone, never deleted: who accepted what, when and why stays.
    """

    clause_version = models.ForeignKey(
        ClauseVersion,
        on_delete=models.PROTECT,
        related_name="drafting_notes",
        help_text="The wording the change is to.",
    )
    kind = models.CharField(max_length=10, choices=ChangeKind)
    clause_start = models.PositiveIntegerField(null=True, help_text="Empty: names no place.")
    clause_end = models.PositiveIntegerField(null=True)
    proposers = models.PositiveIntegerField(help_text="Responses that proposed it at that time.")
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Placed.Meta):
        ordering = ("clause_start", "made_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(clause_start=None, clause_end=None)
                | Q(clause_end__gte=F("clause_start")),
                name="note_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in {self.clause_version}"
