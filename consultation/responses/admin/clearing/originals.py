"""What was redacted: the acts, and for duty officers the words themselves and their reversal."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions.redacting import lift
from consultation.responses.actions.releasing import note_original
from consultation.responses.admin.clearing.excerpts import AROUND
from consultation.responses.admin.marking import called
from consultation.responses.admin.pages import LIFT_REDACTION, StaffPage
from consultation.responses.models import RedactionAct


class LiftForm(forms.Form):
    """Why a redaction is reversed."""

    reason = forms.CharField(
        label="Why these words may be read again",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Do not repeat the words.",
        error_messages={"required": "Say why the redaction is reversed."},
    )


class Redactions(StaffPage):
    """Every act of redaction of a consultation, by its reason and its size; no words."""

    permission = LIFT_REDACTION
    page_title = "Redactions"
    template_name = "responses/admin/redactions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = self.consultation.redaction_acts.select_related("made_by").annotate(
            places=Count("redactions", distinct=True),
            elsewhere=Count("rewritten", distinct=True),
            arrived=Count("redactions", filter=Q(redactions__made_by=None), distinct=True),
        )
        return super().get_context_data(acts=acts, **kwargs)


class OriginalWords(StaffPage):
    """One act in the original: each place with its words, shown to duty officers alone, logged."""

    permission = LIFT_REDACTION
    page_title = "Redacted words, in the original"
    template_name = "responses/admin/original_words.html"
    trail: ClassVar[list[tuple[str, str]]] = [("Redactions", "redactions")]

    @cached_property
    def act(self) -> RedactionAct:
        """The act the address names. Raises Http404."""
        acts = self.consultation.redaction_acts.select_related("made_by", "lifted_by")
        return get_object_or_404(acts, pk=self.kwargs["act"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_original(self.act, self.reader)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LiftForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if lift(self.act, self.reader, form.cleaned_data["reason"], clock.now()):
            messages.success(request, "Reversed. The words are shown again.")
        else:
            messages.warning(request, "A colleague had reversed it already.")
        return redirect("redactions", self.consultation.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", LiftForm())
        rows = self.act.redactions.select_related(
            "response", "answer", "letter", "comment__clause_version", "proposal__clause_version"
        )
        return super().get_context_data(
            act=self.act,
            places=[_place(row) for row in rows],
            elsewhere=self.act.rewritten.all(),
            **kwargs,
        )


def _place(row: Any) -> dict[str, Any]:
    """A place with its words, and a few on either side."""
    text, start, end = row.source.text, row.start, row.end
    if row.in_email:
        words = row.response.email
        return {"row": row, "where": "E-mail address", "before": "", "words": words, "after": ""}
    return {
        "row": row,
        "where": called(row.source),
        "before": text[max(0, start - AROUND) : start],
        "words": text[start:end],
        "after": text[end : end + AROUND],
    }
