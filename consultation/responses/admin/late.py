"""What came late: listed, and decided on by an official with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.deciding import NotAllowed
from consultation.responses.actions.late import decide_late
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import LedgerEntry, Response, SetAside
from consultation.responses.rules.counting import late_decision
from consultation.responses.rules.deadline import lateness

DECIDE_COUNTING = "consultation.decide_counting"
#: What became of a response, by the state it is in after the decision.
BECAME = {
    "": "is counted",
    SetAside.LATE: "stays set aside",
    SetAside.WAITING: "is admitted, and counts once its letters and files are confirmed",
}


class LateForm(forms.Form):
    """Whether a late response is counted, and why."""

    decision = forms.ChoiceField(
        label="Is it counted?",
        choices=[("admit", "Yes: count it"), ("decline", "No: leave it set aside as late")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is counted."},
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Others who were late are owed the same reasons. It stands in the ledger, and "
        "the respondent may ask for it: do not repeat what the response says.",
        error_messages={"required": "Say why."},
    )
    told = forms.CharField(
        label="What to tell the respondent (optional)",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Stands on the receipt, and in the e-mail where we know an address, after the "
        "decision itself. Others may see an e-mail: do not repeat what the response says.",
        required=False,
    )


@dataclass(frozen=True)
class Late:
    """A response that came late, how late by the date as it stands, and what was decided."""

    response: Response
    late_by: str
    decision: LedgerEntry | None


def came_late(consultation: ConsultationPage) -> QuerySet[Response]:
    """Every response that was found to be late, whatever was decided since; the first first."""
    late = LedgerEntry.objects.filter(set_aside=SetAside.LATE)
    return consultation.responses.filter(pk__in=late.values("response")).order_by(
        "received_at", "pk"
    )


def undecided(consultation: ConsultationPage) -> list[Response]:
    """Those of them on which nobody has decided."""
    late = came_late(consultation).filter(set_aside=SetAside.LATE)
    entries = late.prefetch_related("ledger_entries")
    return [one for one in entries if not late_decision(one.ledger_entries.all())]


def late(consultation: ConsultationPage) -> dict[str, int]:
    """How many came late and were admitted, so that every count can say so; how many still wait."""
    return {
        "admitted": came_late(consultation).filter(set_aside="").count(),
        "undecided": len(undecided(consultation)),
    }


def shown(response: Response, consultation: ConsultationPage) -> Late:
    """The response with what an official decided last on its being late."""
    late_by = lateness(consultation.closes, response.received_at)
    return Late(response, late_by, late_decision(response.ledger_entries.all()))


class LateList(StaffPage):
    """Every response that came late: when, by what channel, and what was decided."""

    permission = DECIDE_COUNTING
    page_title = "Late responses"
    template_name = "responses/admin/late_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = came_late(self.consultation).prefetch_related("ledger_entries__decided_by")
        late = [shown(response, self.consultation) for response in rows]
        return super().get_context_data(
            waiting=[one for one in late if not one.decision and one.response.set_aside == "late"],
            others=[one for one in late if one.decision or one.response.set_aside != "late"],
            **kwargs,
        )


class DecideLate(StaffPage):
    """One late response: admitted or declined, with a reason. It can be decided on again."""

    permission = DECIDE_COUNTING
    template_name = "responses/admin/late.html"
    trail: ClassVar[list[tuple[str, str]]] = [("Late responses", "late_responses")]

    @cached_property
    def response(self) -> Response:
        """The late response the address names. Raises Http404."""
        return get_object_or_404(came_late(self.consultation), reference=self.kwargs["reference"])

    def get_page_title(self) -> str:
        return f"Late response {self.response.reference}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LateForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        given = form.cleaned_data
        admit = given["decision"] == "admit"
        try:
            decide_late(
                self.response, admit, given["reason"], self.reader, clock.now(), given["told"]
            )
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        what = BECAME[self.response.set_aside]
        messages.success(request, f"{self.response.reference} {what}.")
        return redirect("late_responses", self.consultation.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", LateForm())
        entries = self.response.ledger_entries.select_related("decided_by")
        return super().get_context_data(
            late=shown(self.response, self.consultation), entries=entries, **kwargs
        )
