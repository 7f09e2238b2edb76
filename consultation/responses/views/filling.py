"""Putting what was written in the form into the response that is being written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from consultation.responses.actions.files import remove_file
from consultation.responses.actions.filling import Form, put_in, understood
from consultation.responses.forms.comment import DeleteForm
from consultation.responses.intake import reading
from consultation.responses.rules.form import filled_in
from consultation.responses.views.files import RemoveFileView

#: A form is read in a second or two; nobody should wait longer for a page.
SECONDS = 20
#: LibreOffice may have saved it as its own.
KINDS = ("docx", "odt")
NOT_READ = _(
    "This file could not be read as the form of this consultation. Leave it attached: a person "
    "reads it and puts each part beside the clause it is about"
)
NOT_ALL = "some"


class PutInView(RemoveFileView):
    """Asks before the words of a form are put in; none that were written before are overwritten."""

    template = "responses/put_in.html"
    filled: Form | None = None
    whole = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        # In another process: nobody should wait for that while the draft is locked.
        if self.file is not None and self.file.kind in KINDS:
            try:
                found = reading.read(self.file.name, bytes(self.file.content), SECONDS)
                filled = filled_in(found.parts)
                self.filled = understood(self.consultation, filled) if filled else None
            except reading.Unreadable:
                self.filled = None
        return super().post(request, **kwargs)

    def form(self, data: Any = None) -> forms.Form:
        form: forms.Form = DeleteForm(data)
        if data is not None and self.filled is None:
            form.add_error(None, NOT_READ)
        return form

    def save(self, form: Any) -> None:
        if self.respondent.draft and self.file and self.filled:
            self.whole = put_in(self.respondent.draft, self.filled, self.received_at)
            if self.whole:
                remove_file(self.respondent.draft, self.file.pk)

    def next(self) -> str:
        return self.address("tasks") if self.whole else f"{self.address('files')}?left={NOT_ALL}"
