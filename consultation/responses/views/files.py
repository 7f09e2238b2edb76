"""Attaching files to a response that is being written, one at a time, and taking them off again."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultation.responses.actions import DraftGone
from consultation.responses.actions.files import Checked, check_file, remove_file, store_file
from consultation.responses.forms.comment import DeleteForm
from consultation.responses.intake import Refused
from consultation.responses.intake.checking import safe_name
from consultation.responses.models import ReceivedFile
from consultation.responses.views.handing_back import HandsBack, Outcome
from consultation.templatetags.govuk_fields import error_message

LABEL = gettext_lazy("Choose a file")
HINT = gettext_lazy(
    "A Word document (.docx), an OpenDocument text (.odt), a PDF, plain text (.txt) or a saved "
    "e-mail (.eml, .msg). At most 25 MB, and 20 files in all."
)
AGAIN = gettext_lazy("Your browser does not keep the file you chose: choose it again")


class AttachForm(forms.Form):
    """One file. It was looked at before, outside any transaction: ``checked``, or why not."""

    file = forms.FileField(label=LABEL, required=False)

    def __init__(self, data: Any, files: Any, checked: Checked | Refused | None) -> None:
        super().__init__(data, files)
        self.checked = checked

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if isinstance(self.checked, Refused):
            # The library's errors for files say less, and say them first.
            self.errors.pop("file", None)
            self.add_error("file", in_words(self.checked))
        elif self.checked is None and "file" not in self.errors:
            self.add_error("file", _("Choose a file to attach"))
        return cleaned


class AttachView(HandsBack):
    """The files of the draft, and a box for one more."""

    template = "responses/files.html"
    checked: Checked | Refused | None = None

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        upload = request.FILES.get("file")
        if upload is not None:
            try:
                self.checked = check_file(upload)
            except Refused as refused:
                self.checked = refused
        return super().post(request, **kwargs)

    def form(self, data: Any = None) -> AttachForm:
        return AttachForm(data, self.request.FILES if data is not None else None, self.checked)

    def outcome(self, form: Any) -> Outcome:
        outcome = super().outcome(form)
        if not outcome.saved and self.checked is not None and not form.has_error("file"):
            form.add_error("file", AGAIN)
        return outcome

    def save(self, form: AttachForm) -> None:
        assert isinstance(self.checked, Checked)
        draft = self.respondent.writing(self.received_at)
        try:
            store_file(self.checked, draft, self.received_at)
        except Refused as refused:
            raise CannotHave(in_words(refused)) from refused

    def context(self, form: Any) -> dict[str, Any]:
        errors = form.errors.get("file") if form.is_bound else None
        return {
            "label": {"text": str(LABEL), "classes": "govuk-label--m"},
            "hint": {"text": str(HINT)},
            "error": error_message(errors[0]) if errors else None,
            "accepts": {"accept": ".docx,.odt,.pdf,.txt,.eml,.msg"},
            "rows": [self.row(file) for file in self.respondent.files],
            "left": "left" in self.request.GET,
        }

    def row(self, file: ReceivedFile) -> dict[str, Any]:
        """One file with its size and the way to take it off."""
        remove = {
            "href": self.address("remove-file", file=file.pk),
            "text": _("Remove"),
            "visuallyHiddenText": file.name,
        }
        # Whether it is our form is seen when it is read.
        use = {
            "href": self.address("put-in", file=file.pk),
            "text": _("Use as the form"),
            "visuallyHiddenText": file.name,
        }
        return {
            "key": {"text": file.name},
            "value": {"text": filesizeformat(file.size)},
            "actions": {"items": [use, remove] if file.kind in ("docx", "odt") else [remove]},
        }

    def next(self) -> str:
        return self.address("files")

    def refuse(self, verdict: Any, form: Any) -> HttpResponse:
        name = safe_name(getattr(self.request.FILES.get("file"), "name", "") or "")
        typed = [(_("The file you chose, which was not taken"), name)]
        return self.page("responses/handed_back.html", 403, verdict=verdict, typed=typed)


def in_words(refused: Refused) -> str:
    """Why a file is not taken, in the language of the page."""
    given = dict(refused.given)
    if "called" in given:
        given["called"] = _(given["called"])
    return _(refused.words).format(**given)


class CannotHave(DraftGone):
    """The draft cannot have another file."""

    def __init__(self, why: str) -> None:
        Exception.__init__(self, why)


class RemoveFileView(HandsBack):
    """Asks before a file is taken off a response."""

    template = "responses/remove_file.html"

    @cached_property
    def file(self) -> ReceivedFile | None:
        """The file of this draft that the address names."""
        return next((one for one in self.respondent.files if one.pk == self.kwargs["file"]), None)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if self.file is None:
            raise Http404
        return super().get(request, **kwargs)

    def form(self, data: Any = None) -> Any:
        return DeleteForm(data)

    def context(self, form: Any) -> dict[str, Any]:
        return {"file": self.file}

    def save(self, form: Any) -> None:
        if self.respondent.draft and self.file:
            remove_file(self.respondent.draft, self.file.pk)

    def next(self) -> str:
        return self.address("files")
