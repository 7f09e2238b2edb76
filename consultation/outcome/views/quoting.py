"""Choosing quotations for a clause: by identity, and only what may be published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from consultation.findings.models import Correction
from consultation.outcome.actions import ChangedMeanwhile, save_clause
from consultation.outcome.actions.drafting import fingerprint
from consultation.outcome.models.allowed import Allowed
from consultation.outcome.rules.notation import Place
from consultation.outcome.views.clause import OfClause
from consultation.responses.models.placed import source_of


class Candidate(NamedTuple):
    """A passage that may be chosen, or why not; ``number`` is 0 until it is."""

    place: Place
    words: str
    who: str
    withheld: str
    address: str
    number: int


class ChooseQuotations(OfClause):
    """The passages the seal offers on a clause, by what they say, each with whether it is allowed."""

    template_name = "outcome/admin/quotations.html"
    trail: ClassVar[list[tuple[str, str]]] = [("Government response", "outcome")]

    def get_page_title(self) -> str:
        return f"Quotations on clause {self.draft.number}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        offered = {str(place) for _heading, places in self._groups() for place in places}
        chosen = [Place.read(one) for one in request.POST.getlist("place") if one in offered]
        allowed = Allowed(self.package, chosen)
        places = [place for place in dict.fromkeys(chosen) if not allowed[place].withheld]
        draft = replace(self.draft, quotations=_numbered(self.draft.quotations, places))
        try:
            save_clause(self.page, draft, request.POST.get("seen", ""), self.reader)
        except ChangedMeanwhile:
            messages.error(
                request,
                "Somebody else has changed this clause since you opened the list. Nothing was "
                "saved: this is the list as it is now.",
            )
            return redirect("outcome_quotations", self.consultation.slug, self.draft.clause)
        left_out = len(set(chosen)) - len(places)
        if left_out:
            messages.warning(request, f"{left_out} may not be quoted now, and was left out.")
        messages.success(request, f"{len(places)} chosen. Write each by its number: {{quote 1}}.")
        return redirect("outcome_clause", self.consultation.slug, self.draft.clause)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = list(self._groups())
        places = [place for _heading, listed in groups for place in listed]
        allowed, read = Allowed(self.package, places), self.read(places)
        numbers = {place: number for number, place in self.draft.quotations.items()}
        shown = [
            (heading, [_candidate(place, allowed, read, numbers) for place in listed])
            for heading, listed in groups
        ]
        return super().get_context_data(
            draft=self.draft,
            groups=[(heading, [one for one in listed if one]) for heading, listed in shown],
            seen=fingerprint(self.page, self.draft.clause),
            **kwargs,
        )

    def _groups(self) -> Iterator[tuple[str, list[Place]]]:
        """(heading, places), each place once, those chosen already first."""
        finding = self.resolved.tree[self.draft.clause]
        told: set[Place] = set()
        listed: list[tuple[str, list[Place]]] = [
            ("Chosen", list(self.draft.quotations.values())),
            ("Marked by officials as quotations to use", list(self._marked())),
        ]
        listed += [
            (f"Theme: {theme['name']}", _places(theme["quotations"])) for theme in finding["themes"]
        ]
        listed += [
            ("Counter-arguments, however few", _places(finding["counter_arguments"])),
            ("Points made by one respondent only", _places(finding["made_by_one"])),
            ("Changes proposed", [p for a in finding["amendments"] for p in _places(a["quotations"])]),
        ]  # fmt: skip
        for heading, places in listed:
            new = [place for place in dict.fromkeys(places) if place not in told]
            told.update(new)
            if new:
                yield heading, new

    def _marked(self) -> Iterator[Place]:
        rows = Correction.objects.filter(
            kind=Correction.Kind.QUOTE,
            value="on",
            undone_at=None,
            clause=UUID(self.draft.identity),
            response__consultation=self.consultation,
        )
        begins = {at: row for row, at in self.package.sources.items()}
        for row in rows.select_related("response"):
            sealed = begins.get((source_of(row), 0))
            if sealed:
                yield Place(sealed[0], sealed[1], row.start, row.end)


def _places(quotations: list[dict[str, Any]]) -> list[Place]:
    return [Place(q["response_id"], q["row"], q["start"], q["end"]) for q in quotations]


def _candidate(
    place: Place, allowed: Allowed, read: dict[Place, Any], numbers: dict[Place, int]
) -> Candidate | None:
    found = read.get(place)
    if found is None:
        return None
    may = allowed[place]
    words = found.words or f"[{found.withheld}]"
    return Candidate(place, words, may.who, may.withheld, found.address, numbers.get(place, 0))


def _numbered(before: Any, places: list[Place]) -> dict[int, Place]:
    """The places by number: who had one keeps it, and no number is given twice."""
    kept = {number: place for number, place in before.items() if place in places}
    new = [place for place in places if place not in kept.values()]
    first = max(before, default=0) + 1
    return kept | dict(enumerate(new, first))
