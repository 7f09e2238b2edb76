"""Form fields for people's words: what cannot be stored is refused, and shown again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, ngettext

from consultation.responses.rules import handed_back, unstorable


def refuse_unstorable(text: str) -> None:
    """Raise ValidationError when the text holds a character that no database can store."""
    found = len(unstorable(text))
    if found:
        words = ngettext(
            "Your words hold a character that cannot be stored, shown as � below. "
            "Take each � out or type it again, then save",
            "Your words hold {count} characters that cannot be stored, shown as � below. "
            "Take each � out or type it again, then save",
            found,
        )
        raise ValidationError(words.format(count=found))


class HandedBack:
    """For a text field: its words can always be shown again, whatever they hold."""

    def prepare_value(self, value: Any) -> Any:
        return handed_back(value) if isinstance(value, str) else value

    def run_validators(self, value: Any) -> None:
        if isinstance(value, str):
            refuse_unstorable(value)
        super().run_validators(value)  # type: ignore[misc]


class WordsField(HandedBack, forms.CharField):
    """Any amount of text, kept to the character: no stripping, no limit of its own."""

    def __init__(self, *, rows: int = 6, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(**{"required": False, "strip": False} | options)


class LineField(HandedBack, forms.CharField):
    """One line, such as a name."""

    def __init__(self, *, autocomplete: str = "off", **options: Any) -> None:
        options.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": autocomplete, "dir": "auto"})
        )
        super().__init__(**{"required": False} | options)
        # GOV.UK: never cut what is typed; say that it is too long.
        self.widget.attrs.pop("maxlength", None)


class AddressField(HandedBack, forms.EmailField):
    """An e-mail address."""

    def __init__(self, **options: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
        defaults: dict[str, Any] = {"required": False, "widget": widget}
        super().__init__(**defaults | options)
        self.widget.attrs.pop("maxlength", None)


class OneOf(forms.ChoiceField):
    """One of a few choices, as radios."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "required": False,
            "widget": forms.RadioSelect,
            "error_messages": {"invalid_choice": gettext_lazy("Choose one of the answers listed")},
        }
        super().__init__(**defaults | options)
