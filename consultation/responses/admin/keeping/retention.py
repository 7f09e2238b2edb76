"""Retention: how long responses are kept, what holds them, what is due, and what was erased."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from consultation import clock
from consultation.responses.actions.erasing import (
    MAY_ERASE,
    NotErased,
    cancel,
    decide_to_erase,
    hold_deletion,
    lift_deletion_hold,
    rehearse,
    set_retention,
)
from consultation.responses.admin.keeping.forms import (
    DueForm,
    EraseForm,
    HoldForm,
    LiftForm,
    RetentionForm,
)
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import DeletionHold, Erasure, ErasureDecision, Retention
from consultation.responses.models.due import due, due_at, problems, same_person

#: Lines of the deletion log on the page; the whole is in the database.
SHOWN = 100


class Keeping(StaffPage):
    """A page for those who decide how long responses are kept."""

    permission = MAY_ERASE
    trail: ClassVar[list[tuple[str, str]]] = [("Retention and erasure", "retention")]

    def back(self) -> HttpResponse:
        """To the first page of retention."""
        return redirect("retention", self.consultation.slug)

    def refused(self, form: forms.Form, error: str = "") -> HttpResponse:
        """The page again, with what was typed and what is wrong with it."""
        if error:
            form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RetentionPage(Keeping):
    """How long they are kept, what holds them, what is due, what waits, and what was erased."""

    page_title = "Retention and erasure"
    template_name = "responses/admin/keeping/retention.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        consultation, now = self.consultation, clock.now()
        listed = due(consultation, now)
        decisions = ErasureDecision.objects.filter(consultation=consultation)
        log = Erasure.objects.filter(decision__consultation=consultation)
        return super().get_context_data(
            retention=Retention.objects.filter(consultation=consultation).first(),
            due_at=due_at(consultation),
            due=[one for one, why in listed if not why],
            kept=[(one, why) for one, why in listed if why],
            holds=DeletionHold.objects.filter(
                consultation=consultation, lifted_at=None
            ).select_related("response", "placed_by"),
            waiting=decisions.filter(carried_out_at=None, cancelled_at=None)
            .prefetch_related("responses")
            .select_related("made_by"),
            log=log.select_related("decision__made_by", "response")[:SHOWN],
            erased=log.count(),
            **kwargs,
        )


class SetRetention(Keeping):
    """Says for how long responses are kept."""

    page_title = "How long responses are kept"
    template_name = "responses/admin/keeping/form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RetentionForm(request.POST)
        if not form.is_valid():
            return self.refused(form)
        given = form.cleaned_data
        set_retention(self.consultation, given["months"], given["reason"], self.reader, clock.now())
        messages.success(request, "Kept. Nothing is erased by that: a person decides it.")
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", RetentionForm())
        return super().get_context_data(button="Set", **kwargs)


class PlaceHold(Keeping):
    """Keeps responses from being erased."""

    page_title = "Hold deletion"
    template_name = "responses/admin/keeping/form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = HoldForm(request.POST, consultation=self.consultation)
        if not form.is_valid():
            return self.refused(form)
        given, now = form.cleaned_data, clock.now()
        hold_deletion(
            self.consultation, given["reference"], given["why"], given["reason"], self.reader, now
        )
        messages.success(request, "Held: nothing it covers is erased until it is lifted.")
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", HoldForm(consultation=self.consultation))
        return super().get_context_data(button="Hold", **kwargs)


class LiftHold(Keeping):
    """Lifts a hold on deletion."""

    page_title = "Lift a hold on deletion"
    template_name = "responses/admin/keeping/form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LiftForm(request.POST)
        if not form.is_valid():
            return self.refused(form)
        lift_deletion_hold(self._hold(), form.cleaned_data["reason"], self.reader, clock.now())
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", LiftForm())
        return super().get_context_data(about=self._hold(), button="Lift it", **kwargs)

    def _hold(self) -> DeletionHold:
        holds = DeletionHold.objects.filter(consultation=self.consultation, lifted_at=None)
        return get_object_or_404(holds, pk=self.kwargs["deletion_hold"])


class EraseResponse(Keeping):
    """What would go with one response, and the decision that it goes."""

    page_title = "Erase a response"
    template_name = "responses/admin/keeping/erase.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EraseForm(request.POST, consultation=self.consultation)
        if not form.is_valid():
            return self.refused(form)
        given, now = form.cleaned_data, clock.now()
        if "decide" not in request.POST:
            shown = self._shown(given["reference"])
            return self.render_to_response(self.get_context_data(form=form, shown=shown))
        try:
            decide_to_erase(
                self.consultation, [given["reference"]], given["ground"], given["reason"],
                self.reader, now,
            )  # fmt: skip
        except NotErased as refused:
            return self.refused(form, str(refused))
        messages.success(request, "Decided. It is erased in the next few minutes.")
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", EraseForm(consultation=self.consultation))
        return super().get_context_data(**kwargs)

    @staticmethod
    def _shown(response: Any) -> list[dict[str, Any]]:
        named = same_person([response])
        why = problems(named)
        return [
            {
                "response": one,
                "why": why[one.pk],
                "rows": [] if why[one.pk] else sorted(rehearse(one, clock.now()).items()),
            }
            for one in named
        ]


class EraseDue(Keeping):
    """The decision that the responses whose time is over go."""

    page_title = "Erase what is due"
    template_name = "responses/admin/keeping/due.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DueForm(request.POST)
        # Only what the person saw: what became due since waits for another decision.
        seen = {int(one) for one in request.POST.getlist("seen") if one.isdecimal()}
        named = [one for one in self._due() if one.pk in seen]
        if not form.is_valid():
            return self.refused(form)
        try:
            decide_to_erase(
                self.consultation, named, ErasureDecision.Ground.PERIOD,
                form.cleaned_data["reason"], self.reader, clock.now(),
            )  # fmt: skip
        except NotErased as refused:
            return self.refused(form, str(refused))
        messages.success(request, "Decided. They are erased in the next few minutes.")
        return self.back()

    def _due(self) -> list[Any]:
        return [one for one, why in due(self.consultation, clock.now()) if not why]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", DueForm())
        return super().get_context_data(due=self._due(), **kwargs)


class CancelErasure(Keeping):
    """Takes a decision back that was not carried out yet."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        decisions = ErasureDecision.objects.filter(consultation=self.consultation)
        decision = get_object_or_404(decisions, pk=self.kwargs["erasure"])
        if cancel(decision, self.reader, clock.now()):
            messages.success(request, "Cancelled: nothing of it is erased any more.")
        else:
            messages.error(request, "It was carried out already, or cancelled.")
        return self.back()
