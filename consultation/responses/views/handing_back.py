"""The one way every form of a respondent's words is taken, so that none can lose them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import DraftGone
from consultation.responses.forms.seen import GuardedForm
from consultation.responses.rules import Verdict, handed_back, may_submit
from consultation.responses.views import autosave, fair_use
from consultation.responses.views.autosave import Outcome
from consultation.responses.views.respondent import Respondent

NOT_CHECKED = _(
    "We could not check that this came from the page you were on, because a cookie was missing or "
    "out of date. Nothing has been saved yet. Your words are below: send them again"
)


class RespondentView(View):
    """A page of one respondent: knows the consultation and the draft."""

    #: Shown although the consultation is not published any more.
    for_anyone = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.consultation = get_object_or_404(ConsultationPage, slug=kwargs["consultation"])
        self.respondent = Respondent.of(request, self.consultation)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        known = self.for_anyone or self.respondent.draft or request.method == "POST"
        if not self.consultation.live and not known:
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

    def alone(self) -> AbstractContextManager[Any]:
        """One transaction in which nobody else writes in the draft: what was checked stays true."""
        return self.respondent.alone()

    def post(self, request: HttpRequest, **_: Any) -> HttpResponseBase:
        with self.alone():
            form = self.form(request.POST)
            outcome = self.outcome(form)
        if autosave.asked(request):
            answer: HttpResponseBase = autosave.answer(outcome, form, self.received_at)
        else:
            answer = self.answer(outcome, form)
        self.respondent.keep(answer)
        return answer

    def outcome(self, form: Any) -> Outcome:
        """Save what the form says if nothing is against it, and say what became of it."""
        verdict = may_submit(self.consultation, self.received_at)
        if not verdict.accepted:
            return Outcome(403, verdict=verdict)
        valid = form.is_valid()
        if getattr(self.request, "not_checked", False):
            form.add_error(None, NOT_CHECKED)
            return Outcome(403)
        draft = self.respondent.draft
        if doubt := fair_use.doubt(self.request, draft.pk if draft else None):
            form.add_error(None, doubt)
            return Outcome(429)
        try:
            if not valid:
                return self.keep_begun(form) if autosave.asked(self.request) else Outcome(422)
            self.save(form)
        except DraftGone as gone:
            form.add_error(None, str(gone))
            return Outcome(409)
        return Outcome(302)

    def keep_begun(self, form: Any) -> Outcome:
        """What is kept of a form that is being filled in and not whole yet: nothing, or its words."""
        return Outcome(422)

    def answer(self, outcome: Outcome, form: Any) -> HttpResponseBase:
        """POST/redirect/GET, so that reloading the next page sends nothing; or the page again."""
        if outcome.saved:
            return redirect(self.next())
        if outcome.verdict:
            return self.refuse(outcome.verdict, form)
        return self.show(form, outcome.code)

    def refuse(self, verdict: Verdict, form: forms.Form) -> HttpResponse:
        """Say why it is not taken, and hand back everything that was typed."""
        saved_before = form.settled.kept if isinstance(form, GuardedForm) else ()
        typed = [
            (field.label, handed_back(str(words)))
            for field in form
            if not field.is_hidden and field.name not in saved_before and (words := field.data)
        ]
        return self.page("responses/handed_back.html", 403, verdict=verdict, typed=typed)
