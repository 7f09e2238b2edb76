"""The file as it came, to be saved and opened elsewhere: never shown in the browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.auth import permission_denied

from consultation.responses.actions.releasing import note_opened, note_seen
from consultation.responses.admin.intake.queue import RECEIVE
from consultation.responses.admin.pages import StaffPage, may_read_all
from consultation.responses.models import ReceivedFile
from consultation.responses.rules.waiting import may_open


class Original(StaffPage):
    """The bytes of one file, for those whom ``may_open`` lets; each opening is in the log."""

    permission = RECEIVE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        files = ReceivedFile.objects.filter(consultation=self.consultation, response__isnull=False)
        file = get_object_or_404(files.select_related("response"), pk=self.kwargs["file"])
        assert file.response is not None
        holds = list(file.response.holds.filter(released_at=None))
        everything = may_read_all(file.response, self.reader)
        if not may_open(file.state, everything, self.may_read_held):
            return permission_denied(request)
        note_seen(holds, self.reader)
        note_opened(file, self.reader)
        answer = HttpResponse(bytes(file.content), content_type="application/octet-stream")
        name = quote(file.name, safe="")
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return answer
