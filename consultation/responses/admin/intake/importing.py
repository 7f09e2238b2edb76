"""Importing a spreadsheet of responses: loading it, looking at what it would do, recording it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions import importing
from consultation.responses.admin.intake.batch import AGAIN
from consultation.responses.admin.intake.entering import QUEUE, FormPage
from consultation.responses.admin.intake.queue import RECEIVE
from consultation.responses.admin.pages import StaffPage
from consultation.responses.intake import Refused
from consultation.responses.models import ReceivedFile
from consultation.responses.rules.importing import COLUMNS

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
        file = importing.keep_table(self.consultation, upload, clock.now(), self.reader)
        return redirect("intake_table", self.consultation.slug, file.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = importing.tables(self.consultation).filter(state=ReceivedFile.State.TABLE)
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

    @property
    def being_recorded(self) -> bool:
        """Whether a worker has been asked to record it."""
        return self.file.state == ReceivedFile.State.TABLE and self.file.decided_by is not None

    @cached_property
    def found(self) -> importing.Import | None:
        """What it holds, while it is not recorded."""
        if self.being_recorded or self.file.state != ReceivedFile.State.TABLE:
            return None
        return importing.looked_at(self.file, clock.now())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = super().get(request, *args, **kwargs)
        except Refused as refused:
            messages.error(request, f"It was not read: {refused}.")
            return redirect("intake_import", self.consultation.slug)
        if self.being_recorded:
            response["Refresh"] = str(AGAIN)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "discard" in request.POST:
            importing.discard_table(self.file)
            messages.success(request, "The spreadsheet is deleted; nothing of it was recorded.")
            return redirect("intake_import", self.consultation.slug)
        if self.found is not None and self.found.may_be_recorded:
            rows = self.found.sheet.rows
            importing.start_recording(self.file, clock.now(), self.reader, rows)
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.found
        return super().get_context_data(
            file=self.file,
            found=found,
            being_recorded=self.being_recorded,
            problems=found.sheet.problems[:LISTED] if found else [],
            different=found.different[:LISTED] if found else [],
            listed=LISTED,
            **kwargs,
        )
