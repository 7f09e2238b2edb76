"""What waits for a person: letters to be confirmed, files to be typed, files being read."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Sum

from consultation.guidance.models import ConsultationPage
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Allocation, Letter, ReceivedFile, Restricted, SetAside
from consultation.responses.rules.waiting import least_sure, why_unconfirmed

RECEIVE = "consultation.receive_responses"
PER_PAGE = 50
#: Nobody need read on in what its respondent took back, or what another response stands for.
TAKEN_BACK = (SetAside.WITHDRAWN, SetAside.REPLACED, SetAside.MERGED)


def unconfirmed(consultation: ConsultationPage) -> list[dict[str, Any]]:
    """Letters with a part nobody has confirmed: how many parts, how sure the machine is, and why.

    Those received first come first; of those received on one day, the least sure.
    """
    waiting = Allocation.objects.filter(
        letter__response__consultation=consultation, confirmed_at=None
    )
    parts = defaultdict(list)
    nowhere: Counter[int] = Counter()
    on_clauses = Allocation.clause_versions.through.objects.filter(allocation=OuterRef("pk"))
    rows = waiting.annotate(length=F("end") - F("start"), placed=Exists(on_clauses))
    told = rows.values_list("letter", "confidence", "length", "placed", "question")
    for letter, confidence, length, placed, question in told:
        parts[letter].append((confidence, length))
        nowhere[letter] += not placed and question is None
    # Of our own form, every word may have been in a box: it waits with no part to be placed.
    read = Letter.objects.filter(
        response__consultation=consultation,
        file__state=ReceivedFile.State.READ,
        allocations=None,
    )
    for letter in read.values_list("pk", flat=True):
        parts[letter] = []
    letters = Letter.objects.filter(pk__in=parts).exclude(response__set_aside__in=TAKEN_BACK)
    letters = letters.select_related("response", "file")
    newest = {letter.pk for letter in _newest(letters)}
    found = [
        {
            "letter": one,
            "parts": len(parts[one.pk]),
            "sure": least_sure(parts[one.pk]),
            "why": why_unconfirmed(len(parts[one.pk]), nowhere[one.pk], bool(one.file)),
        }
        for one in letters
        if one.pk in newest
    ]
    return sorted(found, key=lambda row: (row["letter"].response.received_at.date(), row["sure"]))


def files_in(consultation: ConsultationPage, state: str) -> Any:
    """The files of responses in one state, the oldest first."""
    files = consultation.received_files.filter(state=state, response__isnull=False)
    files = files.exclude(response__set_aside__in=TAKEN_BACK)
    return files.select_related("response").defer("content").order_by("received_at", "pk")


def waiting_counts(consultation: ConsultationPage) -> dict[str, int]:
    """How many letters and files wait for a person."""
    return {
        "confirming": len(unconfirmed(consultation)),
        "typing": files_in(consultation, ReceivedFile.State.TYPING).count(),
        "reading": files_in(consultation, ReceivedFile.State.WAITING).count(),
    }


class Queue(StaffPage):
    """Every letter and file that waits, and the ways to add one."""

    permission = RECEIVE
    page_title = "Letters, e-mails and files"
    template_name = "responses/admin/intake/queue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = unconfirmed(self.consultation)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        restricted = Restricted.of_responses(row["letter"].response for row in page)
        for row in page:
            said = restricted.details(row["letter"].response)
            row |= {"who": said["organisation"] or said["name"], "details_held": said["held"]}
        return super().get_context_data(
            page=page,
            typing=files_in(self.consultation, ReceivedFile.State.TYPING),
            reading=files_in(self.consultation, ReceivedFile.State.WAITING),
            size=consultation_size(self.consultation),
            **kwargs,
        )


def consultation_size(consultation: ConsultationPage) -> dict[str, Any]:
    """How many files there are and how much room they take."""
    files = consultation.received_files.all()
    return {"files": files.count(), "bytes": files.aggregate(total=Sum("size"))["total"] or 0}


def _newest(letters: Any) -> list[Letter]:
    newest: dict[tuple[int, object], Letter] = {}
    for letter in sorted(letters, key=lambda one: one.version):
        newest[letter.response_id, letter.file_id] = letter
    return list(newest.values())
