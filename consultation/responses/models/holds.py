"""Passages that only cleared officials may read."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.responses.models.received import Answer, Comment, Letter, Proposal, Response

#: What has words that can be held; a response, for those its respondent wrote of themself.
Source = Comment | Answer | Letter | Proposal | Response


class Holds(models.QuerySet["Hold"]):
    """Holds, and those on what a respondent wrote of themself."""

    def on_details(self) -> Holds:
        """Those on no comment, answer, letter or proposal, and not released."""
        return self.filter(released_at=None, comment=None, answer=None, letter=None, proposal=None)


def _at_most_one(*names: str) -> models.Q:
    """That at most one of these columns is set."""
    allowed = models.Q()
    for one in names:
        allowed |= models.Q(**{f"{name}__isnull": True for name in names if name != one})
    return allowed


class Hold(models.Model):
    """A passage only cleared officials and the duty officer may read. It deletes nothing.

    ``start`` and ``end`` are character offsets into the text of ``source``.
    """

    class Why(models.TextChoices):
        DISCLOSURE = "disclosure", "May say that a child is at risk"
        IDENTIFYING = "identifying", "May identify a person"
        UNCHECKED = "unchecked", "Not checked yet"

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="holds")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT)
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT)
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    why = models.CharField(max_length=20, choices=Why)
    reason = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty when the machine raised it.",
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    release_reason = models.TextField(blank=True)

    objects = Holds.as_manager()

    class Meta:
        ordering = ("raised_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=_at_most_one("comment", "answer", "letter", "proposal"),
                name="hold_has_one_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}: {self.response}"

    @property
    def source(self) -> Source:
        """What the words stand in: the response itself when no other source is set."""
        return self.comment or self.answer or self.letter or self.proposal or self.response
