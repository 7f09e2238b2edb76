"""Every point on a clause that one respondent alone makes, page by page, each to be considered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.auth import permission_denied

from consultation import clock
from consultation.findings.actions.blindness import note_opened
from consultation.findings.actions.coding import Place, correct, undo
from consultation.findings.models import Correction, Opening
from consultation.findings.rules.coding import ON
from consultation.findings.views.clause.page import OfClause
from consultation.findings.views.quotations import Quotations, Quote
from consultation.responses.models.placed import SOURCES, source_of

CODE_RESPONSES = "consultation.code_responses"
PER_PAGE = 25


class Point(NamedTuple):
    """A point, its place as the form sends it back, and who has considered it, if anybody has."""

    place: str
    quote: Quote | None
    considered: Correction | None


def placed(identity: Mapping[str, Any]) -> str:
    """The place of a point in one word: "comment-12-0-45"."""
    source = identity["source"].replace(":", "-")
    return f"{source}-{identity['start']}-{identity['end']}"


class Alone(OfClause):
    """Points nobody else makes: none may be lost because it weighs little in a figure."""

    template_name = "findings/alone.html"

    def get_page_title(self) -> str:
        return f"Points made by one respondent only: {self.name}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, here = super().get_breadcrumbs_items()
        clause = reverse("analysis_clause", args=[self.consultation.slug, self.name])
        return [*before, {"url": clause, "label": f"Clause {self.name}"}, here]

    @cached_property
    def points(self) -> list[dict[str, Any]]:
        """The places of all points, in the order of the responses."""
        found: list[dict[str, Any]] = self.finding.made_by_one if self.finding else []
        return found

    @cached_property
    def considered(self) -> dict[str, Correction]:
        """Who considered which point, by its place."""
        made = Correction.objects.filter(
            kind=Correction.Kind.CONSIDERED, clause=self.identity, value=ON, undone_at=None
        ).select_related("made_by")
        places = [{"source": source_of(one), "start": one.start, "end": one.end} for one in made]
        return {placed(place): one for place, one in zip(places, made, strict=True)}

    @property
    def may_consider(self) -> bool:
        """Whether this person may say that a point was considered."""
        return self.reader.has_perm(CODE_RESPONSES)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = {placed(point) for point in self.points}
        page = Paginator(self.points, PER_PAGE).get_page(self.request.GET.get("p"))
        listed = list(page)
        quotations = Quotations(self.consultation, [listed], self.sight)
        note_opened(quotations.responses, self.reader, Opening.What.FINDINGS, clock.now())
        return super().get_context_data(
            state=self.state,
            version=self.version,
            page=page,
            rows=(rows := [
                Point(placed(one), quotations[one], self.considered.get(placed(one)))
                for one in listed
            ]),
            left=[row for row in rows if row.quote and not row.considered],
            done=len(places & self.considered.keys()),
            may_consider=self.may_consider,
            **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note that a point was considered, or take that back; or all that the page showed."""
        if not self.may_consider:
            return permission_denied(request)
        if "all" in request.POST:
            return self._all(request.POST.getlist("place"))
        name = request.POST.get("place", "")
        point = next((one for one in self.points if placed(one) == name), None)
        known = self.considered.get(name)
        if known is not None and "back" in request.POST:
            undo(known, self.reader, clock.now())
        elif point is None:
            messages.warning(
                request, "This point is not in the latest findings: look for it in the list below."
            )
        elif known is None:
            self._consider(point)
        return redirect(f"{self._here}?p={request.POST.get('p', 1)}#{name}")

    @property
    def _here(self) -> str:
        return reverse("analysis_alone", args=[self.consultation.slug, self.name])

    def _all(self, shown: list[str]) -> HttpResponse:
        """Note as considered those of the points ``shown`` that are not yet.

        Policy: for a person who reads on and decides at the end of a page. It marks what one by one
        would be: each is logged by itself, and none that the page did not show.
        """
        names = set(shown) - self.considered.keys()
        points = [one for one in self.points if placed(one) in names]
        for point in points:
            self._consider(point)
        messages.success(self.request, f"Considered: {len(points)}.")
        return redirect(f"{self._here}?p={self.request.POST.get('p', 1)}")

    def _consider(self, point: dict[str, Any]) -> None:
        kind, _, number = point["source"].partition(":")
        source = SOURCES[kind]._default_manager.select_related("response").get(pk=int(number))
        place = Place(source.response, source, point["start"], point["end"])
        clause = self.version.clause
        correct(
            place, Correction.Kind.CONSIDERED, self.reader, clock.now(), value=ON, clause=clause
        )
