"""The government response as the public reads it: as it was published, never the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.cache import patch_cache_control
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from consultation.dataset.exports.packing import zipped
from consultation.guidance.models import ConsultationPage
from consultation.guidance.views.pages import breadcrumbs
from consultation.outcome.actions.publishing import BODY
from consultation.outcome.exports.files import FORMS
from consultation.outcome.exports.package import KINDS, MEDIA_TYPES, TABLES
from consultation.outcome.models import PublishedFile, PublishedOutcome
from consultation.outcome.models.standing import (
    emptied,
    quotations_taken_back,
    responses_taken_back,
)
from consultation.outcome.rules.opendata import DICTIONARY

ALL = "all.zip"

#: What each file is, by the name it begins with.
TITLES = {
    "outcome": gettext_noop("The government response"),
    "positions": gettext_noop("Where each response stands on each clause"),
    "received": gettext_noop("Responses received, counted and set aside"),
    "figures": gettext_noop("Every figure of the document"),
    "types": gettext_noop("Positions by kind of respondent"),
    "responses": gettext_noop("Responses that may be published"),
    "data-dictionary": gettext_noop("What each column means"),
    "seal": gettext_noop("The chain of the seal"),
    "README": gettext_noop("Licence, how to verify, digests of all files"),
}


def outcome(request: HttpRequest, consultation: str) -> HttpResponse:
    """The response of a consultation, in a fixed number of queries; 404 until it is published."""
    page, standing = _standing(consultation)
    if emptied(standing, (BODY,)) or quotations_taken_back(standing):
        return _being_corrected(request, page, standing)
    files = list(standing.files.filter(public=True).values("name", "size", "sha256"))
    body = bytes(standing.files.get(name=BODY).content).decode()
    shown = {
        "page": page,
        "consultation": page,
        "publication": standing,
        "breadcrumbs": breadcrumbs(page, request),
        # Made by our own templates when it was published.
        "body": mark_safe(body),  # noqa: S308
        "files": _listed(files),
        "all": ALL,
        "dictionary": DICTIONARY,
        "corrections": _corrections(page),
    }
    answer = render(request, "outcome/published.html", shown)
    # What is taken back must be gone from every cache too.
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def outcome_file(request: HttpRequest, consultation: str, name: str) -> HttpResponse:
    """One file of the response, or all of them in one."""
    page, standing = _standing(consultation)
    if _repeats_what_was_taken_back(standing, name):
        return _being_corrected(request, page, standing)
    public = standing.files.filter(public=True)
    if name == ALL:
        assert standing.published_at is not None
        content = zipped(public.contents().items(), standing.published_at)
    else:
        content = bytes(get_object_or_404(public, name=name).content)
    kind = MEDIA_TYPES[name.rpartition(".")[2]]
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{page.slug}-{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def _standing(consultation: str) -> tuple[ConsultationPage, PublishedOutcome]:
    page = get_object_or_404(ConsultationPage.objects.live(), slug=consultation)
    standing = PublishedOutcome.standing(page)
    if standing is None:
        raise Http404("No response is published.")
    return page, standing


def _repeats_what_was_taken_back(standing: PublishedOutcome, name: str) -> bool:
    """Of all files only the document and the published responses repeat words of respondents."""
    if emptied(standing, () if name == ALL else (name,)):
        return True
    document, responses = name in (*FORMS, ALL), name.startswith("responses.") or name == ALL
    return (document and quotations_taken_back(standing) > 0) or (
        responses and responses_taken_back(standing) > 0
    )


def _being_corrected(
    request: HttpRequest, page: ConsultationPage, standing: PublishedOutcome
) -> HttpResponse:
    shown = {
        "page": page,
        "consultation": page,
        "publication": standing,
        "breadcrumbs": breadcrumbs(page, request),
    }
    return render(request, "outcome/being_corrected.html", shown, status=503)


def _listed(files: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The files by what they are, the document first; each with its forms."""
    order = [*FORMS, *(f"{table}.{kind}" for table in TABLES for kind in KINDS)]
    place = {name: n for n, name in enumerate(order)}
    listed: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(files, key=lambda one: (place.get(one["name"], len(place)), one["name"])):
        stem, _dot, ending = file["name"].partition(".")
        listed.setdefault(stem, []).append({**file, "kind": ending.upper()})
    return [{"title": _(TITLES[stem]), "forms": forms} for stem, forms in listed.items()]


def _corrections(page: ConsultationPage) -> list[dict[str, Any]]:
    """Every publication after the first, newest first, with the files it took the place of."""
    published = list(
        PublishedOutcome.objects.filter(
            consultation=page, state=PublishedOutcome.State.PUBLISHED
        ).order_by("number")
    )
    earlier = PublishedFile.objects.filter(public=True, publication__in=published[:-1])
    files: dict[int, list[Mapping[str, Any]]] = {}
    for file in earlier.order_by("name").values("publication", "name", "sha256"):
        files.setdefault(file["publication"], []).append(file)
    return [
        {"at": after.published_at, "said": after.correction, "files": files.get(before.pk, [])}
        for before, after in reversed(list(pairwise(published)))
    ]


def panel(consultation: ConsultationPage) -> dict[str, Any]:
    """What a consultation's own page says of its outcome."""
    return {
        "standing": PublishedOutcome.standing(consultation),
        "consultation": consultation,
        "said": _("Outcome published"),
    }


urlpatterns = [
    path("", outcome, name="outcome-page"),
    path("files/<str:name>", outcome_file, name="outcome-file"),
]
