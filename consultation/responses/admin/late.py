"""What came late: listed, and decided on by an official with a reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
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

PER_PAGE = 50
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


def undecided(consultation: ConsultationPage) -> list[int]:
    """The numbers of those on which nobody has decided, in their order."""
    late = came_late(consultation).filter(set_aside=SetAside.LATE)
    rows = LedgerEntry.objects.filter(response__in=late.order_by().values("pk"))
    histories: dict[int, list[Any]] = defaultdict(list)
    for row in rows.values_list("pk", "response_id", "set_aside", "decided_by_id", named=True):
        histories[row.response_id].append(row)
    keys = late.values_list("pk", flat=True)
    return [pk for pk in keys if not late_decision(histories[pk])]


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
        waiting = undecided(self.consultation)
        first = set(waiting)
        keys = came_late(self.consultation).values_list("pk", flat=True)
        ordered = [*waiting, *(pk for pk in keys if pk not in first)]
        page = Paginator(ordered, PER_PAGE).get_page(self.request.GET.get("p"))
        rows = Response.objects.filter(pk__in=list(page))
        known = rows.prefetch_related("ledger_entries__decided_by").in_bulk()
        late = [(pk in first, shown(known[pk], self.consultation)) for pk in page if pk in known]
        return super().get_context_data(
            page=page,
            waiting_total=len(waiting),
            waiting=[one for waits, one in late if waits],
            others=[one for waits, one in late if not waits],
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
