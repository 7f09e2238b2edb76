"""Adding the text of a letter: stored, its words held until they are checked, then split."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from consultation.responses.actions.holds import UNCHECKED, check_words
from consultation.responses.actions.splitting import split
from consultation.responses.models import Hold, Letter, ReceivedFile, Response


def add_letter(
    response: Response, text: str, now: datetime, file: ReceivedFile | None = None
) -> Letter:
    """The next version of the response's letter, or of the text of one of its files.

    It is stored with its words held, then checked and split. Whatever fails after the storing
    loses no word: what is not checked stays held, what is not split waits to be.
    """
    with transaction.atomic():
        letter = store_letter(response, text, now, file)
    check_words(response)
    split(letter)
    return letter


def store_letter(
    response: Response, text: str, now: datetime, file: ReceivedFile | None = None
) -> Letter:
    """Store the next version, all of it held. Whoever calls this checks and splits it after."""
    # The lock on the response makes two people who type at once wait for each other.
    Response.objects.select_for_update().get(pk=response.pk)
    versions = Letter.objects.filter(response=response, file=file)
    newest = versions.aggregate(newest=Max("version"))["newest"] or 0
    letter = Letter.objects.create(response=response, file=file, version=newest + 1, text=text)
    if text:
        Hold.objects.create(
            response=response,
            letter=letter,
            start=0,
            end=len(text),
            why=Hold.Why.UNCHECKED,
            reason=UNCHECKED,
            raised_at=now,
        )
    return letter
