"""A clause by its number, whatever section it stands in now and whatever it is numbered now."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from consultation.guidance.models import Clause, ConsultationPage
from consultation.guidance.rules import anchor


def clause(request: HttpRequest, consultation: str, number: str) -> HttpResponse:
    """Send the reader to the clause; say so (410) when it left the text.

    The number it has now goes first, then the last clause that ever had it.
    """
    page = get_object_or_404(ConsultationPage.objects.live(), slug=consultation)
    found = _numbered(page, number)
    if found.section is None or found.withdrawn_at:
        context = {"page": page, "consultation": page, "clause": found}
        return render(request, "guidance/withdrawn_clause.html", context, status=410)
    return redirect(f"{found.section.get_url(request)}#{anchor(found.number)}")


def _numbered(page: ConsultationPage, number: str) -> Clause:
    clauses = Clause.objects.filter(consultation=page).select_related("section")
    found = (
        clauses.filter(number=number, withdrawn_at__isnull=True).first()
        or clauses.filter(versions__number=number).order_by("-versions__pk").first()
    )
    if found is None:
        raise Http404(f"{page.title} has never had a clause {number}.")
    return found
