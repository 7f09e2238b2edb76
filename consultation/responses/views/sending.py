"""The task list, check your answers, and sending the response."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultation.guidance.models import Question, SectionPage
from consultation.responses.actions import Refused, submit
from consultation.responses.forms.fields import AddressField
from consultation.responses.rules import (
    Missing,
    SectionProgress,
    Verdict,
    by_section,
    digest,
    may_submit,
    missing,
)
from consultation.responses.views.equality import equality_task
from consultation.responses.views.handing_back import HandsBack, RespondentView
from consultation.responses.views.showing import (
    about_rows,
    clauses_task,
    files_task,
    questions_task,
    single,
)


class Progress:
    """What a respondent has done so far, for the two pages that show it."""

    def __init__(self, view: RespondentView) -> None:
        self.view = view
        self.respondent = view.respondent
        sections = SectionPage.objects.child_of(view.consultation).live().order_by("path")
        self.sections = list(sections)
        pages = [view.consultation.pk, *(section.pk for section in self.sections)]
        self.questions = list(
            Question.objects.filter(page__in=pages).order_by("page", "sort_order")
        )
        self.clauses = list(view.consultation.clauses.filter(withdrawn_at=None))

    @cached_property
    def by_section(self) -> list[SectionProgress]:
        """How far each section has come, then the questions on the whole."""
        return by_section(
            self.sections,
            self.clauses,
            self.questions,
            self.respondent.comments,
            self.respondent.answers,
        )

    @property
    def commented(self) -> int:
        """On how many clauses of the present text there is a comment."""
        return sum(one.commented for one in self.by_section)

    @cached_property
    def missing(self) -> list[tuple[str, Missing]]:
        """What must still be given, each with the address where to give it."""
        draft = self.respondent.draft
        if draft is None:
            return []
        found = missing(
            draft,
            self.respondent.comments,
            self.respondent.answers,
            self.questions,
            len(self.respondent.files),
        )
        return [(self.address_of(one.step), one) for one in found]

    def address_of(self, step: str) -> str:
        """Where a step is done; "questions:12" are the questions on the page with that key."""
        name, _, page = step.partition(":")
        section = next((one for one in self.sections if str(one.pk) == page), None)
        if name == "questions":
            return self.questions_address(section)
        return self.view.address(name)

    def questions_address(self, section: SectionPage | None) -> str:
        if section is None:
            return self.view.address("questions")
        return self.view.address("section-questions", section=section.slug)


class TasksView(RespondentView):
    """What there is to do. After the deadline, or when it was sent, what there is to know."""

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        verdict = may_submit(self.consultation, self.received_at)
        if not verdict.accepted:
            return self.closed(verdict)
        progress = Progress(self)
        return self.page(
            "responses/tasks.html",
            progress=progress,
            comments=[
                clauses_task(one, one.section.get_url(request))
                for one in progress.by_section
                if one.section and one.clauses
            ]
            + [files_task(len(self.respondent.files), self.address("files"))],
            questions=[
                questions_task(one, progress.questions_address(one.section))
                for one in progress.by_section
                if one.questions
            ],
            about=[self.about(), *equality_task(self)],
            send=[self.send(progress)],
            verdict=verdict,
        )

    def about(self) -> dict[str, Any]:
        """The row of the task list for who is answering."""
        filled = self.respondent.draft is not None and self.respondent.draft.kind
        return single(_("Say who you are"), self.address("about"), _("Filled in") if filled else "")

    def send(self, progress: Progress) -> dict[str, Any]:
        """The last row: no link before there is something to check."""
        if self.respondent.draft is None:
            return single(_("Check and send your response"), "", _("Write something first"))
        waiting = len(progress.missing)
        left = ngettext("{count} left to do", "{count} left to do", waiting)
        status = left.format(count=waiting) if waiting else _("Ready to send")
        return single(_("Check and send your response"), self.address("check"), status)

    def closed(self, verdict: Verdict) -> HttpResponse:
        """No more can be sent: say so, and show what was written and not sent."""
        said = self.respondent.submission if self.respondent.draft else None
        return self.page("responses/closed.html", verdict=verdict, said=said)


class SendForm(forms.Form):
    """What was on the page when the button was pressed, by its digest."""

    digest = forms.CharField(widget=forms.HiddenInput)
    receipt = forms.BooleanField(required=False)
    receipt_to = AddressField(
        label=gettext_lazy("Where should we e-mail your receipt? (optional)"),
        help_text=gettext_lazy(
            "You see it on this site in any case. It holds everything you wrote. We delete this "
            "address from our list of e-mails once the receipt is sent."
        ),
        max_length=254,
    )

    def __init__(self, data: Any, present: str, missing: list[Any], email: str = "") -> None:
        super().__init__(data, initial={"digest": present}, label_suffix="")
        self.present = present
        self.missing = missing
        self.email = email
        # Who gave an address to be reached by has not asked for mail: nothing is ticked for them.
        if email:
            self.fields["receipt"].label = _("E-mail my receipt to {email}").format(email=email)
            self.fields["receipt_to"].label = _("E-mail it to another address instead (optional)")
        else:
            del self.fields["receipt"]

    @property
    def receipt_address(self) -> str:
        """Where a receipt was asked for; "" when it was not."""
        typed: str = self.cleaned_data.get("receipt_to", "")
        return typed or (self.email if self.cleaned_data.get("receipt") else "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.missing:
            raise forms.ValidationError(
                _("Your response cannot be sent yet. See what is missing below")
            )
        if cleaned.get("digest") != self.present:
            raise forms.ValidationError(
                _(
                    "Your response has changed since you opened this page, perhaps in another tab. "
                    "This is how it stands now. Check it again, then send it"
                )
            )
        return cleaned


class CheckView(HandsBack):
    """Everything that will be sent, and the button that sends it once."""

    template = "responses/check.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if self.respondent.draft is None:
            return redirect(self.address("tasks"))
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        answer = self.send(request, **kwargs) if self.respondent.draft else None
        if answer is not None and answer.status_code == HTTPStatus.FOUND:
            return answer
        # Sent before, or this very moment by another copy of this request: the button was pressed
        # twice, or the connection broke after the first. Its receipt is the answer to every copy.
        if self.respondent.sent:
            return redirect(self.receipt_address())
        return answer or redirect(self.address("tasks"))

    def send(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Send it, or say why not."""
        try:
            return super().post(request, **kwargs)
        except Refused as refused:
            return self.refuse(refused.verdict, self.form())

    def alone(self) -> AbstractContextManager[Any]:
        # Sending has a transaction of its own, and the words are checked after it.
        return nullcontext()

    def form(self, data: Any = None) -> Any:
        # Shown again, the form names what is on the page now, not what was there before.
        self.progress = Progress(self)
        present = digest(self.respondent.submission)
        email = self.respondent.draft.email if self.respondent.draft else ""
        return SendForm(data, present, self.progress.missing, email)

    def context(self, form: Any) -> dict[str, Any]:
        return {
            "digest": form.present,
            "missing": self.progress.missing,
            "progress": self.progress,
            "said": self.respondent.submission,
            "about": about_rows(self.respondent.draft, self.address("about")),
        }

    def save(self, form: SendForm) -> None:
        assert self.respondent.draft is not None
        submit(
            self.respondent.draft,
            self.received_at,
            self.respondent.receipt_secret,
            receipt_to=form.receipt_address,
        )

    def next(self) -> str:
        return self.receipt_address()

    def receipt_address(self) -> str:
        """The receipt's own address, which only the respondent knows."""
        return self.address("receipt", secret=self.respondent.receipt_secret)

    def refuse(self, verdict: Verdict, form: forms.Form) -> HttpResponse:
        said = self.respondent.submission
        return self.page("responses/closed.html", 403, verdict=verdict, said=said)
