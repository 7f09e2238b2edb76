"""The one guard of every form of words against being open twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.responses.forms.fields import LineField
from consultation.responses.rules.merging import Settled, name, named, names_in, settle

ELSEWHERE = _(
    "You have saved something else here since you opened this page, perhaps in another tab. It is "
    "shown above. Saving again replaces it with what is in this box"
)
#: The code of the error that something is still missing: no reason to trouble who is typing.
NOTHING = "nothing"


def nothing(words: Any) -> forms.ValidationError:
    """The error that something has not been filled in."""
    return forms.ValidationError(words, code=NOTHING)


class GuardedForm(forms.Form):
    """A form that overwrites nothing its page did not show.

    ``saved`` is what is stored now, by field; ``seen`` names what was stored when the page was
    made. Shown again after a conflict, the page has both versions, and ``seen`` names them: to
    save is then to choose.
    """

    seen = LineField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, saved: Mapping[str, str], **options: Any) -> None:
        super().__init__(data, initial={**saved}, label_suffix="", **options)
        self.saved = {field: str(saved.get(field, "")) for field in self.fields if field != "seen"}
        self.initial["seen"] = named(self.saved)
        self.settled = Settled({}, (), ())
        self.carried: dict[str, str] = {}
        if self.is_bound:
            self._settle()

    def _settle(self) -> None:
        self.carried = names_in(self.data.get("seen", ""))
        self.settled = settle(self.data, self.saved, self.carried)
        # Never through dict(): a QueryDict may hold several values of a key. The last one counts.
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for field in self.settled.kept:
            data[field] = self.saved[field]
        data["seen"] = named(self.saved)
        self.data = data

    def _post_clean(self) -> None:
        for field in self.settled.conflicts:
            self.add_error(field, forms.ValidationError(ELSEWHERE, code="elsewhere"))

    @property
    def begun(self) -> bool:
        """Whether nothing is wrong with the form but that it is not filled in yet."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return codes == {NOTHING}

    @property
    def conflicts(self) -> Iterator[tuple[str, str]]:
        """What is saved now and would be replaced, each under its label."""
        for field in self.settled.conflicts:
            choices = dict(getattr(self.fields[field], "choices", ()))
            words = self.saved[field]
            yield str(self.fields[field].label), str(choices.get(words, words))

    @property
    def seen_now(self) -> str:
        """What a page that saved this valid form without being shown again has seen by now."""
        kept = {field: self.carried.get(field, "") for field in self.settled.kept}
        names = {field: name(str(self.cleaned_data.get(field, ""))) for field in self.saved} | kept
        return " ".join(f"{field}:{words}" for field, words in names.items() if words)
