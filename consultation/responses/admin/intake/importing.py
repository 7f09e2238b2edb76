"""Importing a spreadsheet of responses: loading it, looking at what it would do, recording it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions import importing, recording
from consultation.responses.admin.intake.batch import AGAIN
from consultation.responses.admin.intake.entering import QUEUE, FormPage
from consultation.responses.admin.intake.queue import RECEIVE
from consultation.responses.admin.pages import StaffPage
from consultation.responses.intake import Refused
from consultation.responses.models import ReceivedFile, TableRecording
from consultation.responses.rules.importing import COLUMNS
from consultation.responses.rules.importing.going_on import stopped_before

#: The most errors, and the most responses, that one page lists.
LISTED = 200


class TableForm(forms.Form):
    """One spreadsheet."""

    uploads = forms.FileField(
        label="Spreadsheet",
        help_text="CSV, XLSX or ODS; of a workbook, its first sheet. Its first row names the columns.",
    )


class LoadTable(FormPage):
    """A spreadsheet is chosen; it is looked at before anything of it is recorded."""

    page_title = "Import a spreadsheet of responses"
    button = "Look at it"
    template_name = "responses/admin/intake/import.html"

    def form(self, *given: Any) -> TableForm:
        return TableForm(*given)

    def kept(self, form: Any) -> HttpResponse:
        upload = form.cleaned_data["uploads"]
        file = importing.keep_table(self.consultation, upload, clock.now())
        return redirect("intake_table", self.consultation.slug, file.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = importing.tables(self.consultation).filter(state=ReceivedFile.State.TABLE)
        waiting = waiting.select_related("recording")
        return super().get_context_data(columns=COLUMNS, waiting=waiting, **kwargs)


class OneTable(StaffPage):
    """What recording a spreadsheet would do. A person confirms it, or sees why it cannot be."""

    permission = RECEIVE
    trail = QUEUE
    page_title = "Spreadsheet of responses"
    template_name = "responses/admin/intake/table.html"

    @cached_property
    def file(self) -> ReceivedFile:
        """The spreadsheet the address names. Raises Http404."""
        return get_object_or_404(importing.tables(self.consultation), pk=self.kwargs["table"])

    @cached_property
    def recording(self) -> TableRecording | None:
        """How far the recording is, once it has begun and until it is done."""
        waiting = TableRecording.objects.filter(
            file=self.file, file__state=ReceivedFile.State.TABLE
        )
        return waiting.first()

    @property
    def stopped(self) -> bool:
        """Whether its recording has begun, and has not gone on for a while."""
        return bool(self.recording and self.recording.last_at < stopped_before(clock.now()))

    @cached_property
    def found(self) -> importing.Import | None:
        """What it holds, while it is not recorded."""
        if self.recording or self.file.state != ReceivedFile.State.TABLE:
            return None
        return importing.looked_at(self.file, clock.now())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = super().get(request, *args, **kwargs)
        except Refused as refused:
            messages.error(request, f"It was not read: {refused}.")
            return redirect("intake_import", self.consultation.slug)
        if self.recording and not self.stopped:
            response["Refresh"] = str(AGAIN)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "discard" in request.POST and (self.stopped or not self.recording):
            return self._discard()
        if "go-on" in request.POST and self.stopped:
            recording.resume_recording(self.file, clock.now(), self.reader)
        if self.found is not None and self.found.may_be_recorded:
            rows, new = self.found.sheet.rows, len(self.found.new)
            recording.start_recording(self.file, clock.now(), self.reader, rows, new)
        return redirect(request.path)

    def _discard(self) -> HttpResponse:
        done = self.recording.done if self.recording else 0
        importing.discard_table(self.file)
        stays = (
            f"the {done} responses recorded of it stay" if done else "nothing of it was recorded"
        )
        messages.success(self.request, f"The spreadsheet is deleted; {stays}.")
        return redirect("intake_import", self.consultation.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.found
        return super().get_context_data(
            file=self.file,
            found=found,
            recording=self.recording,
            stopped=self.stopped,
            problems=found.sheet.problems[:LISTED] if found else [],
            different=found.different[:LISTED] if found else [],
            listed=LISTED,
            **kwargs,
        )
