"""The form beside a clause."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.http import QueryDict

from consultation.guidance.models import ClauseVersion
from consultation.responses.forms.fields import LineField, OneOf, WordsField
from consultation.responses.models import DraftComment, Position


class CommentForm(forms.Form):
    """What a person says of one clause.

    ``seen`` names the comment that was on the page when the form was shown. Where another tab has
    saved other words since, the form says so and is shown again with both, before anything is
    overwritten.
    """

    position = OneOf(choices=Position.choices)
    text = WordsField()
    seen = LineField(widget=forms.HiddenInput)
    unseen = False

    def __init__(
        self, data: QueryDict | None = None, *, version: ClauseVersion, comment: DraftComment | None
    ) -> None:
        self.comment = comment
        written = {"position": comment.position, "text": comment.text} if comment else {}
        super().__init__(
            data,
            initial=written | {"seen": as_seen(comment)},
            auto_id=f"id-{version.pk}-%s",
            label_suffix="",
        )
        self.fields["position"].label = f"Where do you stand on clause {version.number}? (optional)"
        self.fields["text"].label = f"Your comment on clause {version.number}"

    def clean(self) -> dict[str, Any]:
        """Refuse a comment that says nothing, and one that would overwrite unseen words."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if not cleaned["position"] and not cleaned["text"].strip():
            self.add_error("text", "Write a comment, or choose where you stand")
        elif self.overwrites(cleaned):
            self.add_error(
                "text",
                "You have saved another comment on this clause since you opened this page. It is "
                "shown above. Saving again replaces it with the words in this box",
            )
        return cleaned

    def overwrites(self, cleaned: dict[str, Any]) -> bool:
        """Whether saving would replace words that were not on the page when it was opened."""
        if self.comment is None or cleaned["seen"] == as_seen(self.comment):
            return False
        return cleaned["text"] != self.comment.text or cleaned["position"] != self.comment.position

    def show_again(self) -> None:
        """From now on the comment stored at present counts as seen; ``unseen`` if it was not."""
        self.unseen = self.comment is not None and self["seen"].data != as_seen(self.comment)
        self.data = {name: self.data[name] for name in self.data} | {"seen": as_seen(self.comment)}


def as_seen(comment: DraftComment | None) -> str:
    """A short name for a comment's present words; empty for none."""
    if comment is None:
        return ""
    words = f"{comment.pk}\n{comment.position}\n{comment.text}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


class DeleteForm(forms.Form):
    """Nothing to fill in: sending it is the answer."""
