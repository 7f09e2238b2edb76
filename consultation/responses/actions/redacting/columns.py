"""The columns besides the sources that may repeat a respondent's words: every one there is.

What staff type, what files are called, what the analysis named a theme by. A column added to any
model of responses or later stages is among them by itself; what is not, is named here, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import (
    Answer,
    Comment,
    DisclosureStep,
    Draft,
    DraftAnswer,
    DraftComment,
    DraftEqualityAnswer,
    EqualityTally,
    Letter,
    Mail,
    Proposal,
    RedactedWords,
    Response,
    RewrittenWords,
)
from consultation.responses.models.received import WRITTEN_DETAILS
from consultation.responses.rules.masking import masked
from consultation.responses.rules.matching import letters_of

#: Models whose words are not masked here. A draft is its writer's alone, and is checked when it is
#: sent. What duty officers write down of a child at risk is theirs alone too, and must stay as it
#: was written. The rest repeat no words of anybody, or are what masked words are kept in.
LEFT_ALONE: tuple[type[models.Model], ...] = (
    DisclosureStep, Draft, DraftAnswer, DraftComment, DraftEqualityAnswer, EqualityTally, Mail,
    RedactedWords, RewrittenWords,
)  # fmt: skip

#: Originals: they stay as they were received, under masks.
SOURCES: dict[type[models.Model], tuple[str, ...]] = {
    Comment: ("text",),
    Answer: ("text", "question_label"),
    Letter: ("text",),
    Proposal: ("text",),
    Response: (*WRITTEN_DETAILS, "email"),
}

Find = Callable[[str], list[tuple[int, int]]]


class Column(NamedTuple):
    """A column of text or JSON; ``kept``: its words can be put back."""

    model: type[models.Model]
    name: str
    to_consultation: str
    json: bool
    kept: bool

    def __str__(self) -> str:
        field = self.model._meta.get_field(self.name)
        return f"{self.model._meta.verbose_name}: {getattr(field, 'verbose_name', self.name)}"

    def rows(self, consultation: ConsultationPage) -> models.QuerySet[Any]:
        """The rows of the consultation; all, where none can be told from another's."""
        rows = self.model._base_manager.order_by()
        return rows.filter(**{self.to_consultation: consultation}) if self.to_consultation else rows


class Standing(NamedTuple):
    """A value of a column in which words were found: where, and what it becomes."""

    column: Column
    row: Any
    value: Any
    spans: list[tuple[int, int]]
    becomes: Any


@cache
def columns() -> list[Column]:
    """Every column that is looked at."""
    found = []
    for model in apps.get_app_config("consultation").get_models():
        stage = model.__module__.split(".")[1]
        if stage == "guidance" or model in LEFT_ALONE:
            continue
        found += [
            Column(model, field.name, _path(model), isinstance(field, models.JSONField), kept)
            for kept in [not _remade(model)]
            for field in model._meta.concrete_fields
            if _has_words(field) and field.name not in SOURCES.get(model, ())
        ]
    return found


def standing(consultation: ConsultationPage, find: Find, needles: set[str]) -> Iterator[Standing]:
    """Every value of every column in which ``find`` finds words; ``needles`` say where to look."""
    for column in columns():
        values = column.rows(consultation).values_list("pk", column.name)
        for row, value in values.iterator(chunk_size=500):
            if not value or not any(one in letters_of(str(value)) for one in needles):
                continue
            spans = [] if column.json else find(value)
            becomes = _masked(value, find)
            if becomes != value:
                yield Standing(column, row, value, spans, becomes)


def _masked(value: Any, find: Find) -> Any:
    if isinstance(value, list):
        return [_masked(item, find) for item in value]
    if isinstance(value, dict):
        return {_masked(key, find): _masked(item, find) for key, item in value.items()}
    return masked(value, find(value)) if isinstance(value, str) else value


def _has_words(field: Any) -> bool:
    """Whether a field holds free text: no choice, key, address of e-mail, or digest."""
    if isinstance(field, models.JSONField):
        return True
    if not isinstance(field, models.CharField | models.TextField) or field.choices:
        return False
    return not (
        isinstance(field, models.EmailField | models.SlugField) or field.unique or field.primary_key
    )


def _remade(model: type[models.Model]) -> bool:
    """Whether the next run makes its rows anew: nothing of them need be kept to be put back."""
    names = {field.name for field in model._meta.concrete_fields}
    return "run" in names or model._meta.model_name == "run"


def _path(model: type[models.Model]) -> str:
    """The shortest way from a model to its consultation, over columns that are never empty."""
    ways: list[tuple[type[models.Model], str]] = [(model, "")]
    seen = {model}
    for here, way in ways:
        for field in here._meta.concrete_fields:
            to = field.related_model
            if not isinstance(to, type) or field.null or to in seen:
                continue
            if to is ConsultationPage:
                return f"{way}{field.name}"
            seen.add(to)
            ways.append((to, f"{way}{field.name}__"))
    return ""
