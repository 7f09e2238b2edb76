"""The wordings that respondents propose for a clause, as changes to the one they saw."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.urls import reverse

from consultation.findings.rules import Stretch, redline
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import Proposal, Restricted
from consultation.responses.rules.masking import NOTHING_RESTRICTED, Restriction, Sight
from consultation.responses.rules.proposing import proposed_changes


class Proposed(NamedTuple):
    """One wording, and the responses that propose it: (reference, address) each."""

    version: ClauseVersion
    stretches: list[Stretch]
    responses: list[tuple[str, str]]


def proposed_wordings(
    consultation: ConsultationPage, version: ClauseVersion, most: int
) -> dict[str, Any]:
    """The wordings proposed for the clause, those of most responses first, and their number.

    Of counted responses only. Spaces and line breaks do not make another wording. What is held in
    one response is left out for every reader, duty officers too: they read it in the response,
    where the log notes that they did.
    """
    rows = (
        Proposal.objects.filter(
            clause_version__clause=version.clause_id,
            response__consultation=consultation,
            response__set_aside="",
        )
        .select_related("clause_version", "response")
        .order_by("pk")
    )
    alike: dict[tuple[int, str], list[Proposal]] = defaultdict(list)
    for row in rows:
        alike[row.clause_version_id, " ".join(row.text.split())].append(row)
    listed = sorted(alike.values(), key=len, reverse=True)
    pks = [row.pk for group in listed[:most] for row in group]
    restricted = Restricted.of_sources({"proposal": pks})
    return {
        "total": len(listed),
        "responses": sum(map(len, listed)),
        "listed": [_proposed(consultation, group, restricted) for group in listed[:most]],
    }


def tracked(proposal: Proposal, restrictions: list[Restriction], sight: Sight) -> list[Stretch]:
    """The proposal as changes to the wording its writer saw."""
    changes = proposed_changes(proposal.clause_version.text, proposal.text)
    return redline(changes, restrictions, sight)


def _proposed(
    consultation: ConsultationPage, group: list[Proposal], restricted: Restricted
) -> Proposed:
    # The most restricted of them stands for all: the same words may be released in one alone.
    shown = max(group, key=lambda row: sum(one.end - one.start for one in restricted.on(row)))
    return Proposed(
        shown.clause_version,
        tracked(shown, restricted.on(shown), NOTHING_RESTRICTED),
        [(row.response.reference, address(consultation, row)) for row in group],
    )


def address(consultation: ConsultationPage, proposal: Proposal) -> str:
    """Where the proposal stands in its response."""
    page = reverse("analysis_response", args=[consultation.slug, proposal.response.reference])
    return f"{page}#proposal-{proposal.pk}"
