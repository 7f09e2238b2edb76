"""What stands in the form, in reading order: the DOCX and the page to print show the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from consultation.guidance.rules import clause_words
from consultation.responses.rules.form.names import field

if TYPE_CHECKING:
    from consultation.guidance.models import ClauseVersion, Question

LINES_OF_A_BOX = {"comment": 8, "answer": 8, "wording": 5, "about": 2}


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4."""

    text: str
    level: int


@dataclass(frozen=True)
class Words:
    """A paragraph; ``clause``: it is the wording of a clause."""

    text: str
    clause: bool = False


@dataclass(frozen=True)
class Box:
    """A box to write in or, with ``choices``, to tick one of them."""

    field: str
    label: str
    choices: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """How much room it has on paper."""
        return LINES_OF_A_BOX.get(self.field.partition("_")[0], 2)


Piece = Heading | Words | Box


@dataclass(frozen=True)
class Part:
    """A section, or the whole text, with its clauses and the questions on it."""

    title: str
    clauses: Sequence[ClauseVersion]
    questions: Sequence[Question]


def outline(
    parts: Iterable[Part], about: Iterable[Box], positions: Sequence[str]
) -> Iterator[Piece]:
    """Sections with clauses and questions, then who is answering."""
    for part in parts:
        yield Heading(part.title, 2)
        for version in part.clauses:
            yield from _clause(version, positions)
        for question in part.questions:
            yield from _question(question)
    yield Heading(_("About you"), 2)
    yield Words(_("It helps us if you fill this in. You can leave any box empty."))
    yield from about


def _clause(version: ClauseVersion, positions: Sequence[str]) -> Iterator[Piece]:
    yield Heading(f"{version.number} {version.heading}".strip(), 3)
    for line in filter(str.strip, version.text.split("\n")):
        yield Words(line.strip(), clause=True)
    labels = {
        "position": _("Where you stand on clause {number}: tick one"),
        "comment": _("What you want to say about clause {number}"),
        "wording": _("How you would word clause {number}, the whole of it"),
    }
    for kind, label in labels.items():
        choices = tuple(positions) if kind == "position" else ()
        yield Box(field(kind, version.pk), label.format(number=version.number), choices)


def _question(question: Question) -> Iterator[Piece]:
    yield Heading(question.label, 3)
    about = clause_words(question.about)
    for line in (question.help_text, about and f"{about}."):
        if line:
            yield Words(line)
    if choices := choices_of(question):
        ticking = _("Your answer to question {key}: tick one").format(key=question.key)
        yield Box(field("choice", question.pk), ticking, choices)
    label = _("Your reasons (question {key})") if choices else _("Your answer to question {key}")
    yield Box(field("answer", question.pk), label.format(key=question.key))


def choices_of(question: Question) -> tuple[str, ...]:
    """The choices of a closed question."""
    if question.field_type != "radio":
        return ()
    # As Wagtail's FormBuilder reads them.
    choices = question.choices.split("\n" if "\n" in question.choices else ",")
    return tuple(filter(None, (choice.strip() for choice in choices)))
