"""Confirming an e-mail address from the receipt that was sent there; nobody has to."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from consultation.responses.actions.addresses import awaiting, confirm_address
from consultation.responses.models import Response
from consultation.responses.views.keeping import kept


class ConfirmAddressView(View):
    """Opening the link changes nothing, since programs that check mail open links; the button does."""

    def get(
        self, request: HttpRequest, consultation: str, reference: str, secret: str
    ) -> HttpResponse:
        response = self._found(consultation, reference, secret)
        given = {"response": response, "consultation": response.consultation}
        return kept(render(request, "responses/confirm_address.html", given))

    def post(
        self, request: HttpRequest, consultation: str, reference: str, secret: str
    ) -> HttpResponse:
        response = self._found(consultation, reference, secret)
        confirm_address(response, request.received_at)  # type: ignore[attr-defined]
        return kept(redirect(request.path))

    @staticmethod
    def _found(consultation: str, reference: str, secret: str) -> Response:
        response = awaiting(reference, secret)
        if response is None or response.consultation.slug != consultation:
            raise Http404
        return response
