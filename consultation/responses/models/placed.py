"""Places in what was received: characters of one immutable source, never a copy of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models

from consultation.responses.models.received import Answer, Comment, Letter, Proposal, Response

#: What has words a place can be in; a response, for those its respondent wrote of themself.
Source = Comment | Answer | Letter | Proposal | Response

#: The columns of a place that name its source, and what each names.
SOURCES: dict[str, type[Comment | Answer | Letter | Proposal]] = {
    "comment": Comment,
    "answer": Answer,
    "letter": Letter,
    "proposal": Proposal,
}

COLUMNS = [(kind, f"{kind}_id") for kind in SOURCES]

#: The kind of the source of a place in what a respondent wrote of themself.
DETAILS = "details"


def _at_most_one(*names: str) -> models.Q:
    """That at most one of these columns is set."""
    allowed = models.Q()
    for one in names:
        allowed |= models.Q(**{f"{name}__isnull": True for name in names if name != one})
    return allowed


class Placed(models.Model):
    """A mark on the characters from ``start`` up to ``end`` of the text of ``source``."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="%(class)ss")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT)
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT)
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=_at_most_one(*SOURCES), name="%(class)s_has_one_source"
            )
        ]

    @property
    def source(self) -> Source:
        """What the words stand in: the response itself when no other source is set."""
        return self.comment or self.answer or self.letter or self.proposal or self.response


def sources(response: Response) -> Iterator[Source]:
    """The texts of a response: comments, proposals, answers, versions of letters, its details."""
    yield from response.comments.exclude(text="")
    yield from response.proposals.exclude(text="").select_related("clause_version")
    yield from response.answers.exclude(text="")
    yield from response.letters.exclude(text="")
    if response.text:
        yield response


def named(source: Source) -> str:
    """The name of a source in findings and addresses: "comment:12", or "details:7"."""
    for kind, model in SOURCES.items():
        if isinstance(source, model):
            return f"{kind}:{source.pk}"
    return f"{DETAILS}:{source.pk}"


def source_of(row: Any) -> str:
    """The name of the source a placed row lies in, without reading the source.

    ``row`` has at least some of the columns of ``Placed``, and ``response``.
    """
    # Asked of tens of thousands of rows for a page: without anything built on the way.
    for kind, column in COLUMNS:
        number = getattr(row, column, None)
        if number is not None:
            return f"{kind}:{number}"
    return f"{DETAILS}:{getattr(row, 'response_id', None)}"


def columns(source: Source, response: Response) -> dict[str, Source | None]:
    """The columns of a place in ``source``: all empty but one, or but none, and the response."""
    place = {name: source if isinstance(source, kind) else None for name, kind in SOURCES.items()}
    return {"response": response, **place}
