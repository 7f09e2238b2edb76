"""The response to one consultation: its clauses with their decisions, and what is left to do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation.outcome.models import OutcomePage
from consultation.outcome.models.facts import gates_of
from consultation.outcome.models.reading import draft_of
from consultation.outcome.rules.draft import DECISIONS
from consultation.outcome.views.seals import DRAFT
from consultation.responses.admin.pages import StaffPage


class OfOutcome(StaffPage):
    """A page about the response being drafted; where there is none it leads to the seals."""

    permission = DRAFT
    trail: ClassVar[list[tuple[str, str]]] = [("Government response", "outcome")]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_perm(self.permission) and not self._drafted():
            return redirect("seals", self.consultation.slug)
        return super().dispatch(request, *args, **kwargs)

    def _drafted(self) -> bool:
        return OutcomePage.objects.filter(consultation=self.consultation).exists()

    @cached_property
    def page(self) -> OutcomePage:
        """The response as it is drafted now. Raises Http404."""
        row = get_object_or_404(OutcomePage, consultation=self.consultation)
        latest: OutcomePage = row.get_latest_revision_as_object()
        return latest


class Outcome(OfOutcome):
    """Every clause with what was decided, and how many gates are not met."""

    page_title = "Government response"
    template_name = "outcome/admin/outcome.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = draft_of(self.page)
        gates = gates_of(self.page)
        missing: dict[str, int] = {}
        for gate in gates:
            for one in gate.missing:
                missing[one.clause] = missing.get(one.clause, 0) + 1
        return super().get_context_data(
            outcome=self.page,
            clauses=[
                (one, DECISIONS[one.decision].partition(":")[0], missing.get(one.clause, 0))
                for one in draft.clauses
            ],
            unmet=[gate for gate in gates if not gate.met],
            gates=gates,
            **kwargs,
        )
