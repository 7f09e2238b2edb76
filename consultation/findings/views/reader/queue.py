"""What nobody has read yet, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from consultation.findings.models import Reading
from consultation.guidance.models import ConsultationPage
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Hold, Letter
from consultation.responses.models.placed import SOURCES, Source

CODE = "consultation.code_responses"

#: In which order each kind of source is read.
ORDERS = {
    "comment": ("clause_version__clause__order", "pk"),
    "proposal": ("clause_version__clause__order", "pk"),
    "answer": ("question_key", "pk"),
    "letter": ("pk",),
}


def to_read(consultation: ConsultationPage, kind: str) -> QuerySet[Source]:
    """Every source of a kind that has words and counts; of a letter its newest version."""
    rows = SOURCES[kind]._default_manager.filter(
        response__consultation=consultation, response__set_aside="", text__regex=r"\S"
    )
    if kind == "letter":
        newer = Letter.objects.filter(
            response=OuterRef("response"), version__gt=OuterRef("version")
        )
        of_file = newer.filter(file=OuterRef("file"))
        rows = rows.exclude(Q(file=None) & Exists(newer.filter(file=None)))
        rows = rows.exclude(Exists(of_file))
    ordered: QuerySet[Source] = rows.order_by(*ORDERS[kind])
    return ordered


def unread(
    consultation: ConsultationPage, kind: str, *, clause: str = "", may_read_held: bool = False
) -> QuerySet[Source]:
    """Those of ``to_read`` that nobody says they have read.

    Policy: a source with held words is read by somebody who may read them: to read the rest is
    not to have read it, so it is not offered to others.
    """
    rows = to_read(consultation, kind)
    rows = rows.exclude(Exists(Reading.objects.filter(undone_at=None, **{kind: OuterRef("pk")})))
    if not may_read_held:
        rows = rows.exclude(Exists(Hold.objects.filter(released_at=None, **{kind: OuterRef("pk")})))
    if clause:
        on_it = "" if kind == "letter" else "clause_version__clause__number"
        rows = rows.filter(**{on_it: clause}) if on_it else rows.none()
    return rows


def waiting(
    consultation: ConsultationPage, clause: str = "", may_read_held: bool = False
) -> Iterator[tuple[str, QuerySet[Source]]]:
    """(kind, what waits to be read of it), in the order they are read."""
    for kind in ORDERS:
        yield kind, unread(consultation, kind, clause=clause, may_read_held=may_read_held)


class Reader(StaffPage):
    """Opens what nobody has read yet, the first in the order of the text."""

    permission = CODE
    page_title = "Read and code"
    template_name = "findings/reader/done.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        clause = request.GET.get("clause", "")
        for kind, rows in waiting(self.consultation, clause, self.may_read_held):
            first = rows.values_list("pk", flat=True).first()
            if first is not None:
                page = reverse("reader_source", args=[self.consultation.slug, f"{kind}-{first}"])
                return redirect(f"{page}?{urlencode({'clause': clause})}" if clause else page)
        return self.render_to_response(self.get_context_data(clause=clause))
