"""Requests for other formats and for help: listed by when they are due, read, answered."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from wagtail.admin.auth import permission_denied

from consultation import clock
from consultation.responses.actions.formats import answer_request, note_read, release_request
from consultation.responses.admin.forms import ReleaseForm
from consultation.responses.admin.pages import RELEASE_HOLD, StaffPage
from consultation.responses.models import FormatRequest


class AnswerForm(forms.Form):
    """What was sent or done, and what the asker is told of it."""

    answer = forms.CharField(
        label="What you sent or did, and how",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For officials: the asker does not see it.",
        error_messages={"required": "Say what you sent or did."},
    )
    told = forms.CharField(
        label="What to tell the person who asked (optional)",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Goes into the e-mail that says that we have answered. Others may see an e-mail: "
        "do not repeat what the person wrote.",
        required=False,
    )

    def __init__(self, data: Any, email: str) -> None:
        super().__init__(data)
        if not email:
            # Nobody would read it: whoever gave a telephone number or an address is told that way.
            del self.fields["told"]


def held_requests() -> QuerySet[FormatRequest]:
    """Requests that only a duty officer may read, in every consultation."""
    return FormatRequest.objects.exclude(held="").select_related("consultation")


class FormatRequests(StaffPage):
    """Every request, those not answered first."""

    page_title = "Other formats and help"
    template_name = "responses/admin/formats.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        requests = self.consultation.format_requests.order_by("due", "asked_at")
        return super().get_context_data(
            waiting=requests.filter(answered_at=None),
            answered=requests.exclude(answered_at=None).select_related("answered_by"),
            today=clock.now().date(),
            **kwargs,
        )


class OneRequest(StaffPage):
    """One request. A held one is read, logged and released by a duty officer first."""

    template_name = "responses/admin/format.html"
    trail: ClassVar[list[tuple[str, str]]] = [("Other formats and help", "format_requests")]

    @cached_property
    def asked(self) -> FormatRequest:
        """The request the address names. Raises Http404."""
        requests = self.consultation.format_requests.select_related("answered_by", "released_by")
        return get_object_or_404(requests, reference=self.kwargs["reference"])

    def get_page_title(self) -> str:
        return f"Request {self.asked.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.asked.held and self.may_read_held:
            note_read(self.asked, self.reader)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.asked.held and not self.reader.has_perm(RELEASE_HOLD):
            return permission_denied(request)
        form: forms.Form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        given = form.cleaned_data
        if self.asked.held:
            release_request(self.asked, self.reader, given["reason"], clock.now())
            messages.success(request, f"Every official may read {self.asked.reference} now.")
        else:
            told = given.get("told", "")
            answer_request(self.asked, self.reader, given["answer"], clock.now(), told)
            messages.success(request, f"{self.asked.reference} is marked as answered.")
        return redirect("format_requests", self.consultation.slug)

    def _form(self, data: Any = None) -> forms.Form:
        return ReleaseForm(data) if self.asked.held else AnswerForm(data, self.asked.email)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self._form())
        may_read = not self.asked.held or self.may_read_held
        return super().get_context_data(asked=self.asked, may_read=may_read, **kwargs)
