"""Sending a response late: what was begun in time and not sent, for an official to decide on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from consultation.responses.actions import DraftGone, Refused, submit
from consultation.responses.rules import digest
from consultation.responses.rules.deadline import may_send_late
from consultation.responses.views.handing_back import NOT_CHECKED
from consultation.responses.views.sending import CheckView, SendForm


class SendLateView(CheckView):
    """Everything that was written, what happens to what comes late, and one button."""

    template = "responses/late.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        draft = self.respondent.draft
        late = may_send_late(self.consultation, self.received_at).accepted
        if draft is None or draft.replaces_id or not late:
            return redirect(self.address("tasks"))
        return self.show(self.form())

    def form(self, data: Any = None) -> Any:
        # Nothing is asked for any more: the pages on which it could be given are closed.
        return SendForm(data, digest(self.respondent.submission), [])

    def context(self, form: Any) -> dict[str, Any]:
        return {"digest": form.present, "said": self.respondent.submission}

    def send(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.form(request.POST)
        if getattr(request, "not_checked", False):
            form.add_error(None, NOT_CHECKED)
        if not form.is_valid():
            return self.show(form, 422)
        try:
            self.save(form)
        except Refused as refused:
            return self.refuse(refused.verdict, form)
        except DraftGone:
            return redirect(self.address("tasks"))
        return redirect(self.next())

    def save(self, form: SendForm) -> None:
        assert self.respondent.draft is not None
        secret = self.respondent.receipt_secret
        submit(self.respondent.draft, self.received_at, secret, late=True)

    def refuse(self, verdict: Any, form: Any) -> HttpResponse:
        if self.respondent.draft is None:
            return super().refuse(verdict, form)
        said = self.respondent.submission
        return self.page("responses/closed.html", 403, verdict=verdict, said=said)
