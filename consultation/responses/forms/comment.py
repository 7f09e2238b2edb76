"""The form beside a clause."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultation.guidance.models import ClauseVersion
from consultation.guidance.rules import Change
from consultation.responses.forms.fields import LineField, OneOf, WordsField
from consultation.responses.forms.seen import GuardedForm, nothing
from consultation.responses.models import DraftComment, Position
from consultation.responses.rules import handed_back
from consultation.responses.rules.merging import named, names_in
from consultation.responses.rules.proposing import proposal_of, proposed_changes

#: The name of the button that shows the changes to the wording before anything is saved.
SHOW = "show"
KEPT = ("position", "text", "proposed")
CHANGED_ELSEWHERE = gettext_lazy(
    "This comment has been changed since you opened this page, perhaps in another tab. It is shown "
    "below as it is now. Deleting again deletes it"
)


class WordingField(WordsField):
    """Other wording for a clause. The box begins with the clause's own, which is no proposal."""

    wording = ""

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value) or self.wording


class CommentForm(GuardedForm):
    """What a person says of one clause, and how they would word it.

    ``showing``: they asked to see the changes to the wording; nothing is missing from that yet.
    """

    position = OneOf(choices=Position.choices)
    text = WordsField()
    proposed = WordingField(rows=8)

    def __init__(
        self, data: QueryDict | None = None, *, version: ClauseVersion, comment: DraftComment | None
    ) -> None:
        self.version = version
        self.showing = data is not None and SHOW in data
        if data is not None:
            data = data.copy()
            data["proposed"] = proposal_of(data.get("proposed", ""), version.text)
        super().__init__(data, saved=written(comment), auto_id=f"id-{version.pk}-%s")
        self._name_fields(version)

    def _name_fields(self, version: ClauseVersion) -> None:
        labels = {
            "position": _("Where do you stand on clause {number}? (optional)"),
            "text": _("Your comment on clause {number}"),
            "proposed": _("How clause {number} should read"),
        }
        for name, label in labels.items():
            self.fields[name].label = label.format(number=version.number)
        self.fields["proposed"].help_text = _(
            "Change the words below. To have the clause taken out, say so in your comment instead."
        )
        wording = self.fields["proposed"]
        assert isinstance(wording, WordingField)
        wording.wording = version.text
        for name in ("text", "proposed"):
            limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
            self.fields[name].widget.attrs |= {"data-count": "", "data-limit": str(limit)}

    @property
    def proposal(self) -> str:
        """The wording in the box, if it is other than the clause's, as it can be shown."""
        words = self.data.get("proposed") if self.is_bound else self.initial.get("proposed")
        return handed_back(words or "")

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the wording in the box changes; nothing when it is the clause's own."""
        return proposed_changes(self.version.text, self.proposal) if self.proposal else ()

    def clean(self) -> dict[str, Any]:
        """Refuse a comment that says nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        said = [cleaned.get(name, "").strip() for name in ("position", "text", "proposed")]
        if not self.errors and not self.showing and not any(said):
            self.add_error("text", nothing(_("Write a comment, or choose where you stand")))
        return cleaned


class DeleteForm(forms.Form):
    """Nothing to fill in: sending it is the answer."""


class DeleteCommentForm(DeleteForm):
    """The same, for a comment as its page showed it: words written since are not deleted unseen."""

    seen = LineField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, comment: DraftComment | None) -> None:
        present = named(written(comment))
        self.given_seen = data.get("seen", "") if data is not None else present
        if data is not None:
            data = data.copy()
            data["seen"] = present
        super().__init__(data, initial={"seen": present})
        self.present = present

    def clean(self) -> dict[str, Any]:
        """Refuse to delete what this page did not show."""
        if self.present and names_in(self.given_seen) != names_in(self.present):
            raise forms.ValidationError(CHANGED_ELSEWHERE)
        return super().clean() or {}


def written(comment: DraftComment | None) -> dict[str, str]:
    """What a comment says, by the fields of its form."""
    return {name: getattr(comment, name) for name in KEPT} if comment else {}
