"""A form that came back, understood as far as its boxes are those of this consultation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.responses.models import Kind, Position, Publish, Response
from consultation.responses.models.choices import REGIONS
from consultation.responses.models.received import WRITTEN_DETAILS
from consultation.responses.rules.form import Filled
from consultation.responses.rules.form.outline import choices_of

TICKED = "☒ "
#: What is said beside a clause, and what is answered to a question.
ON_CLAUSE, ON_QUESTION = ("position", "comment", "wording"), ("choice", "answer")


@dataclass
class Values:
    """What a form says of one clause or one question, by the kind of box."""

    on: ClauseVersion | Question
    said: dict[str, str] = field(default_factory=dict)

    def get(self, kind: str) -> str:
        """The words, or the choice, of one box; "" for none."""
        return self.said.get(kind, "")


@dataclass(frozen=True)
class Piece:
    """Words that have no row of their own, and what they are on."""

    text: str
    on: ClauseVersion | Question | None = None


@dataclass
class Form:
    """A form that came back, understood as far as this consultation knows its boxes."""

    comments: list[Values] = field(default_factory=list)
    answers: list[Values] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    rest: list[Piece] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """Everything as words, each piece on its clause or its question."""
        return [*self._said(), *(Piece(text) for text in self._typed()), *self.rest]

    def _said(self) -> Iterator[Piece]:
        for one in (*self.comments, *self.answers):
            for kind, words in one.said.items():
                ticked = TICKED if kind in ("position", "choice") else ""
                yield Piece(ticked + (label_of(words) if kind == "position" else words), one.on)

    def _typed(self) -> Iterator[str]:
        return (words for words in self.details.values() if words and isinstance(words, str))


def understood(consultation: ConsultationPage, filled: Filled) -> Form | None:
    """What the form says; None when it is the form of another consultation."""
    versions = ClauseVersion.objects.filter(clause__consultation=consultation)
    pages = consultation.get_descendants(inclusive=True).values("pk")
    known = _Known(
        consultation,
        {str(one.pk): one for one in versions.select_related("clause")},
        {str(one.pk): one for one in Question.objects.filter(page__in=pages)},
    )
    return known.form(filled)


@dataclass(frozen=True)
class _Known:
    consultation: ConsultationPage
    versions: dict[str, ClauseVersion]
    questions: dict[str, Question]

    def form(self, filled: Filled) -> Form | None:
        names = {*filled.fields}
        if not any(self._on(name) for name in names):
            return None
        form = Form()
        on: dict[object, Values] = {}
        for name in sorted(names):
            self._box(name, filled, form, on)
        order = sorted(on.values(), key=_order)
        form.comments += [one for one in order if isinstance(one.on, ClauseVersion) and one.said]
        form.answers += [one for one in order if isinstance(one.on, Question) and one.said]
        if filled.outside:
            form.rest.append(Piece(filled.outside))
        return form

    def _on(self, name: str) -> ClauseVersion | Question | None:
        kind, _, of = name.partition("_")
        if kind in ON_CLAUSE:
            return self.versions.get(of)
        return self.questions.get(of) if kind in ON_QUESTION else None

    def _box(self, name: str, filled: Filled, form: Form, on: dict[object, Values]) -> None:
        """Take one box over, or leave its words as a piece of the rest."""
        kind, _, of = name.partition("_")
        place = self._on(name)
        words, ticks = filled.boxes.get(name, ""), filled.ticked(name)
        value = self._value(kind, of, place, words, ticks)
        if value is None:
            left = "\n".join([*(TICKED + one for one in ticks), *filter(None, [words])])
            if left:
                form.rest.append(Piece(left, place))
        elif kind == "about":
            form.details[of] = value
        elif place is not None:
            on.setdefault((type(place), place.pk), Values(place)).said[kind] = str(value)

    def _value(self, kind: str, of: str, place: object, words: str, ticks: list[str]) -> Any:
        """What a box says, as it is stored; None when it cannot be stored as that."""
        if kind == "about":
            return self._detail(of, words, ticks)
        if place is None:
            return None
        if kind in ("comment", "answer", "wording"):
            return words if words.strip() and not ticks else None
        if words or len(ticks) != 1:
            return None
        if isinstance(place, Question):
            return ticks[0] if ticks[0] in choices_of(place) else None
        return meanings(Position.choices).get(ticks[0])

    def _detail(self, name: str, words: str, ticks: list[str]) -> Any:
        types = self.consultation.respondent_types.values_list("key", "label")
        choices: dict[str, dict[str, Any]] = {
            "kind": meanings(Kind.choices),
            "publish": meanings(Publish.choices),
            "confidential": meanings([(True, _("Yes")), (False, _("No"))]),
            "region": meanings((region, _(region)) for region in REGIONS),
            "respondent_type": {label: key for key, label in types},
        }
        if name in choices:
            return choices[name].get(ticks[0]) if len(ticks) == 1 and not words else None
        return words if fits(name, words) and not ticks else None


def meanings(choices: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """What each label stands for, in every language of the site: who fills in a form in one may
    attach it to a page in another."""
    choices = list(choices)
    found: dict[str, Any] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {str(label): value for value, label in choices}
    return found


def label_of(position: str) -> str:
    """A position in words that are stored: in the site's own language, whoever sent the form."""
    with override(settings.LANGUAGE_CODE):
        return str(Position(position).label)


def _order(one: Values) -> tuple[int, int]:
    at = one.on.clause.order if isinstance(one.on, ClauseVersion) else one.on.sort_order or 0
    return at, one.on.pk


def fits(name: str, words: str) -> bool:
    """Whether what was typed can be stored as this detail of a respondent."""
    if name not in (*WRITTEN_DETAILS, "email") or not words.strip():
        return False
    most: int | None = getattr(Response._meta.get_field(name), "max_length", None)
    if most is not None and (len(words) > most or "\n" in words):
        return False
    try:
        if name == "email":
            validate_email(words)
    except ValidationError:
        return False
    return True
