"""What a person was shown: whoever saw an answer cannot code it blind any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User

from consultation.findings.models import Opening
from consultation.guidance.models import ConsultationPage

#: Rows in one INSERT.
BATCH = 5000


def note_opened(responses: Iterable[int], user: User, what: str, now: datetime) -> None:
    """Note that ``user`` was shown answers on these responses (primary keys); once for each."""
    Opening.objects.bulk_create(
        (
            Opening(user=user, response_id=response, what=what, opened_at=now)
            for response in sorted(set(responses))
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def note_taken(
    consultation: ConsultationPage, references: Iterable[str], user: User, now: datetime
) -> None:
    """Note that ``user`` took answers on these responses along in a file."""
    wanted = set(references)
    numbers = consultation.responses.order_by().values_list("reference", "pk")
    taken = [number for reference, number in numbers.iterator() if reference in wanted]
    note_opened(taken, user, Opening.What.EXPORT, now)
