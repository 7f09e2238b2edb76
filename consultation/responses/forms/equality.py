"""The equality questions an editor composed; each optional, each closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from consultation.guidance.models import EqualityQuestion
from consultation.responses.forms.fields import OneOf
from consultation.responses.forms.seen import GuardedForm
from consultation.responses.models import DraftEqualityAnswer
from consultation.responses.rules.equality import PREFER_NOT_TO_SAY, choices_of


class EqualityForm(GuardedForm):
    """One choice a question, or none. The base of every such form; made by ``equality_form``."""

    def answers(self) -> dict[str, str]:
        """What the valid form says, by the keys of the questions."""
        return {key: self.cleaned_data[key] for key in self.saved}


def equality_form(
    questions: Iterable[EqualityQuestion],
    answers: Iterable[DraftEqualityAnswer],
    data: Any = None,
) -> EqualityForm:
    """The form of these questions, filled with the choices made before."""
    fields = {
        question.key: OneOf(
            label=question.label,
            help_text=question.help_text,
            choices=[(choice, shown(choice)) for choice in choices_of(question.choices)],
        )
        for question in questions
    }
    made = type("MadeEqualityForm", (EqualityForm,), fields)
    given = {answer.question_key: answer.choice for answer in answers}
    form: EqualityForm = made(data, saved=given)
    return form


def shown(choice: str) -> str:
    """A choice as it is read: an editor's in their words, ours in the reader's language."""
    return _(choice) if choice == PREFER_NOT_TO_SAY else choice
