"""Changing or withdrawing what was sent, from its receipt, until the deadline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from consultation.responses.actions import NotAllowed
from consultation.responses.actions.changing import change, restore, withdraw
from consultation.responses.models import Response
from consultation.responses.rules import secret_of
from consultation.responses.views.keeping import kept
from consultation.responses.views.possible import receipt_of, still_possible
from consultation.responses.views.receipts import ReceiptView
from consultation.responses.views.respondent import Respondent
from consultation.responses.views.returning import hand_over


class DecisionView(ReceiptView):
    """Asks, then does one thing with the response of the receipt."""

    template: str

    def get(self, request: HttpRequest, consultation: str, secret: str) -> HttpResponse:
        response = self.found(consultation, secret)
        may = still_possible(response, request.received_at)  # type: ignore[attr-defined]
        given = {"consultation": response.consultation, "response": response, "secret": secret}
        return kept(render(request, self.template, given | {"may": may}))

    def post(self, request: HttpRequest, consultation: str, secret: str) -> HttpResponseBase:
        response = self.found(consultation, secret)
        try:
            return self.decide(response, request, secret)
        except NotAllowed:
            # The page itself says what is no longer possible, and whom to write to.
            answer = self.get(request, consultation, secret)
            answer.status_code = 409
            return answer

    def decide(self, response: Response, request: HttpRequest, secret: str) -> HttpResponseBase:
        """Do it, and say where to go. Raises NotAllowed."""
        raise NotImplementedError


class ChangeView(DecisionView):
    """Begins a change, or goes on with the one that was begun; the response counts meanwhile."""

    template = "responses/change.html"

    def decide(self, response: Response, request: HttpRequest, secret: str) -> HttpResponseBase:
        draft, _ = change(response, request.received_at)  # type: ignore[attr-defined]
        page = response.consultation
        # As by a private link: another draft of this browser is not let go of unasked.
        if Respondent.of(request, page).draft in (None, draft):
            respondent = Respondent.of(request, page)
            respondent.secret = secret_of(draft.pk)
            answer: HttpResponseBase = redirect(reverse("respond:tasks", args=[page.slug]))
            respondent.keep(answer)
            return answer
        opened = redirect(reverse("respond:open", args=[page.slug]))
        return hand_over(request, opened, page.slug, secret_of(draft.pk))


class WithdrawView(DecisionView):
    """Takes the response back; its words and its receipt stay."""

    template = "responses/withdraw.html"

    def decide(self, response: Response, request: HttpRequest, secret: str) -> HttpResponseBase:
        withdraw(response, request.received_at)  # type: ignore[attr-defined]
        return redirect(receipt_of(response, secret))


class RestoreView(DecisionView):
    """Undoes a withdrawal."""

    template = "responses/withdraw.html"

    def decide(self, response: Response, request: HttpRequest, secret: str) -> HttpResponseBase:
        restore(response, request.received_at)  # type: ignore[attr-defined]
        return redirect(receipt_of(response, secret))
