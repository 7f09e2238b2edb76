"""Anybody who reads a response can hold words of it back, with a reason."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions.raising import raise_hold
from consultation.responses.admin.marking import HoldForm, texts_of
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Response


class RaiseHold(StaffPage):
    """Words of one response are held from now on."""

    template_name = "responses/admin/raise_hold.html"
    trail: ClassVar[list[tuple[str, str]]] = [("Responses", "responses")]

    @cached_property
    def response(self) -> Response:
        """The response the address names. Raises Http404."""
        return get_object_or_404(
            Response, consultation=self.consultation, reference=self.kwargs["reference"]
        )

    def get_page_title(self) -> str:
        return f"Hold words of {self.response.reference}"

    def form(self, *given: Any) -> HoldForm:
        """The form, with the texts of the response to choose from."""
        return HoldForm(*given, sources=texts_of(self.response))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        given, now = form.cleaned_data, clock.now()
        with transaction.atomic():
            for spot in given["spots"]:
                raise_hold(
                    spot.source,
                    spot.start,
                    spot.end,
                    given["why"],
                    given["reason"],
                    self.reader,
                    now,
                )
        messages.success(request, f"Held words of {self.response.reference}.")
        return redirect("analysis_response", self.consultation.slug, self.response.reference)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        back = reverse("analysis_response", args=[self.consultation.slug, self.response.reference])
        return super().get_context_data(response=self.response, back=back, **kwargs)
