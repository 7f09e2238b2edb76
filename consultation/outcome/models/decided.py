"""What the draft of the response says of one clause now: for the page where officials read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.guidance.rules import anchor
from consultation.outcome.models.pages import OutcomePage
from consultation.outcome.models.publishing import PublishedOutcome
from consultation.outcome.rules.draft import DECISIONS, Decision


class DecidedOn(NamedTuple):
    """The decision on a clause, what is written beside it, and when it was published."""

    label: str
    made: bool
    reason: bool
    wording: bool
    #: The clause in addresses of the draft, and where it stands on the published page.
    clause: str
    anchor: str
    changed_at: datetime | None
    changed_by: str
    published_at: datetime | None


def decided_on(consultation: ConsultationPage, version: ClauseVersion) -> DecidedOn | None:
    """The decision in the latest draft of the response; None where none has a block of the clause."""
    row = OutcomePage.objects.filter(consultation=consultation).first()
    if row is None:
        return None
    latest: Any = row.get_latest_revision_as_object()
    values = (block.value for block in latest.clauses)
    value = next((one for one in values if one["identity"] == str(version.clause_id)), None)
    if value is None:
        return None
    decision, revision = Decision(value["decision"] or ""), row.latest_revision
    published = PublishedOutcome.standing(consultation)
    return DecidedOn(
        label=DECISIONS[decision],
        made=decision != Decision.NOT_YET,
        reason=bool((value["reason"] or "").strip()),
        wording=bool((value["final"] or "").strip()),
        clause=value["clause"],
        anchor=anchor(version.number),
        changed_at=revision.created_at if revision else None,
        changed_by=revision.user.get_username() if revision and revision.user else "",
        published_at=published.published_at if published else None,
    )
