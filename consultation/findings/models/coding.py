"""What people decide about what the machine read: the code frame, corrections, what was read.

Nothing here is ever changed or deleted but for the moment it was undone: who decided what, when
and why stays. A decision is on places in the sources, so that it outlives the run it corrects.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consultation.findings.models.runs import Run
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models import Answer, Comment, Letter, Proposal, Response
from consultation.responses.models.placed import Placed

PERSON = settings.AUTH_USER_MODEL


class Theme(models.Model):
    """A theme of the code frame, as it is now; ``FrameChange`` is how it came to be so."""

    class Origin(models.TextChoices):
        MACHINE = "machine", "Proposed by the machine, accepted by a person"
        PERSON = "person", "Made by a person"
        STANDING = "standing", "Always there"

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="themes"
    )
    number = models.PositiveIntegerField(help_text="Permanent; never given to another theme.")
    clause = models.ForeignKey(
        Clause,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="themes",
        help_text="Empty: a theme that passages on any clause may make.",
    )
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=Origin)
    proposed_as = models.CharField(
        max_length=20, blank=True, help_text="The digest of the name the machine proposed."
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("code_responses", "Can read, code and correct responses")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["consultation", "number"], name="one_theme_a_number")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_force(self) -> bool:
        """Whether passages can be coded with it."""
        return self.retired_at is None and self.merged_into_id is None


class FrameChange(models.Model):
    """One change of the code frame, which makes a new version of it. Only ever added to.

    ``before`` and ``after``: what the change replaced and put there, as
    {theme's key: {column: value}}; None for a theme that was not yet made.
    """

    class Verb(models.TextChoices):
        MADE = "made", "Made"
        ACCEPTED = "accepted", "Accepted from the machine"
        RENAMED = "renamed", "Renamed or described anew"
        SPLIT = "split", "Split"
        MERGED = "merged", "Merged"
        RETIRED = "retired", "Retired"
        RESTORED = "restored", "Taken up again"
        UNDONE = "undone", "Undone"

    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="frame_changes"
    )
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=10, choices=Verb)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    class Meta:
        ordering = ("-version",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["consultation", "version"], name="one_frame_a_version")
        ]

    def __str__(self) -> str:
        return f"Code frame of {self.consultation}, version {self.version}"


class Correction(Placed):
    """What a person decided on a place, or on a response: it stands where the machine's would.

    The latest of a kind on the same thing that is not undone holds. ``value`` by kind: POSITION a
    position; CLAUSE nothing (the clause is ``clause``, empty for none); THEME and EXAMPLE "on" or
    "off"; AMENDMENT "yes" or "no"; QUOTE and CONSIDERED "on" or "off"; NOTE nothing (``why`` is it);
    CAMPAIGN, of the whole response, the campaign's name, or "none".
    """

    class Kind(models.TextChoices):
        POSITION = "position", "Position on a clause"
        CLAUSE = "clause", "The clause it is on"
        THEME = "theme", "Theme"
        EXAMPLE = "example", "Example of a theme"
        AMENDMENT = "amendment", "Proposes a change"
        QUOTE = "quote", "Quotation to use"
        CONSIDERED = "considered", "Point considered"
        NOTE = "note", "Note"
        CAMPAIGN = "campaign", "Campaign it is in"

    kind = models.CharField(max_length=12, choices=Kind)
    clause = models.ForeignKey(
        Clause, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    value = models.CharField(max_length=30, blank=True)
    machine = models.CharField(
        max_length=30, blank=True, help_text="What the machine had said, if it had."
    )
    why = models.TextField(blank=True)
    run = models.ForeignKey(
        Run,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Whose proposals the person had before them.",
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Placed.Meta):
        ordering = ("made_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(theme__isnull=False) | ~Q(kind__in=["theme", "example"]),
                name="a_theme_correction_has_one",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["response", "kind"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.response} {self.start}–{self.end}"


class Reading(models.Model):
    """Who has read which source, by saying so: opening or scrolling a page is not reading."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="readings")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT)
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT)
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("read_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=[kind, "read_by"],
                condition=Q(undone_at=None),
                name=f"one_reading_of_{kind}",
            )
            for kind in ("comment", "answer", "letter", "proposal")
        ] + [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("read_at")),
                name="reading_undone_after_it",
            )
        ]

    def __str__(self) -> str:
        return f"{self.read_by} read {self.response}"
