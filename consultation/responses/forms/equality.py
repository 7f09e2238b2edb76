"""The equality questions an editor composed; each optional, each closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from consultation.guidance.models import EqualityQuestion
from consultation.responses.forms.fields import OneOf
from consultation.responses.models import DraftEqualityAnswer
from consultation.responses.rules.equality import choices_of


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
                choices=[(choice, choice) for choice in choices_of(question.choices)],
            )
