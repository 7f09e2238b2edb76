"""Campaigns of a run: how large, what they raise, who takes part and with which words of their own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from consultation.findings.models.runs import Run
from consultation.responses.models import Response


class Campaign(models.Model):
    """Responses that share a template, as one run counted them.

    The template's words are not kept: they are those of ``exemplar``, the member most like it, that
    are not its own. ``themes``: [key, responses] of each the members raise, most first. ``clauses``:
    [clause's identity or "", {position's field: responses}] of each they comment on.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="campaigns")
    name = models.CharField(max_length=30)
    submissions = models.PositiveIntegerField()
    distinct_texts = models.PositiveIntegerField()
    arguments = models.PositiveIntegerField(help_text="Themes that its members raise.")
    with_own_words = models.PositiveIntegerField()
    exemplar = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="+")
    themes = models.JSONField(default=list)
    clauses = models.JSONField(default=list)

    class Meta:
        ordering = ("-submissions", "name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "name"], name="one_campaign_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class CampaignMember(models.Model):
    """One response of a campaign. Of superseded runs no members are kept (see ``actions.live``).

    ``places``: [source, start, end, [[start, end], …]] of its words, and in them of those that are
    not the template's. ``copies``: how many sent this text, on the first who did; 0 on the others.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="+")
    copies = models.PositiveIntegerField()
    own_words = models.PositiveIntegerField()
    adds = models.BooleanField(help_text="Whether its own words are enough to say something.")
    similarity = models.FloatField(help_text="To the template, 0 to 1.")
    places = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["campaign", "response"], name="one_membership_each")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["campaign", "-own_words", "response"])
        ]

    def __str__(self) -> str:
        return f"{self.response} in {self.campaign}"
