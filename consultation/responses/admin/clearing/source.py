"""One source to be cleared: read it, decide what is held, redact what must go, clear the rest."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions import clearing
from consultation.responses.actions.redacting import Found, everywhere, redact
from consultation.responses.actions.releasing import note_seen
from consultation.responses.admin.clearing.excerpts import Excerpt, excerpts
from consultation.responses.admin.clearing.waiting import following, waiting
from consultation.responses.admin.forms import ReleaseForm
from consultation.responses.admin.marking import RedactForm, called, lines, spots_of
from consultation.responses.admin.pages import CLEAR_WORDS, StaffPage
from consultation.responses.admin.paging import TextPage, TextPages
from consultation.responses.models import Hold, Restricted
from consultation.responses.models.placed import SOURCES, columns, named
from consultation.responses.rules.masking import Kind
from consultation.responses.rules.matching import needle


class ClearSource(StaffPage):
    """The source in full but for what was redacted; opening it is noted.

    Policy: a long one has pages, and is opened, and can be cleared, once its last page is: nobody
    clears what goes on where they have not been.
    """

    permission = CLEAR_WORDS
    template_name = "responses/admin/clear_source.html"
    trail: ClassVar[list[tuple[str, str]]] = [("Clearing", "clearing")]

    @cached_property
    def source(self) -> Any:
        """The source the address names. Raises Http404."""
        model = SOURCES.get(self.kwargs["kind"])
        if model is None:
            raise Http404
        rows = model.objects.filter(response__consultation=self.consultation)
        return get_object_or_404(rows.select_related("response"), pk=self.kwargs["source"])

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds that wait on it."""
        place = columns(self.source, self.source.response)
        return list(Hold.objects.filter(**place, released_at=None).select_related("response"))

    @cached_property
    def text_page(self) -> TextPage:
        """The page of it that is asked for."""
        return TextPages([(named(self.source), self.source.text)]).asked(self.request.GET)

    def get_page_title(self) -> str:
        return f"{called(self.source)} in {self.source.response.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_seen(self.text_page.shown(self.holds), self.reader)
        if not self.text_page.has_next():
            clearing.inspect(self.source, self.reader, clock.now())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        do = request.POST.get("do", "")
        if do in ("look", "redact"):
            return self._redact(do)
        if do == "take":
            return self._taken(request.POST.get("hold", ""))
        if do == "release":
            return self._release(request.POST.get("hold", ""))
        if do == "unclear":
            clearing.unclear(self.source, self.reader)
        if do == "clear":
            try:
                clearing.clear(self.source, self.reader, clock.now())
            except clearing.NotClearable as refused:
                messages.error(request, str(refused))
                return redirect(self.request.get_full_path())
            return redirect(self._next() or reverse("clearing", args=[self.consultation.slug]))
        return redirect(self.request.get_full_path())

    def _redact(self, do: str) -> HttpResponse:
        """Show every place that would be masked, or mask them once that was seen."""
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        given = form.cleaned_data
        phrases = lines(given["words"])
        spots, wider = spots_of(self.source, phrases), phrases if given["everywhere"] else []
        if do == "look":
            found = everywhere(self.consultation, map(needle, wider))
            seen = self._excerpts(found if wider else Found(spots, []))
            return self.render_to_response(self.get_context_data(form=form, found=seen))
        redact(
            self.consultation, spots, wider, given["reason"], self.reader, clock.now(),
            given["note"],
        )  # fmt: skip
        messages.success(self.request, "Redacted. The original is read by duty officers alone.")
        return redirect(self.request.get_full_path())

    def _excerpts(self, found: Found) -> list[Excerpt]:
        return list(excerpts(self.consultation, found, self.sight))

    def _taken(self, number: str) -> HttpResponse:
        """The form with the words of a hold filled in."""
        hold = next((one for one in self.holds if str(one.pk) == number), None)
        words = self.source.text[hold.start : hold.end] if hold else ""
        over = Restricted.of_responses([self.source.response]).on(self.source)
        if hold and any(
            one.kind == Kind.REDACTED and one.start < hold.end and one.end > hold.start
            for one in over
        ):
            words = ""
        return self.render_to_response(self.get_context_data(form=self.form(initial=words)))

    def _release(self, number: str) -> HttpResponse:
        form = ReleaseForm(self.request.POST)
        hold = next((one for one in self.holds if str(one.pk) == number), None)
        if hold is None:
            return redirect(self.request.get_full_path())
        if not form.is_valid():
            context = self.get_context_data(release={hold.pk: form})
            return self.render_to_response(context, status=422)
        try:
            reason = form.cleaned_data["reason"]
            clearing.release_identifying(hold, self.reader, reason, clock.now())
        except clearing.NotClearable as refused:
            messages.error(self.request, str(refused))
        return redirect(self.request.get_full_path())

    def form(self, data: Any = None, initial: str = "") -> RedactForm:
        """The form of a redaction; ``initial``: words to begin with."""
        versions = self.consultation.clauses.values_list("versions__text", flat=True)
        published = "\n\n".join(filter(None, versions))
        given = {"words": initial} if initial else None
        return RedactForm(data, initial=given, source=self.source, published=published)

    def _next(self) -> str:
        after = following(self.consultation, self.source)
        return reverse("clear_source", args=[self.consultation.slug, *after]) if after else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", None)
        release = kwargs.pop("release", {})
        response = self.source.response
        restricted = Restricted.of_responses([response])
        return super().get_context_data(
            source=self.source,
            response=response,
            text_page=self.text_page,
            words=restricted.stretches(
                self.source, self.sight, *self.text_page.portion.places[named(self.source)]
            ),
            holds=[
                (hold, release.get(hold.pk) or ReleaseForm(auto_id=f"release-{hold.pk}-%s"))
                for hold in self.holds
            ],
            redact=kwargs["form"] or self.form(),
            looked="found" in kwargs,
            next=self._next(),
            left=waiting(self.consultation),
            **kwargs,
        )
