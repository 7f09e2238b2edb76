"""How far a draft has come, and what still keeps it from being sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from consultation.guidance.models import Clause, Question, SectionPage
    from consultation.responses.models import Draft, DraftAnswer, DraftComment


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """What a draft holds of one section; ``section`` None is the whole consultation."""

    section: SectionPage | None
    clauses: int
    commented: int
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that must be given before a response can be sent, and the step it belongs to."""

    step: str
    words: str


def next_without_comment(
    clauses: Sequence[UUID], commented: Container[UUID], after: UUID | None = None
) -> UUID | None:
    """The first clause in reading order, after the given one, that has no comment yet.

    After the last clause it goes on at the first: whoever began in the middle is led through all.
    None when every clause has one. Nobody has to comment on all; it is an offer.
    """
    start = clauses.index(after) + 1 if after in clauses else 0
    return next((one for one in [*clauses[start:], *clauses[:start]] if one not in commented), None)


def answered(answer: DraftAnswer) -> bool:
    """Whether the answer says anything."""
    return bool(answer.choice.strip() or answer.text.strip())


def by_section(
    sections: Sequence[SectionPage],
    clauses: Iterable[Clause],
    questions: Iterable[Question],
    comments: Iterable[DraftComment],
    answers: Iterable[DraftAnswer],
) -> list[SectionProgress]:
    """Progress in each section, then in the questions on the whole consultation.

    ``comments`` carry their clause. Comments on a clause since withdrawn do not count here; they
    are still in the draft.
    """
    current = list(clauses)
    of_section = Counter(clause.section_id for clause in current)
    commented_ids = {comment.clause_version.clause_id for comment in comments}
    commented = Counter(clause.section_id for clause in current if clause.pk in commented_ids)
    asked = list(questions)
    replied = {answer.question_id for answer in answers if answered(answer)}
    put = Counter(question.page_id for question in asked)
    given = Counter(question.page_id for question in asked if question.pk in replied)
    listed = [
        SectionProgress(
            section,
            of_section[section.pk],
            commented[section.pk],
            put[section.pk],
            given[section.pk],
        )
        for section in sections
    ]
    ids = {section.pk for section in sections}
    return [
        *listed,
        SectionProgress(
            None,
            0,
            0,
            sum(count for page, count in put.items() if page not in ids),
            sum(count for page, count in given.items() if page not in ids),
        ),
    ]


def missing(
    draft: Draft,
    comments: Sequence[DraftComment],
    answers: Sequence[DraftAnswer],
    questions: Iterable[Question],
    files: int = 0,
) -> list[Missing]:
    """What must still be given. Words are asked for only where an editor said so.

    A question an editor marked as required is asked for at the end, not when it is skipped, so
    that nobody has to answer in order or loses a page of answers for want of one.
    """
    found = []
    if not comments and not files and not any(answered(answer) for answer in answers):
        words = _("Comment on at least one clause, answer a question or attach a file")
        found.append(Missing("tasks", words))
    replied = {answer.question_id for answer in answers if answered(answer)}
    found += [
        Missing(
            f"questions:{question.page_id}",
            _("Answer the question “{question}”").format(question=question.label),
        )
        for question in questions
        if question.required and question.pk not in replied
    ]
    if not draft.kind:
        found.append(Missing("about", _("Tell us about you")))
    return found
