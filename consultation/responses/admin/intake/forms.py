"""The forms with which staff enter, load and type what came by post or e-mail."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consultation.guidance.forms import UKTimeField
from consultation.guidance.models import ConsultationPage
from consultation.responses.forms.fields import AddressField, LineField, WordsField
from consultation.responses.models import Channel, Kind, Publish

BY_HAND = [choice for choice in Channel.choices if choice[0] != Channel.ONLINE]
NOT_SAID = ("", "Not said")


class ArrivedField(UKTimeField):
    """When something arrived: UK time, to the minute, not in the future."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "label": "Received at",
            "help_text": "UK time: when it arrived at the department, not when you enter it. "
            "Whether it is late goes by this.",
            "input_formats": ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"],
            "widget": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
        }
        super().__init__(**defaults | options)


class Files(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is cleaned as one."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"widget": Files(), "required": False}
        super().__init__(**defaults | options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not data:
            super().clean(None, initial)
            return []
        several = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several]


class StaffForm(forms.Form):
    """A form whose times are held against the present instant."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_received_at(self) -> datetime:
        received: datetime = self.cleaned_data["received_at"]
        if received > self.now:
            raise ValidationError("This is in the future: enter when it arrived.")
        return received


class DetailsForm(StaffForm):
    """Who sent something, and when it came."""

    received_at = ArrivedField()
    kind = forms.ChoiceField(label="Answers", required=False, choices=[NOT_SAID, *Kind.choices])
    name = LineField(label="Name", max_length=200)
    email = AddressField(label="E-mail address")
    organisation = LineField(label="Organisation", max_length=300)
    represents = WordsField(label="Whom it represents and consulted", rows=2)
    region = LineField(label="Region", max_length=50)
    confidential = forms.BooleanField(label="Confidentiality is asked for", required=False)
    confidentiality_reason = WordsField(label="The reason given for it", rows=2)
    publish = forms.ChoiceField(
        label="May be published", required=False, choices=[NOT_SAID, *Publish.choices]
    )

    def __init__(self, *args: Any, consultation: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = consultation.respondent_types.values_list("key", "label")
        self.fields["respondent_type"] = forms.ChoiceField(
            label="Respondent type", required=False, choices=[NOT_SAID, *types]
        )

    @property
    def details(self) -> dict[str, Any]:
        """What the form says, as the columns of a response."""
        return {name: value for name, value in self.cleaned_data.items() if name in DETAILS}


DETAILS = (
    "kind",
    "name",
    "email",
    "organisation",
    "represents",
    "region",
    "confidential",
    "confidentiality_reason",
    "publish",
    "respondent_type",
)


class EnterForm(DetailsForm):
    """A letter, an e-mail or the notes of an event: its words, its files, or both."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label="Channel", choices=BY_HAND)
    attended = forms.IntegerField(
        label="How many people attended", required=False, min_value=1, help_text="For an event."
    )
    text = WordsField(label="The whole text", rows=14)
    uploads = FilesField(
        label="Files", help_text="The original, as it came: DOCX, ODT, PDF, EML, MSG."
    )
    field_order = ["channel", "received_at", "attended", "text", "uploads"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("token", uuid.uuid4())
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("text", "").strip() and not given.get("uploads"):
            self.add_error("text", "Type or paste the text, or choose a file.")
        return given

    @property
    def given(self) -> dict[str, Any]:
        """What the form says, as ``Recorder.record`` takes it."""
        said = self.cleaned_data
        who = ("kind", "name", "email", "organisation", "represents", "region")
        return {
            "key": f"entered/{said['token']}",
            "channel": said["channel"],
            "received_at": said["received_at"],
            "attended": said["attended"],
            "respondent": {name: said[name] for name in who} | {"type": said["respondent_type"]},
            "confidential": said["confidential"],
            "confidentiality_reason": said["confidentiality_reason"],
            "publish": said["publish"],
            "comments": [],
            "answers": [],
            "letter": said["text"],
        }


class LoadForm(StaffForm):
    """Many files that came in one post or into one mailbox."""

    channel = forms.ChoiceField(
        label="Channel",
        choices=BY_HAND,
        help_text="E-mails (EML, MSG) are e-mail whatever it says.",
    )
    received_at = ArrivedField(
        help_text="UK time: when these arrived. Load apart what arrived at other times."
    )
    uploads = FilesField(label="Files", required=True, help_text="Choose as many as you like.")


class TypeForm(forms.Form):
    """What a person types of a file that no machine could read."""

    text = WordsField(
        label="Every word of it",
        rows=20,
        required=True,
        help_text="To the letter. Write [illegible] where a word cannot be read.",
        error_messages={"required": "Type what it says, or say that it says nothing."},
    )
