"""The wordings that respondents propose for a clause, as changes to the one they saw."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse

from consultation.findings.rules import Stretch, redline
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import Proposal, Restricted
from consultation.responses.models.placed import named
from consultation.responses.rules.masking import NOTHING_RESTRICTED, Restriction, Sight
from consultation.responses.rules.portions import portions
from consultation.responses.rules.proposing import proposed_changes

#: Responses named under one wording; the page of all changes lists everybody.
MOST_NAMED = 50


class Proposed(NamedTuple):
    """One wording, how many propose it, and the first who do: (reference, address) each.

    Of a very long one the first page; ``goes_on``: the rest is read in a response.
    """

    version: ClauseVersion
    stretches: list[Stretch]
    number: int
    responses: list[tuple[str, str]]
    goes_on: bool


def proposed_wordings(
    consultation: ConsultationPage, version: ClauseVersion, most: int
) -> dict[str, Any]:
    """The wordings proposed for the clause, those of most responses first, and their number.

    Of counted responses only. Spaces and line breaks do not make another wording. What is held in
    one response is left out for every reader, duty officers too: they read it in the response,
    where the log notes that they did.
    """
    rows = Proposal.objects.filter(
        clause_version__clause=version.clause_id,
        response__consultation=consultation,
        response__set_aside="",
    ).order_by("pk")
    alike: dict[tuple[int, str], list[int]] = defaultdict(list)
    for pk, seen, text in rows.values_list("pk", "clause_version", "text"):
        alike[seen, " ".join(text.split())].append(pk)
    groups = sorted(alike.values(), key=len, reverse=True)
    restricted = Restricted(Q(proposal__in=rows.order_by().values("pk")))
    stands = [_most_restricted(group, restricted) for group in groups[:most]]
    named = [[shown, *group[:MOST_NAMED]] for shown, group in zip(stands, groups, strict=False)]
    wanted = rows.filter(pk__in={pk for group in named for pk in group})
    known = wanted.select_related("clause_version", "response").in_bulk()
    listed = [
        _proposed(
            consultation,
            known[shown],
            [known[pk] for pk in group[:MOST_NAMED]],
            len(group),
            restricted,
        )
        for shown, group in zip(stands, groups, strict=False)
        if {shown, *group[:MOST_NAMED]} <= known.keys()
    ]
    return {
        "total": len(groups),
        "responses": sum(map(len, groups)),
        "listed": listed,
    }


def tracked(
    proposal: Proposal,
    restrictions: list[Restriction],
    sight: Sight,
    start: int = 0,
    end: int | None = None,
) -> list[Stretch]:
    """The proposal, or these characters of it, as changes to the wording its writer saw."""
    changes = proposed_changes(proposal.clause_version.text, proposal.text)
    return redline(changes, restrictions, sight, start, end)


def _most_restricted(group: list[int], restricted: Restricted) -> int:
    """The one that stands for all: the same words may be released in one response alone."""
    return max(
        group, key=lambda pk: sum(one.end - one.start for one in restricted.on(f"proposal:{pk}"))
    )


def _proposed(
    consultation: ConsultationPage,
    shown: Proposal,
    named: list[Proposal],
    number: int,
    restricted: Restricted,
) -> Proposed:
    first, *others = portions([("", shown.text)])
    return Proposed(
        shown.clause_version,
        tracked(shown, restricted.on(shown), NOTHING_RESTRICTED, *first.places[""]),
        number,
        [(row.response.reference, address(consultation, row)) for row in named],
        bool(others),
    )


def address(consultation: ConsultationPage, proposal: Proposal) -> str:
    """Where the proposal stands in its response."""
    page = reverse("analysis_response", args=[consultation.slug, proposal.response.reference])
    return f"{page}?source={named(proposal)}#proposal-{proposal.pk}"
