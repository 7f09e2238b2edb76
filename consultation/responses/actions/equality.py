"""Keeping answers to equality questions with a draft, and making them numbers when it is sent."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from consultation.responses.models import Draft, DraftEqualityAnswer, EqualityTally


@transaction.atomic
def save_equality(draft: Draft, answers: Mapping[str, str]) -> None:
    """Keep the choices by question; an empty one takes the answer back."""
    for key, choice in answers.items():
        if choice:
            DraftEqualityAnswer.objects.update_or_create(
                draft=draft, question_key=key, defaults={"choice": choice}
            )
        else:
            draft.equality_answers.filter(question_key=key).delete()


def count_equality(draft: Draft) -> None:
    """Make each answer a number that is one higher; nothing is left that tells whose it was.

    In the order of the questions, so that two who send at once never wait for each other's rows.
    """
    for answer in draft.equality_answers.order_by("question_key"):
        tally, _new = EqualityTally.objects.get_or_create(
            consultation=draft.consultation,
            question_key=answer.question_key,
            choice=answer.choice,
        )
        EqualityTally.objects.filter(pk=tally.pk).update(number=F("number") + 1)
