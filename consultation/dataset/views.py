"""The public page of the responses that were cleared and published."""

from __future__ import annotations

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.cache import patch_cache_control

from consultation.dataset.publishing import now_published, number_of, shown_publicly
from consultation.guidance.models import ConsultationPage

PER_PAGE = 20


def published_responses(request: HttpRequest, consultation: str) -> HttpResponse:
    """The responses of a consultation, a page at a time; 404 while none are published.

    Made from the sources each time and kept by no cache: what is held, redacted, withdrawn or taken
    down is gone with the next request, at every address it had.
    """
    page = get_object_or_404(ConsultationPage.objects.live(), slug=consultation)
    everybody = sorted(now_published(page).only("consultation", "respondent_type"), key=number_of)
    if not everybody:
        raise Http404("No responses are published.")
    pages = Paginator(everybody, PER_PAGE)
    try:
        here = pages.page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404("There is no such page.") from None
    shown = {
        "page": page,
        "consultation": page,
        "responses": shown_publicly(
            page,
            page.responses.filter(pk__in=[one.pk for one in here]),
            [one.respondent_type for one in everybody],
        ),
        "total": len(everybody),
        "here": here,
        "pages": pages.page_range,
    }
    answer = render(request, "dataset/published_responses.html", shown)
    patch_cache_control(answer, private=True, no_store=True)
    answer["X-Robots-Tag"] = "noindex, noarchive"
    return answer


urlpatterns = [path("published-responses/", published_responses, name="published-responses")]
