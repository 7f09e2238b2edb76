"""Taking responses and findings along as files, and bringing codings back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from consultation import clock
from consultation.dataset.exports import FORMATS, written
from consultation.dataset.rules import DUPLICATES_IN_WORDS
from consultation.findings.actions.blindness import note_taken
from consultation.findings.actions.interchange import (
    EXPORT_PROJECT,
    EXPORT_TABLE,
    Report,
    import_codings,
    note_export,
)
from consultation.findings.exports import qdpx
from consultation.findings.exports.codings import (
    Row,
    corrections,
    dated,
    project,
    rows_of_project,
    rows_of_table,
)
from consultation.findings.exports.qdpx.opening import opened
from consultation.findings.exports.tables import EXPORTS
from consultation.findings.forms.interchange import ChooseFormat, ImportCodings
from consultation.findings.views.search.page import Searching
from consultation.responses.admin.pages import StaffPage
from consultation.responses.intake import reading
from consultation.responses.intake.text import Refused

CODINGS = "consultation.export_codings"


class Exports(StaffPage):
    """Every file there is to take, for those who may have it."""

    page_title = "Export and import"
    template_name = "findings/exports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = [(name, one) for name, one in EXPORTS.items() if self.reader.has_perm(one.permission)]
        kwargs.setdefault("form", ImportCodings())
        return super().get_context_data(
            exports=may,
            rule=DUPLICATES_IN_WORDS,
            formats=FORMATS,
            may_code=self.reader.has_perm(CODINGS),
            **kwargs,
        )


class ExportTable(StaffPage):
    """One table as a file. It is asked for by a form each time, so no address gives it away."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        export = EXPORTS.get(self.kwargs["export"])
        if export is None:
            raise Http404(f"There is no export {self.kwargs['export']}")
        if not self.reader.has_perm(export.permission):
            raise PermissionDenied
        form = ChooseFormat(request.POST)
        if not form.is_valid():
            messages.error(request, "Choose a kind of file.")
            return redirect("exports", self.consultation.slug)
        frame = export.frame(self.consultation)
        kind = form.cleaned_data["format"]
        if export.tells_answers:
            note_taken(self.consultation, frame["response_id"], self.reader, clock.now())
        note_export(
            self.consultation, self.reader, EXPORT_TABLE,
            export=self.kwargs["export"], format=kind, rows=len(frame),
        )  # fmt: skip
        return attached(
            written(frame, kind, export.label), FORMATS[kind].media_type,
            f"{self.consultation.slug}-{self.kwargs['export']}-{dated(clock.now())}.{kind}",
        )  # fmt: skip

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("exports", self.consultation.slug)


class ExportSearch(Searching):
    """What a search finds, as a file: one row a text."""

    permission = "consultation.export_responses"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        import pandas as pd

        form, chosen = self.form(request.GET), ChooseFormat(request.POST)
        query = self.query(form)
        if not query or not chosen.is_valid():
            return redirect("search", self.consultation.slug)
        found = self.found(form, query)
        self.note(form, found.hits)
        rows = [(hit.reference, hit.source, self.clause_of(hit), hit.text) for hit in found.hits]
        columns = ["response_id", "source", "clause", "text"]
        kind = chosen.cleaned_data["format"]
        # What was looked for is not logged: it may be a name.
        note_export(
            self.consultation, self.reader, EXPORT_TABLE,
            export="search", format=kind, rows=len(rows), more=found.more,
        )  # fmt: skip
        return attached(
            written(pd.DataFrame(rows, columns=columns, dtype="str"), kind, "Found"),
            FORMATS[kind].media_type,
            f"{self.consultation.slug}-search-{dated(clock.now())}.{kind}",
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("search", self.consultation.slug)


class ExportProject(StaffPage):
    """The codings as a REFI-QDA project."""

    permission = CODINGS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = project(self.consultation)
        told = {row.response.reference for row in corrections(self.consultation)}
        note_taken(self.consultation, told, self.reader, clock.now())
        note_export(
            self.consultation, self.reader, EXPORT_PROJECT,
            sources=len(made.sources), codings=sum(len(one.codings) for one in made.sources),
        )  # fmt: skip
        now = clock.now()
        name = f"{self.consultation.slug}-codings-{dated(now)}.qdpx"
        return attached(qdpx.write(made, now), "application/zip", name)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("exports", self.consultation.slug)


class ImportPage(Exports):
    """A file of codings: looked at first, then taken whole or not at all."""

    permission = CODINGS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ImportCodings(request.POST, request.FILES)
        if not form.is_valid():
            return self._again(form)
        file = form.cleaned_data["file"]
        try:
            rows = self._rows(file.name or "", file.read())
        except (qdpx.NotAProject, Refused, ValueError) as error:
            form.add_error("file", str(error))
            return self._again(form)
        keep = "keep" in request.POST
        report = import_codings(self.consultation, rows, self.reader, clock.now(), keep=keep)
        if keep and not report.wrong:
            messages.success(request, f"{report.new} codings are taken; {report.known} were here.")
            return redirect("exports", self.consultation.slug)
        return self._again(form, report)

    def _again(self, form: ImportCodings, report: Report | None = None) -> HttpResponse:
        status = 200 if report and not report.wrong else 422
        context = self.get_context_data(form=form, report=report)
        return self.render_to_response(context, status=status)

    def _rows(self, name: str, content: bytes) -> list[Row]:
        if name.lower().endswith(".qdpx"):
            return rows_of_project(self.consultation, opened(content))
        found = reading.table(name, content)
        (_line, header), *lines = found["rows"] or [(1, [])]
        return rows_of_table([cell.strip() for cell in header], lines)


def attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to be saved, never shown in place, kept by no cache."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
