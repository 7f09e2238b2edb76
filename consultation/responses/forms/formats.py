"""Asking for another format, or for help to answer."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.responses.forms.fields import AddressField, LineField, OneOf, WordsField
from consultation.responses.models import Format, Help


class FormatForm(forms.Form):
    """What somebody needs, and how to reach them. Nothing else is asked."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    format = OneOf(
        label=_("In what form would you like the text? (optional)"), choices=Format.choices
    )
    help = OneOf(label=_("How would you like to answer? (optional)"), choices=Help.choices)
    words = WordsField(
        label=_("What do you need? (optional)"),
        help_text=_("For example which language, or when we can ring you."),
        rows=4,
    )
    name = LineField(label=_("What should we call you? (optional)"), max_length=200)
    email = AddressField(label=_("Your e-mail address (optional)"), max_length=254)
    contact = WordsField(
        label=_("Or a telephone number or a postal address"),
        help_text=_("Give an e-mail address or one of these, so that we can answer you."),
        rows=3,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()}, label_suffix="")

    def clean(self) -> dict[str, Any]:
        """Something to do and somewhere to send it; no more is needed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if not any(cleaned[name].strip() for name in ("format", "help", "words")):
            self.add_error("words", _("Choose what you need, or say it in your own words"))
        if not (cleaned["email"] or cleaned["contact"].strip()):
            self.add_error("contact", _("Give us one way to reach you"))
        return cleaned


class YoungForm(FormatForm):
    """The same for children and young people, in plainer words."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        labels = {
            "format": _("How would you like to get it? (you can leave this out)"),
            "help": _("How would you like to tell us what you think? (you can leave this out)"),
            "words": _("What would help you? (you can leave this out)"),
            "name": _("What should we call you? (a first name is enough, or leave this out)"),
            "email": _("Your e-mail, or the e-mail of an adult you trust"),
            "contact": _("Or a telephone number or an address"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["words"].help_text = _(
            "For example that somebody reads it to you or explains it."
        )
