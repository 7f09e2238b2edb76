"""Loading example responses into a consultation, and deciding what is held of them, through the
same actions as for real ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import disclosures
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.offline import Recorder
from consultation.responses.actions.redacting import Spot, redact
from consultation.responses.actions.releasing import release_hold
from consultation.responses.models import Disclosure, Hold, Reason, Response
from consultation.responses.models.placed import SOURCES

#: Why words may be held that in the examples do identify somebody, and those that tell of a child.
NAMES = ("given name", "full name", "named with a title", "holder of a post")
TELLS = ("a child may still be at risk", "a death in the writer's own family")


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


@transaction.atomic
def decide_on_held(
    consultation: ConsultationPage,
    responses: Iterable[Response],
    official: User,
    duty: User,
    now: datetime,
) -> None:
    """Decide on everything held of these examples, as their staff would who have read them.

    Names are redacted, by ``official``; possible disclosures are acted on and closed by ``duty``,
    and what does tell of a child is referred and redacted; all else is read and released.
    """
    holds = Hold.objects.filter(response__in=list(responses), released_at=None)
    spots: dict[Reason, dict[int, list[Spot]]] = {Reason.THIRD_PARTY: {}, Reason.CHILD: {}}
    for hold in holds.select_related("response", *SOURCES).order_by("pk"):
        child = any(one in hold.reason for one in TELLS)
        if child or any(one in hold.reason for one in NAMES):
            reason = Reason.CHILD if child else Reason.THIRD_PARTY
            listed = spots[reason].setdefault(hold.response_id, [])
            listed.append(Spot(hold.source, hold.start, hold.end))
    for reason, by_response in spots.items():
        for listed in by_response.values():
            redact(consultation, listed, [], reason, official, now)
    for hold in holds:
        disclosed = hold.why == Hold.Why.DISCLOSURE
        release_hold(hold, duty if disclosed else official, "Read, and decided on.", now)
    told = set(spots[Reason.CHILD])
    for one in Disclosure.objects.filter(response__in=list(responses), closed_at=None):
        _close(one, duty, one.response_id in told, now)


def _close(disclosure: Disclosure, duty: User, told: bool, now: datetime) -> None:
    disclosures.note_disclosure_seen(disclosure, duty, now)
    disclosures.claim(disclosure, duty, now)
    if told:
        to = "Children’s services of the respondent’s area"
        disclosures.refer(disclosure, duty, to, now, "Told by telephone.", now)
    outcome = Disclosure.Outcome.REFERRED if told else Disclosure.Outcome.NO_RISK
    disclosures.close(disclosure, duty, outcome, "An invented example, read as a real one.", now)
