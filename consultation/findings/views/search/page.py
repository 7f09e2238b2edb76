"""The search page: what was found, in its place, and searches that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset import frames
from consultation.dataset.rules import of_like_meaning
from consultation.findings.actions.blindness import note_opened
from consultation.findings.actions.searches import forget_search, keep_search
from consultation.findings.forms import NameSearch, Search
from consultation.findings.models import ClausePosition, Opening, SavedSearch
from consultation.findings.rules.pieces import Mark, Piece, pieces
from consultation.findings.rules.searching import Query, parsed, snippet
from consultation.findings.views.search.finding import MOST, Found, Hit, find
from consultation.findings.views.state import State, state
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Response

PER_PAGE = 25
KINDS = {
    "comment": "Comment",
    "answer": "Answer",
    "letter": "Letter",
    "proposal": "Proposed wording",
}


class Row(NamedTuple):
    """A text that was found: what it is, the words round the first place, and where to read on."""

    hit: Hit
    kind: str
    clause: str
    type: str
    pieces: list[Piece]
    more: int
    address: str


class Searching(StaffPage):
    """What the search page and its export have in common."""

    @cached_property
    def state(self) -> State:
        """As of when the findings are that the choices go by."""
        return state(self.consultation)

    @cached_property
    def names(self) -> dict[Any, str]:
        """The name of each clause, by its identity."""
        return frames.keys(self.consultation)

    def form(self, given: Any) -> Search:
        """The form, with what was asked for."""
        return Search(given, consultation=self.consultation, names=self.names)

    @staticmethod
    def query(form: Search) -> Query:
        """What the form asks for."""
        meanings = of_like_meaning if form.wanted.get("meaning") else None
        return parsed(form.wanted.get("q", ""), meanings)

    def found(self, form: Search, query: Query, most: int | None = None) -> Found:
        """The texts that have it, on the clause chosen if one is; see ``find``."""
        among = Q(response__consultation=self.consultation)
        found = find(query, self._responses(form), among, most)
        clause = form.wanted.get("clause")
        if not clause:
            return found
        kept = [hit for hit in found.hits if self.clause_of(hit) in (clause, "")]
        return found._replace(hits=kept)

    def note(self, form: Search, hits: Iterable[Hit]) -> None:
        """Note that this person is shown what was read in these, where the choices tell it."""
        if form.tells_answers:
            shown = [hit.response_id for hit in hits]
            note_opened(shown, self.reader, Opening.What.FINDINGS, clock.now())

    def clause_of(self, hit: Hit) -> str:
        """The name of the clause a text hangs on; "" for a letter, or an answer to a question."""
        return self.names.get(hit.clause, "") if hit.clause else ""

    def _responses(self, form: Search) -> QuerySet[Response]:
        responses = self.consultation.responses.filter(set_aside="")
        if not form.narrows:
            return responses
        standing = form.chosen(ClausePosition.objects.filter(run=self.state.latest))
        return responses.filter(pk__in=standing.values("response"))


class SearchPage(Searching):
    """Words, phrases, words of like meaning and choices, over every text of the responses counted."""

    page_title = "Search"
    template_name = "findings/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.form(self.request.GET)
        query = self.query(form)
        found = self.found(form, query, MOST) if query else Found([], False)
        page = Paginator(found.hits, PER_PAGE).get_page(self.request.GET.get("p"))
        self.note(form, page)
        asked = self.request.GET.copy()
        asked.pop("p", None)
        types = dict(self.consultation.respondent_types.values_list("key", "label"))
        kept = SavedSearch.objects.filter(consultation=self.consultation)
        return super().get_context_data(
            form=form,
            state=self.state,
            asked=[said for said in form.said if said[0]],
            query=asked.urlencode(),
            looked=bool(query),
            typed=form.wanted.get("q", ""),
            also=query.also,
            found=found,
            responses=len({hit.response_id for hit in found.hits}),
            page=page,
            rows=[self._row(hit, types) for hit in page],
            kept=kept.select_related("made_by"),
            keeping=NameSearch(initial={"query": asked.urlencode()}),
            **kwargs,
        )

    def _row(self, hit: Hit, types: dict[str, str]) -> Row:
        start, end = snippet(hit.text, hit.places)
        marks = [
            Mark(a - start, b - start, "quoted") for a, b in hit.places if start <= a and b <= end
        ]
        first, last = hit.places[0]
        place = urlencode({"source": hit.source, "start": first, "end": last})
        page = reverse("analysis_response", args=[self.consultation.slug, hit.reference])
        return Row(
            hit=hit,
            kind=KINDS[hit.kind],
            clause=self.clause_of(hit),
            type=types.get(hit.respondent_type, "") or "Type not given",
            pieces=pieces(hit.text[start:end], marks),
            more=len(hit.places) - len(marks),
            address=f"{page}?{place}#quoted",
        )


class KeepSearch(StaffPage):
    """Keep a search under a name; what was typed comes back where the name is missing."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NameSearch(request.POST)
        back = f"{reverse('search', args=[self.consultation.slug])}?{form.data.get('query', '')}"
        if form.is_valid():
            keep = partial(keep_search, self.consultation, **form.cleaned_data)
            kept = keep(user=self.reader, now=clock.now())
            messages.success(request, f"The search is kept as “{kept.name}”.")
        else:
            messages.error(
                request, str(form.errors["name"][0]) if "name" in form.errors else "Not kept."
            )
        return redirect(back)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("search", self.consultation.slug)


class ForgetSearch(StaffPage):
    """Forget a search that this person keeps."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mine = SavedSearch.objects.filter(consultation=self.consultation, made_by=self.reader)
        search = get_object_or_404(mine, pk=self.kwargs["search"])
        forget_search(search)
        messages.success(request, f"“{search.name}” is kept no longer.")
        return redirect("search", self.consultation.slug)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("search", self.consultation.slug)
