"""Keeping a form that was received as what it says: rows of the response, and a letter of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from consultation.guidance.models import ClauseVersion, Question
from consultation.responses.actions.drafts import asked_about
from consultation.responses.actions.filling.understanding import Form, Piece, Values
from consultation.responses.actions.holds import hold_unchecked
from consultation.responses.models import (
    Allocation,
    Answer,
    Channel,
    Comment,
    Letter,
    Proposal,
    Response,
)
from consultation.responses.models.placed import Source
from consultation.responses.models.received import WRITTEN_DETAILS
from consultation.responses.rules import DETAILS, digest
from consultation.responses.rules.receipt import sent

BETWEEN = "\n\n"


def take_in(response: Response, form: Form, now: datetime) -> list[Piece]:
    """Store what staff received on a form as the response's own; what is left for the letter.

    In the transaction that stores the letter. All of it is held until it is checked.
    """
    if response.channel == Channel.ONLINE:
        return form.pieces
    # Staff may put its details right at this moment; and whoever called goes on with this object.
    Response.objects.select_for_update().get(pk=response.pk)
    response.refresh_from_db()
    typed_before = bool(response.text)
    left = list(form.rest)
    rows: list[Comment | Answer | Proposal] = []
    proposed = {*response.proposals.values_list("clause_version", flat=True)}
    for one in form.comments:
        assert isinstance(one.on, ClauseVersion)
        words = one.get("wording")
        rows.append(
            Comment(
                response=response,
                clause_version=one.on,
                position=one.get("position"),
                text=one.get("comment"),
            )
        )
        if words and one.on.pk in proposed:
            left.append(Piece(words, one.on))
        elif words:
            rows.append(Proposal(response=response, clause_version=one.on, text=words))
    rows += [_answer(response, one) for one in form.answers]
    for row in rows:
        row.save()
    left += [Piece(words) for words in _take_details(response, form.details)]
    response.digest = digest(sent(response))
    response.save(update_fields=[*DETAILS, "digest"])
    texts: list[Source] = [row for row in rows if row.text]
    if response.text and not typed_before:
        texts.append(response)
    hold_unchecked(response, now, texts)
    return left


def _answer(response: Response, one: Values) -> Answer:
    question = one.on
    assert isinstance(question, Question)
    return Answer(
        response=response,
        question=question,
        question_key=question.key,
        question_label=question.label,
        clause_version=asked_about(response.consultation, question),
        choice=one.get("choice"),
        text=one.get("answer"),
    )


def _take_details(response: Response, details: Mapping[str, Any]) -> list[str]:
    """Fill in what is not known of who is answering; the words that were not taken over.

    Words that were typed of them are held or shown as one text, so they are not added to.
    """
    left = []
    typed_before = bool(response.text)
    for name, value in details.items():
        known = getattr(response, name)
        if known == value:
            continue
        if known or (typed_before and name in WRITTEN_DETAILS):
            left.append(str(value))
        else:
            setattr(response, name, value)
    return left


def allocate(letter: Letter, pieces: list[Piece]) -> None:
    """Store the parts of a letter that ``text_of(pieces)`` is: each on what its box was."""
    start = 0
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        end = len(letter.text) if last else start + len(piece.text) + len(BETWEEN)
        one = Allocation.objects.create(
            letter=letter,
            start=start,
            end=end,
            question=piece.on if isinstance(piece.on, Question) else None,
            why=Allocation.Why.FORM if piece.on else Allocation.Why.NONE,
            confidence=1 if piece.on else 0,
        )
        if isinstance(piece.on, ClauseVersion):
            one.clause_versions.set([piece.on])
        start = end


def text_of(pieces: list[Piece]) -> str:
    """The pieces as one text."""
    return BETWEEN.join(piece.text for piece in pieces)
