"""The form beside a clause."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from consultation.guidance.models import ClauseVersion
from consultation.responses.forms.fields import OneOf, WordsField
from consultation.responses.forms.seen import GuardedForm, nothing
from consultation.responses.models import DraftComment, Position


class CommentForm(GuardedForm):
    """What a person says of one clause."""

    position = OneOf(choices=Position.choices)
    text = WordsField()

    def __init__(
        self, data: QueryDict | None = None, *, version: ClauseVersion, comment: DraftComment | None
    ) -> None:
        saved = {"position": comment.position, "text": comment.text} if comment else {}
        super().__init__(data, saved=saved, auto_id=f"id-{version.pk}-%s")
        self.fields["position"].label = f"Where do you stand on clause {version.number}? (optional)"
        self.fields["text"].label = f"Your comment on clause {version.number}"

    def clean(self) -> dict[str, Any]:
        """Refuse a comment that says nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned["position"] and not cleaned["text"].strip():
            self.add_error("text", nothing("Write a comment, or choose where you stand"))
        return cleaned


class DeleteForm(forms.Form):
    """Nothing to fill in: sending it is the answer."""
