"""Starting a run, watching it and stopping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime

from consultation import clock
from consultation.findings.actions import RunUnderWay, start_run, stop_run
from consultation.findings.models import Run
from consultation.findings.rules import is_dead
from consultation.responses.admin.pages import StaffPage

RUN_ANALYSIS = "consultation.run_analysis"
UNDER_WAY = (Run.State.WAITING, Run.State.RUNNING)

#: Seconds after which a page on a run under way asks for itself again.
AGAIN = 2


class StartRun(StaffPage):
    """Asks for a run; if one is under way, leads to that one."""

    permission = RUN_ANALYSIS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            run = start_run(self.consultation, self.reader, clock.now())
        except RunUnderWay as other:
            run = other.run
            messages.warning(request, "A run was already under way: this is it.")
        return redirect("analysis_run", self.consultation.slug, run.pk)


class OfRun(StaffPage):
    """A page about one run of the consultation."""

    @cached_property
    def run(self) -> Run:
        """The run the address names. Raises Http404."""
        return get_object_or_404(Run, pk=self.kwargs["run"], consultation=self.consultation)


class Progress(OfRun):
    """How far a run is; it asks for itself again, without scripts, until the run has ended."""

    template_name = "findings/run.html"

    def get_page_title(self) -> str:
        return f"Run of {date_format(localtime(self.run.requested_at), 'j F Y, H:i')}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if self.run.state in UNDER_WAY:
            response["Refresh"] = str(AGAIN)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        under_way = self.run.state in UNDER_WAY
        return super().get_context_data(
            run=self.run,
            under_way=under_way,
            silent=under_way and is_dead(self.run.heard_at, clock.now()),
            may_run=self.request.user.has_perm(RUN_ANALYSIS),
            **kwargs,
        )


class StopRun(OfRun):
    """Stops a run; its findings, however far it came, are not kept."""

    permission = RUN_ANALYSIS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not stop_run(self.run, self.reader, clock.now()):
            messages.warning(request, "This run had already ended.")
        return redirect("analysis_run", self.consultation.slug, self.run.pk)
