"""How far the recording of a spreadsheet of responses is."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consultation.responses.models.files import ReceivedFile


class TableRecording(models.Model):
    """A person confirmed a spreadsheet: its responses are recorded some at a time.

    Whatever stops that, those that are recorded stay, and ``done`` says how many they are.
    """

    file = models.OneToOneField(ReceivedFile, on_delete=models.CASCADE, related_name="recording")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()
    last_at = models.DateTimeField(help_text="When it was last seen to go on.")
    total = models.PositiveIntegerField(help_text="How many responses were to be recorded.")
    done = models.PositiveIntegerField(default=0)
    resumed = models.PositiveIntegerField(
        default=0, help_text="How often it had stopped and was taken up again."
    )

    def __str__(self) -> str:
        return f"{self.done} of {self.total} responses of {self.file}"
