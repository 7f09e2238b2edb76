"""Loading example responses into a consultation, through the same actions as real ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.offline import Recorder
from consultation.responses.models import Response


def load_examples(consultation: ConsultationPage, examples: Iterable[Mapping[str, Any]]) -> int:
    """Record the examples that are not there yet, all or none; return how many were new.

    Each arrives ``days_before_close`` days before the closing instant.
    """
    recorder = Recorder(consultation)
    known = set(consultation.responses.values_list("submission_key", flat=True))
    with transaction.atomic():
        new = [
            recorder.store(example | {"received_at": _arrival(consultation, example)})
            for example in map(dict, examples)
            if recorder.key(example["key"]) not in known
        ]
    check_all(new)
    return len(new)


@transaction.atomic
def check_all(responses: Iterable[Response]) -> None:
    """Check the words of many responses at once."""
    for response in responses:
        check_words(response)


def _arrival(consultation: ConsultationPage, example: Mapping[str, Any]) -> Any:
    return consultation.closes - timedelta(days=example["days_before_close"])
