"""Publishing cleared responses: a preview of what the public would read, and the act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks

from consultation import clock
from consultation.dataset.actions import (
    PUBLISH,
    TAKE_DOWN,
    publish_responses,
    take_down_responses,
)
from consultation.dataset.publishing import now_published, publishable, shown_publicly
from consultation.responses.admin.pages import PUBLISH_RESPONSES, StaffPage
from consultation.responses.models import Publication, Response


class PublishResponses(StaffPage):
    """Everything that may be published now, as it would be read; nothing is published unseen."""

    permission = PUBLISH_RESPONSES
    page_title = "Publish responses"
    template_name = "dataset/admin/publish.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "take-down" in request.POST:
            if take_down_responses(self.consultation, self.reader, clock.now()):
                messages.success(request, "Taken down: nobody reads them any more.")
            return redirect(request.path)
        try:
            seen = _signer(self.consultation.pk).unsign_object(request.POST.get("seen", ""))
        except BadSignature:
            messages.error(request, "Look at the preview first, then publish from it.")
            return redirect(request.path)
        responses = Response.objects.filter(consultation=self.consultation, pk__in=seen)
        publication = publish_responses(self.consultation, responses, self.reader, clock.now())
        number = publication.responses.count()
        messages.success(request, f"Published: {number} response{'' if number == 1 else 's'}.")
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everybody = list(publishable(self.consultation))
        standing = Publication.objects.filter(consultation=self.consultation, taken_down_at=None)
        return super().get_context_data(
            responses=shown_publicly(self.consultation, everybody, everybody),
            seen=_signer(self.consultation.pk).sign_object([one.pk for one in everybody]),
            standing=standing.select_related("published_by").first(),
            published=now_published(self.consultation).count(),
            **kwargs,
        )


def _signer(consultation: int) -> Signer:
    return Signer(salt=f"consultation.preview.{consultation}")


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path(
            "analysis/<slug:consultation>/publish-responses/",
            PublishResponses.as_view(),
            name="publish_responses",
        )
    ]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(PUBLISH, "Publish responses", "Published responses")
    actions.register_action(TAKE_DOWN, "Take responses down", "Took responses down")
