"""What a person was shown: whoever saw an answer cannot code it blind any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User

from consultation.findings.models import Opening


def note_opened(responses: Iterable[int], user: User, what: str, now: datetime) -> None:
    """Note that ``user`` was shown answers on these responses (primary keys); once for each."""
    Opening.objects.bulk_create(
        (
            Opening(user=user, response_id=response, what=what, opened_at=now)
            for response in sorted(set(responses))
        ),
        ignore_conflicts=True,
    )
