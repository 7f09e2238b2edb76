"""The equality questions an editor composed; each optional, each closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from consultation.guidance.models import EqualityQuestion
from consultation.responses.forms.fields import OneOf
from consultation.responses.models import DraftEqualityAnswer
from consultation.responses.rules.equality import PREFER_NOT_TO_SAY, choices_of


class EqualityForm(forms.Form):
    """One choice a question, or none."""

    def __init__(
        self,
        questions: Iterable[EqualityQuestion],
        answers: Iterable[DraftEqualityAnswer],
        data: Any = None,
    ) -> None:
        given = {answer.question_key: answer.choice for answer in answers}
        super().__init__(data, initial=given, label_suffix="")
        for question in questions:
            self.fields[question.key] = OneOf(
                label=question.label,
                help_text=question.help_text,
                choices=[(choice, shown(choice)) for choice in choices_of(question.choices)],
            )


def shown(choice: str) -> str:
    """A choice as it is read: an editor's in their words, ours in the reader's language."""
    return _(choice) if choice == PREFER_NOT_TO_SAY else choice
