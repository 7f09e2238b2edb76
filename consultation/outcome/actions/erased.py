"""What follows in the outcome when words are redacted or a response is erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.db import transaction

from consultation import clock
from consultation.dataset import publishing
from consultation.guidance.models import ConsultationPage
from consultation.outcome.actions.masking import mask_seal, mask_seals_later
from consultation.outcome.actions.publishing import BODY
from consultation.outcome.exports.files import FORMS
from consultation.outcome.models import PublishedFile, PublishedOutcome, Seal
from consultation.outcome.models.package import Package
from consultation.outcome.models.standing import NAMED, named_in, quoted_in
from consultation.responses.actions.erasing import Words, erased, erasing
from consultation.responses.actions.redacting import redacted
from consultation.responses.models import ErasureDecision, RedactionAct, Response


def follow() -> None:
    """Have every erasure, and every redaction, reach into seals and published files."""
    erasing.connect(_empty_published, dispatch_uid="empty published files after an erasure")
    erased.connect(_mask, dispatch_uid="mask seals after an erasure")
    redacted.connect(_mask_later, dispatch_uid="mask seals after a redaction")


def _mask(consultation: ConsultationPage, **_: Any) -> None:
    """In the transaction of the erasure: all of it is done, or nothing."""
    for seal in Seal.objects.filter(consultation=consultation, state=Seal.State.MADE):
        mask_seal(seal, clock.now())


def _mask_later(act: RedactionAct, **_: Any) -> None:
    if Seal.objects.filter(consultation=act.consultation_id, state=Seal.State.MADE).exists():
        transaction.on_commit(partial(mask_seals_later.enqueue, act.consultation_id), robust=True)


def _empty_published(
    consultation: ConsultationPage, responses: Sequence[Response], words: Words, **_: Any
) -> None:
    """Empty the published files that repeat words of erased responses; a correction must follow.

    Policy: what was published by consent is the public record, and stays when the time is over for
    which responses are kept. Whoever asks to be erased is erased from it too.
    """
    over = ErasureDecision.Ground.PERIOD
    asked = ErasureDecision.objects.filter(carried_out_at=None, cancelled_at=None)
    kept = asked.filter(ground=over, responses__in=responses).values_list("responses", flat=True)
    gone = [one for one in responses if one.pk not in set(kept)]
    for publication in PublishedOutcome.objects.filter(
        consultation=consultation, state=PublishedOutcome.State.PUBLISHED
    ):
        names = list(_repeating(publication, gone, words)) if gone else []
        PublishedFile.objects.filter(publication=publication, name__in=names).update(
            content=b"", size=0, erased_at=clock.now()
        )


def _repeating(
    publication: PublishedOutcome, responses: Sequence[Response], words: Words
) -> Iterator[str]:
    """The files of a publication that quote a response, name a theme by its words, or list it."""
    references = {one.reference for one in responses}
    quoted = any(place.response in references for place in quoted_in(publication))
    themes = (name for _key, name in Package(publication.seal, ("themes.csv",)).themes)
    named = any(reference in references for reference, _name in named_in(publication))
    if named:
        yield NAMED
    if quoted or named or any(map(words.only_theirs, themes)):
        yield from (*FORMS, BODY)
    listed = bytes(publication.files.get(name="responses.json").content)
    if any(publishing.number_of(one).encode() in listed for one in responses):
        yield from publication.files.filter(name__startswith="responses.").names()
