"""What is left to do before the response is signed off, and signing it off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import TaskState

from consultation import clock
from consultation.outcome.actions import NotSignedOff, confirm_sentence, signed_off, submit
from consultation.outcome.models.facts import gates_of
from consultation.outcome.models.reading import draft_of
from consultation.outcome.models.signing import SIGN_OFF
from consultation.outcome.rules.flagged import counts_nobody
from consultation.outcome.rules.gates import Gate
from consultation.outcome.views.outcome import OfOutcome

#: Where each gate is met, by the name it gives: a page of the consultation, and whether it is one of
#: the response that is missing.
PAGES = {
    "waiting": ("intake", False),
    "late": ("late_response", True),
    "unread": ("analysis_response", True),
}


class Gates(OfOutcome):
    """Every gate: whether it is met, what is missing, and where to do it."""

    page_title = "Before sign-off"
    template_name = "outcome/admin/gates.html"

    @cached_property
    def task(self) -> TaskState | None:
        """The sign-off that is asked for, if one is."""
        return self.page.current_workflow_task_state

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A person says that the numbers typed in the title or beside the clauses are meant."""
        text = draft_of(self.page).beside.get(request.POST.get("meant", ""))
        if text:
            confirm_sentence(self.page, "", counts_nobody(text), self.reader, clock.now())
        return redirect("outcome_gates", self.consultation.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gates = gates_of(self.page)
        signatures = self.page.signatures.select_related("signed_by", "revision")
        return super().get_context_data(
            outcome=self.page,
            gates=[(gate, self._links(gate)) for gate in gates],
            unmet=sum(not gate.met for gate in gates),
            typed_beside=_typed_beside(gates),
            asked=self.task,
            needs_changes=self._needs_changes(),
            signed_off=signed_off(self.page),
            signatures=[
                (one, one.revision_id == self.page.latest_revision_id) for one in signatures
            ],
            may_sign=self.reader.has_perm(SIGN_OFF),
            **kwargs,
        )

    def _needs_changes(self) -> Any:
        state = self.page.current_workflow_state
        changed = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        return state.current_task_state if changed else None

    def _links(self, gate: Gate) -> list[tuple[str, str]]:
        """(what is missing, address of the page where it is done)."""
        slug = self.consultation.slug
        if gate.link == "clause":
            return [
                (self._on(one.clause, one.what), self._clause(one.clause)) for one in gate.missing
            ]
        if gate.link == "findings":
            clauses: dict[str, int] = {}
            for one in gate.missing:
                clauses[one.clause] = clauses.get(one.clause, 0) + 1
            return [
                (f"Clause {clause}: {count}", reverse("analysis_alone", args=[slug, clause]))
                for clause, count in clauses.items()
            ]
        if gate.link in PAGES:
            name, of_one = PAGES[gate.link]
            return [
                (one.what, reverse(name, args=[slug, *([one.what] if of_one else [])]))
                for one in gate.missing
            ]
        address = reverse("seal_differences", args=[slug, self.page.seal.number])
        if gate.link == "held":
            address = reverse("holds")
        return [(one.what, address) for one in gate.missing]

    def _on(self, clause: str, what: str) -> str:
        return f"Clause {clause}: {what}" if clause else what

    def _clause(self, clause: str) -> str:
        slug = self.consultation.slug
        if clause:
            return reverse("outcome_clause", args=[slug, clause])
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def _typed_beside(gates: list[Gate]) -> list[str]:
    """Where numbers stand beside the clauses that nothing bears out, each place once."""
    missing = (one for gate in gates if gate.name == "numbers" for one in gate.missing)
    return list(dict.fromkeys(one.what.partition(": ")[0] for one in missing if not one.clause))


class AskForSignOff(OfOutcome):
    """Asks the people who may sign off to do so."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        submit(self.page, self.reader)
        messages.success(request, "The people who may sign off are asked to.")
        return redirect("outcome_gates", self.consultation.slug)


class SignOff(OfOutcome):
    """Signs the latest draft, or asks for changes to it."""

    permission = SIGN_OFF
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = self.page.current_workflow_task_state
        if state is None:
            messages.error(request, "Nobody has asked for a sign-off: ask for it first.")
        elif request.POST.get("seen") != str(self.page.latest_revision_id):
            messages.error(
                request, "The draft was changed since you opened this page: read it again."
            )
        else:
            self._act(state)
        return redirect("outcome_gates", self.consultation.slug)

    def _act(self, state: TaskState) -> None:
        changes = "changes" in self.request.POST
        comment = {"comment": self.request.POST.get("comment", "")} if changes else {}
        try:
            state.task.specific.on_action(
                state, self.reader, "reject" if changes else "approve", **comment
            )
        except NotSignedOff as refused:
            messages.error(self.request, str(refused))
            return
        done = "You asked for changes." if changes else self._signed()
        messages.success(self.request, done)

    def _signed(self) -> str:
        if signed_off(self.page):
            return "You have signed. The response is signed off."
        return "You have signed. You drafted it alone, so somebody else must sign too."
