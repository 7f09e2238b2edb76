"""What to take from here as a file, and what to bring."""

from __future__ import annotations

from django import forms

from consultation.dataset.exports import FORMATS


class ChooseFormat(forms.Form):
    """In which kind of file."""

    format = forms.ChoiceField(choices=[(name, kind.label) for name, kind in FORMATS.items()])


class ImportCodings(forms.Form):
    """A file of codings."""

    file = forms.FileField(
        label="File of codings",
        help_text="A REFI-QDA project (.qdpx), or a table of codings (.csv, .xlsx, .ods).",
        error_messages={"required": "Choose a file", "empty": "This file is empty"},
    )
