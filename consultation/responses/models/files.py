"""Files received: a respondent's attachments, and the e-mails and letters that staff load."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.responses.models.drafts import Draft
from consultation.responses.models.received import Letter, Response


class Files(models.Manager["ReceivedFile"]):
    """Files without their bytes, which are fetched only where they are asked for by name."""

    def get_queryset(self) -> models.QuerySet[ReceivedFile]:
        return super().get_queryset().defer("content")


class ReceivedFile(models.Model):
    """A file, stored whole in the database: in one transaction, and one backup, with its response.

    It belongs to a draft until that is sent, then to a response; one that staff load has a response
    from the moment it is stored.
    """

    class State(models.TextChoices):
        """How far its words have come. Only ``confirmed`` and ``nothing`` let a response count."""

        WAITING = "waiting", "Waiting to be read by the machine"
        READ = "read", "Read; waiting for a person to confirm which clause each part is on"
        TYPING = "typing", "Waiting for a person to type it: it has no text that can be read"
        CONFIRMED = "confirmed", "Confirmed by a person"
        NOTHING = "nothing", "A person decided that it says nothing on this consultation"
        TABLE = "table", "A spreadsheet of responses collected elsewhere, not a response itself"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        ConsultationPage, on_delete=models.PROTECT, related_name="received_files"
    )
    draft = models.ForeignKey(
        Draft, null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    response = models.ForeignKey(
        Response, null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    within = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enclosed",
        help_text="The e-mail it was attached to; empty for a file that was sent by itself.",
    )
    name = models.CharField(max_length=255, help_text="As the sender called it, made safe to show.")
    kind = models.CharField(
        max_length=10, help_text="docx, odt, pdf, eml, msg or txt: by its content."
    )
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    note = models.TextField(blank=True, help_text="What a person should know of its reading.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    batch = models.UUIDField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Shared by files that staff loaded together.",
    )

    objects = Files()

    class Meta:
        ordering = ("received_at", "pk")

    def __str__(self) -> str:
        return self.name


class ProposedDetails(models.Model):
    """What a file tells of itself: when it was sent and by whom. Anybody can write there what they
    like, so a person takes it over, or other details; with that the row is gone.
    """

    class How(models.TextChoices):
        """Whose word the time is."""

        RECEIVED = "received", "received by its mail server"
        SENT = "sent", "sent, by the sender’s own clock"
        SAVED = "saved", "last saved, as the document says"
        MADE = "made", "made, as the document says"

    file = models.OneToOneField(ReceivedFile, on_delete=models.CASCADE, related_name="proposed")
    received_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=How, blank=True)
    name = models.CharField(max_length=200, blank=True)
    # No EmailField: what is not an address of e-mail in Django's eyes is still looked at by a person.
    email = models.CharField(max_length=254, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "proposed details"

    def __str__(self) -> str:
        return f"Proposed details of {self.file}"


class Allocation(models.Model):
    """A part of a letter and what it is on: clauses, a question, or nothing that is known.

    It may be on several clauses at once ("8.10 to 8.12"), never on a clause and a question.

    ``start`` and ``end`` are character offsets into ``letter.text``. The allocations of a letter
    follow each other without gap or overlap from its first character to its last, so no word is
    lost. What the machine proposes waits until a person confirms it.
    """

    class Why(models.TextChoices):
        HEADING = "heading", "Under a heading that names it"
        NUMBER = "number", "Begins with its number"
        CITATION = "citation", "Cites it"
        WORDS = "words", "Its words are like it"
        FORM = "form", "In its box of our form"
        PERSON = "person", "Placed by a person"
        NONE = "", "Not known"

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="allocations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    clause_versions = models.ManyToManyField(ClauseVersion, blank=True, related_name="+")
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.CharField(max_length=20, choices=Why, blank=True)
    confidence = models.FloatField(default=0, help_text="0 to 1: how sure the machine is.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("letter", "start")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="allocation_has_words"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter}, {self.start} to {self.end}"
