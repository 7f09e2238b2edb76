"""The questions an editor composed, as a form: Wagtail's FormBuilder makes the fields."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from wagtail.contrib.forms.forms import FormBuilder

from consultation.guidance.models import Question
from consultation.guidance.rules import clause_words
from consultation.responses.forms.fields import OneOf, WordsField
from consultation.responses.forms.seen import GuardedForm
from consultation.responses.models import AnswerWords, DraftAnswer


@dataclass(frozen=True)
class Reply:
    """What was answered to one question."""

    question: Question
    choice: str
    text: str


@dataclass(frozen=True)
class Asked:
    """One question with its fields, as a template shows it."""

    question: Question
    fields: Sequence[BoundField]


class Builder(FormBuilder):
    """Fields named by the question's own row, with a box for words under every choice."""

    def create_multiline_field(self, field: Question, options: dict[str, Any]) -> forms.Field:
        return WordsField(**options)

    def create_radio_field(self, field: Question, options: dict[str, Any]) -> forms.Field:
        return OneOf(choices=self.get_formatted_field_choices(field), **options)

    def get_field_options(self, field: Question) -> dict[str, Any]:
        options: dict[str, Any] = super().get_field_options(field)
        about = clause_words(field.about)
        # An answer an editor requires is asked for before sending, not page by page.
        return options | {
            "required": False,
            "help_text": " ".join(
                part for part in (field.help_text, about and f"{about}.") if part
            ),
        }

    @property
    def formfields(self) -> OrderedDict[str, forms.Field]:
        fields: OrderedDict[str, forms.Field] = OrderedDict()
        for question in self.fields:
            make = self.get_create_field_function(question.field_type)
            field = make(question, self.get_field_options(question))
            if question.field_type == "radio":
                fields[choice_name(question)] = field
                field = WordsField(label=_("Your reasons (optional)"), rows=4)
            fields[words_name(question)] = field
        return fields


class QuestionsForm(GuardedForm):
    """The base of every form of questions; made by ``questions_form``."""

    questions: Sequence[Question] = ()

    def asked(self) -> Iterator[Asked]:
        """Each question with its fields."""
        for question in self.questions:
            names = [choice_name(question), words_name(question)]
            yield Asked(question, [self[name] for name in names if name in self.fields])

    def replies(self) -> Iterator[Reply]:
        """What was answered to each question, empty answers included."""
        for question in self.questions:
            choice = self.cleaned_data.get(choice_name(question), "")
            yield Reply(question, choice, self.cleaned_data[words_name(question)])


def questions_form(
    questions: Sequence[Question], answers: Iterable[DraftAnswer], data: Any = None
) -> QuestionsForm:
    """The form of these questions, filled with the answers given before."""
    fields = Builder(questions).formfields
    made = type("MadeQuestionsForm", (QuestionsForm,), {"questions": questions, **fields})
    form: QuestionsForm = made(data, saved=saved(answers))
    return form


def saved(answers: Iterable[AnswerWords]) -> dict[str, str]:
    """The answers given before, by the fields of the form."""
    values: dict[str, str] = {}
    for answer in answers:
        if answer.question is None:
            continue
        values[choice_name(answer.question)] = answer.choice
        values[words_name(answer.question)] = answer.text
    return values


def choice_name(question: Question) -> str:
    """The name of the field with the choice."""
    return f"question-{question.pk}-choice"


def words_name(question: Question) -> str:
    """The name of the field with the words."""
    return f"question-{question.pk}-text"
