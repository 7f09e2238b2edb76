"""Publishing the cleared responses of a consultation, and taking them down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.dataset.publishing import publishable
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Publication, Response

PUBLISH = "consultation.publish_responses"
TAKE_DOWN = "consultation.take_down_responses"


@transaction.atomic
def publish_responses(
    consultation: ConsultationPage, seen: Iterable[Response], user: User, now: datetime
) -> Publication:
    """Publish those of ``seen`` that may be published still, in the place of what was before.

    ``seen`` are those of the preview, so that nothing is published that nobody looked at: what is
    cleared later waits for another act.
    """
    allowed = set(publishable(consultation).values_list("pk", flat=True))
    responses = [response for response in seen if response.pk in allowed]
    _take_down(consultation, user, now)
    publication = Publication.objects.create(
        consultation=consultation, published_at=now, published_by=user
    )
    publication.responses.set(responses)
    data = {"publication": publication.pk, "responses": len(responses)}
    log(consultation, PUBLISH, user=user, data=data)
    return publication


@transaction.atomic
def take_down_responses(consultation: ConsultationPage, user: User, now: datetime) -> bool:
    """Take down what is published, at once; whether anything was."""
    taken_down = _take_down(consultation, user, now)
    if taken_down:
        log(consultation, TAKE_DOWN, user=user)
    return taken_down


def _take_down(consultation: ConsultationPage, user: User, now: datetime) -> bool:
    standing = Publication.objects.filter(consultation=consultation, taken_down_at=None)
    return bool(standing.update(taken_down_at=now, taken_down_by=user))
