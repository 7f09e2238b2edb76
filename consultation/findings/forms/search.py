"""What to look for in the responses, and a name to keep a search under."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from consultation.findings.forms.behind import SILENT, BehindFilter

#: Marks a search that is asked for, beside the words: the same fields as the list behind a number.
WORDS = ("q", "meaning")

#: Choices whose answer on a response is the machine's, or a colleague's: whoever sees what they let
#: through sees the answer.
ANSWERS = frozenset({
    "position", "decided", "amendment", "strong", "contradiction", "unsure", "flag", "told", "theme",
    "elsewhere", "elsewhere_position",
})  # fmt: skip


class Search(BehindFilter):
    """Words, and any of the choices by which a number's responses are listed."""

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=500,
        help_text="Words in any form; “words in a row” in quotation marks; -word for one that must "
        "be absent.",
    )
    meaning = forms.ChoiceField(
        label="Words of like meaning",
        required=False,
        choices=[("", "Not looked for"), ("yes", "Also looked for")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*WORDS, "clause", "position", "type"])

    @property
    def narrows(self) -> dict[str, Any]:
        """What was chosen beside the words."""
        return {name: value for name, value in self.wanted.items() if name not in WORDS}

    @property
    def tells_answers(self) -> bool:
        """Whether what is found shows what was read in a response."""
        return not ANSWERS.isdisjoint(self.narrows)

    @property
    def silent(self) -> list[forms.BoundField]:
        """Fields without a box that the address has."""
        return [self[name] for name in SILENT if self.wanted.get(name)]

    def narrowing(self, name: str, value: Any) -> Any:
        return Q() if name in WORDS else super().narrowing(name, value)


class NameSearch(forms.Form):
    """Under what name to keep a search."""

    name = forms.CharField(
        label="Keep this search as",
        max_length=100,
        error_messages={"required": "Enter a name for the search"},
    )
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
