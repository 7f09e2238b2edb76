"""The one way every form of a respondent's words is taken, so that none can lose them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import DraftGone
from consultation.responses.rules import Verdict, handed_back, may_submit
from consultation.responses.views.respondent import Respondent

NOT_CHECKED = (
    "We could not check that this came from the page you were on, because a cookie was missing or "
    "out of date. Nothing has been saved yet. Your words are below: send them again"
)


class RespondentView(View):
    """A page of one respondent: knows the consultation and the draft."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.consultation = get_object_or_404(ConsultationPage, slug=kwargs["consultation"])
        self.respondent = Respondent.of(request, self.consultation)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.consultation.live and not (self.respondent.draft or request.method == "POST"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def received_at(self) -> datetime:
        """When the server received this request."""
        return self.request.received_at  # type: ignore[attr-defined,no-any-return]

    def address(self, name: str, **parts: Any) -> str:
        """The address of a page of this consultation's response."""
        return reverse(f"respond:{name}", kwargs={"consultation": self.consultation.slug} | parts)

    def page(self, template: str, code: int = 200, **context: Any) -> HttpResponse:
        """Show a template with what every page of a response needs."""
        given = {"consultation": self.consultation, "respondent": self.respondent} | context
        return render(self.request, template, given, status=code)


class HandsBack(RespondentView):
    """A page with a form of a respondent's words.

    Whatever keeps them from being saved (an error, a lost cookie, the deadline, a draft sent from
    another tab), the answer is a page with those words on it.
    """

    template: str

    def form(self, data: Any = None) -> forms.Form:
        """The form, filled with what was typed or with what was saved before."""
        raise NotImplementedError

    def save(self, form: Any) -> None:
        """Keep what the valid form says."""
        raise NotImplementedError

    def next(self) -> str:
        """Where to go when it is kept."""
        raise NotImplementedError

    def context(self, form: Any) -> dict[str, Any]:
        """What the template needs besides the form."""
        return {}

    def show(self, form: Any, code: int = 200) -> HttpResponse:
        """The page with the form."""
        return self.page(self.template, code, form=form, **self.context(form))

    def get(self, request: HttpRequest, **_: Any) -> HttpResponseBase:
        if not may_submit(self.consultation, self.received_at).accepted:
            return redirect(self.address("tasks"))
        return self.show(self.form())

    def post(self, request: HttpRequest, **_: Any) -> HttpResponseBase:
        form = self.form(request.POST)
        verdict = may_submit(self.consultation, self.received_at)
        if not verdict.accepted:
            return self.refuse(verdict, form)
        valid = form.is_valid()
        if getattr(request, "not_checked", False):
            form.add_error(None, NOT_CHECKED)
            return self.show(form, 403)
        if not valid:
            return self.show(form, 422)
        return self.save_and_go_on(form)

    def save_and_go_on(self, form: forms.Form) -> HttpResponseBase:
        """Save; POST/redirect/GET, so that reloading the next page sends nothing."""
        try:
            self.save(form)
        except DraftGone as gone:
            form.add_error(None, str(gone))
            return self.show(form, 409)
        response = redirect(self.next())
        self.respondent.keep(response)
        return response

    def refuse(self, verdict: Verdict, form: forms.Form) -> HttpResponse:
        """Say why it is not taken, and hand back everything that was typed."""
        typed = [
            (field.label, handed_back(str(words)))
            for field in form
            if not field.is_hidden and (words := field.data)
        ]
        return self.page("responses/handed_back.html", 403, verdict=verdict, typed=typed)
