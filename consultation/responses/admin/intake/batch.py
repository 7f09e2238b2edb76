"""The files that were loaded together: how far their reading is, and what they tell of themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from consultation.responses.actions import details
from consultation.responses.admin.intake.entering import QUEUE, send_receipt
from consultation.responses.admin.intake.queue import RECEIVE
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import ProposedDetails, ReceivedFile, SetAside

#: Seconds after which a page of something that goes on asks for itself again.
AGAIN = 2


class Batch(StaffPage):
    """How far the reading is; it asks for itself again, without scripts, until all are read.

    Then a person looks at what the files tell of their dates and senders, and takes it over.
    """

    permission = RECEIVE
    trail = QUEUE
    page_title = "Files loaded"
    template_name = "responses/admin/intake/batch.html"

    @cached_property
    def files(self) -> Any:
        """The files of the batch. Raises Http404 for none."""
        files = self.consultation.received_files.filter(batch=self.kwargs["batch"])
        if not files.exists():
            raise Http404
        return files.select_related("response", "proposed").defer("content")

    @property
    def proposed(self) -> Any:
        """What files of the batch tell, of which nobody has decided while their response waits."""
        return ProposedDetails.objects.filter(
            file__batch=self.kwargs["batch"],
            file__consultation=self.consultation,
            file__response__set_aside__in=(SetAside.WAITING, SetAside.LATE),
        ).select_related("file__response__consultation")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many there are, and how many have been read."""
        read = Count("pk", filter=~Q(state=ReceivedFile.State.WAITING))
        return self.files.order_by().aggregate(total=Count("pk"), done=read)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if self.counts["done"] < self.counts["total"]:
            response["Refresh"] = str(AGAIN)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = _keys(request.POST.getlist("shown"))
        wanted = shown if "all" in request.POST else _keys(request.POST.getlist("take"))
        taken = 0
        for told in self.proposed.filter(file__in=wanted):
            send_receipt(details.take_over(told, self.reader))
            taken += 1
        if taken:
            said = f"{taken} response{' has' if taken == 1 else 's have'}"
            messages.success(request, f"{said} the details that the file tells.")
        else:
            messages.warning(request, "Nothing was ticked, so nothing was changed.")
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # While files are being read the page asks for itself again, and would forget every tick.
        read = self.counts["done"] == self.counts["total"]
        proposed = {told.file_id: told for told in self.proposed} if read else {}
        rows = [{"file": file, "told": proposed.get(file.pk)} for file in self.files]
        return super().get_context_data(rows=rows, proposed=proposed, **self.counts, **kwargs)


def _keys(given: list[str]) -> list[UUID]:
    """Those of what was given that are keys of files at all."""
    found = []
    for one in given:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found
