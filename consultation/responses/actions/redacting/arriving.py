"""Words redacted earlier, found again in what arrives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.redacting.acting import mask_found
from consultation.responses.actions.redacting.columns import Find, Standing, columns
from consultation.responses.actions.redacting.finding import Found, in_response
from consultation.responses.models import (
    ProposedDetails,
    RedactedWords,
    RedactionAct,
    Response,
)
from consultation.responses.rules.masking import masked
from consultation.responses.rules.matching import found_by_digest, key_of


@transaction.atomic
def redact_arrived(response: Response, now: datetime) -> int:
    """Mask in a response, and in what its files tell of themselves, what was redacted everywhere.

    In how many places. Done before its words are shown to anybody: until they are checked, they
    are held whole.
    """
    total = 0
    for act, find in _finders(response.consultation).items():
        spots = in_response(response, find)
        proposed = ProposedDetails.objects.filter(file__response=response)
        beside = [*response.files.all(), *proposed]
        named = [standing for one in beside for standing in _in_columns(type(one), one.pk, find)]
        mask_found(act, Found(spots, named), now, None)
        total += len(spots) + len(named)
    return total


def _finders(consultation: ConsultationPage) -> dict[RedactionAct, Find]:
    """For each act that stands, what finds its words by their digests."""
    words = RedactedWords.objects.filter(act__consultation=consultation, act__lifted_at=None)
    known: dict[RedactionAct, list[RedactedWords]] = defaultdict(list)
    for one in words.select_related("act"):
        known[one.act].append(one)
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [key_of(str(secret), consultation.pk) for secret in secrets]
    return {act: _finder(rows, keys) for act, rows in known.items()}


def _finder(
    words: list[RedactedWords], keys: list[bytes]
) -> Callable[[str], list[tuple[int, int]]]:
    digests = {one.digest for one in words}
    most = max(one.number for one in words)
    return lambda text: found_by_digest(text, digests, most, keys)


def _in_columns(model: type, row: object, find: Find) -> list[Standing]:
    found = []
    for column in columns():
        if column.model is model and not column.json:
            rows = column.model._base_manager.filter(pk=row)
            value = rows.values_list(column.name, flat=True).first()
            if value and (spans := find(value)):
                found.append(Standing(column, row, value, spans, masked(value, spans)))
    return found
