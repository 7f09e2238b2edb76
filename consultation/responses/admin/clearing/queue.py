"""The clearing queue: what waits to be read, redacted and cleared, one source after another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from consultation import clock
from consultation.responses.actions.clearing import clear_opened
from consultation.responses.admin.clearing.waiting import progress, queue
from consultation.responses.admin.marking import called
from consultation.responses.admin.pages import CLEAR_WORDS, StaffPage
from consultation.responses.models import Hold, Inspection
from consultation.responses.models.clearing import KINDS, to_clear
from consultation.responses.models.placed import SOURCES

PER_PAGE = 50
SHOWN = {
    "": "What waits",
    "free": "What waits with nothing held",
    "held": "What waits with words held",
    "cleared": "What is cleared",
}


class Clearing(StaffPage):
    """What waits to be cleared, how far it is, and clearing at once what was opened."""

    permission = CLEAR_WORDS
    page_title = "Clearing"
    template_name = "responses/admin/clearing.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = {tuple(one.split(":")) for one in request.POST.getlist("source")}
        sources = [
            source
            for kind in KINDS
            for source in to_clear(self.consultation, kind)
            .filter(pk__in=[number for name, number in wanted if name == kind])
            .select_related("response")
        ]
        cleared, refused = clear_opened(sources, self.reader, clock.now())
        messages.success(request, f"Cleared: {cleared}.")
        if refused:
            messages.warning(
                request, f"Left as they are: {refused}, not opened by you or with words held."
            )
        return redirect(request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = self.request.GET.get("shown", "")
        rows = queue(self.consultation, shown if shown in SHOWN else "")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        sources = list(_sources(page))
        first = rows.first() if page.has_previous() else next(iter(page), None)
        return super().get_context_data(
            page=page,
            sources=sources,
            opened=_opened(sources, self.reader),
            first=None if shown else first,
            shown=shown,
            filters=SHOWN.items(),
            query=f"shown={shown}" if shown else "",
            progress=progress(self.consultation),
            **kwargs,
        )


class Row(NamedTuple):
    """A source in the list."""

    name: str
    kind: str
    number: int
    source: Any
    called: str


def _sources(page: Iterable[dict[str, Any]]) -> Iterable[Row]:
    places = [(row["kind"], row["number"]) for row in page]
    found = {}
    for kind in KINDS:
        numbers = [number for name, number in places if name == kind]
        holds = Hold.objects.filter(**{kind: OuterRef("pk")}, released_at=None)
        rows = SOURCES[kind].objects.filter(pk__in=numbers).annotate(is_held=Exists(holds))
        related = ["response"] + (["clause_version"] if kind != "letter" else [])
        for one in rows.select_related(*related):
            found[kind, one.pk] = one
    for kind, number in places:
        source = found[kind, number]
        yield Row(f"{kind}:{number}", kind, number, source, called(source))


def _opened(rows: Iterable[Row], reader: Any) -> set[str]:
    """Which of them the reader has opened, by name."""
    responses = [row.source.response_id for row in rows]
    seen = Inspection.objects.filter(response__in=responses, opened_by=reader)
    return {
        f"{kind}:{number}"
        for kind in KINDS
        for number in seen.exclude(**{kind: None}).values_list(f"{kind}_id", flat=True)
    }
