"""The duty officer's queue: what is held, why, since when, and the words themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import ModelLogEntry

from consultation import clock
from consultation.responses.actions.releasing import READ_HOLD, note_seen, release_hold
from consultation.responses.admin.formats import held_requests
from consultation.responses.admin.forms import ReleaseForm
from consultation.responses.admin.pages import RELEASE_HOLD, StaffPage
from consultation.responses.admin.paging import KeyPages, TextPage, TextPages
from consultation.responses.models import Hold, Restricted
from consultation.responses.models.placed import named
from consultation.responses.rules.masking import Stretch

PER_PAGE = 50


def waiting() -> QuerySet[Hold]:
    """Holds not yet released: possible disclosures first, then the unchecked, oldest first."""
    urgency = Case(
        When(why=Hold.Why.DISCLOSURE, then=Value(0)),
        When(why=Hold.Why.IDENTIFYING, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        Hold.objects.filter(released_at=None)
        .select_related("response__consultation")
        .order_by(urgency, "raised_at", "pk")
    )


def first_seen(holds: Iterable[Hold]) -> dict[int, datetime]:
    """When the words of each hold were first read by a person, by the hold's number."""
    responses = {str(hold.response_id) for hold in holds}
    entries = ModelLogEntry.objects.filter(action=READ_HOLD, object_id__in=responses)
    newest_first = entries.order_by("-timestamp", "-pk")
    return {entry.data["hold"]: entry.timestamp for entry in newest_first}


class Holds(StaffPage):
    """Every hold that waits for a decision, in every consultation."""

    permission = RELEASE_HOLD
    page_title = "Held text"
    template_name = "responses/admin/holds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holds = waiting()
        page = KeyPages(holds, PER_PAGE, holds.count()).get_page(self.request.GET.get("p"))
        seen_at = first_seen(page)
        released = Hold.objects.exclude(released_at=None).select_related("response", "released_by")
        return super().get_context_data(
            page=page,
            holds=[(hold, seen_at.get(hold.pk)) for hold in page],
            requests=held_requests(),
            released=released.order_by("-released_at")[:20],
            **kwargs,
        )


class OneHold(StaffPage):
    """One hold: its words where they stand, who wrote them, and its release with a reason.

    A long text has pages; the one on which the held words begin is shown first.
    """

    permission = RELEASE_HOLD
    template_name = "responses/admin/hold.html"

    @cached_property
    def hold(self) -> Hold:
        """The hold the address names. Raises Http404."""
        holds = Hold.objects.select_related(
            "response__consultation",
            "comment__clause_version",
            "answer",
            "letter",
            "proposal__clause_version",
            "released_by",
        )
        return get_object_or_404(holds, pk=self.kwargs["hold"])

    @cached_property
    def text_page(self) -> TextPage:
        """The page of the text that is asked for; else the one where the held words begin."""
        source = self.hold.source
        pages = TextPages([(named(source), source.text)])
        return pages.asked(self.request.GET, named(source), self.hold.start)

    def get_page_title(self) -> str:
        return f"Held text in {self.hold.response.reference}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse("holds"), "label": "Held text"}, here]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_seen(self.text_page.shown([self.hold]), self.reader)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if release_hold(self.hold, self.reader, form.cleaned_data["reason"], clock.now()):
            messages.success(request, f"The hold on {self.hold.response.reference} is released.")
        else:
            messages.warning(request, "This hold had already been released.")
        return redirect("holds")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hold, source = self.hold, self.hold.source
        restricted = Restricted.of_responses([hold.response])

        def words(start: int, end: int) -> list[Stretch]:
            here = self.text_page.portion.within(named(source), start, end)
            return restricted.stretches(source, self.sight, *here)

        kwargs.setdefault("form", ReleaseForm())
        return super().get_context_data(
            hold=hold,
            details=restricted.details(hold.response, self.sight),
            text_page=self.text_page,
            before=words(0, hold.start),
            held=words(hold.start, hold.end),
            after=words(hold.end, len(source.text)),
            **kwargs,
        )
