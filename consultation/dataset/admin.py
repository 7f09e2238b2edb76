"""Publishing cleared responses: a preview of what the public would read, and the act."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import cached_property
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
from consultation.responses.models import Publication

#: Responses on a page of the preview.
PER_PAGE = 50

CHANGED = (
    "What may be published has changed since you looked, so nothing was published. Look again from "
    "here: below is what the public would read now."
)


class PublishResponses(StaffPage):
    """Everything that may be published now, as it would be read, page by page.

    Policy: nothing is published unseen. Its pages and the form at their end say of which responses
    the preview is since its first page; once others may be published, or fewer, it begins again.
    """

    permission = PUBLISH_RESPONSES
    page_title = "Publish responses"
    template_name = "dataset/admin/publish.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "take-down" in request.POST:
            if take_down_responses(self.consultation, self.reader, clock.now()):
                messages.success(request, "Taken down: nobody reads them any more.")
            return redirect(request.path)
        seen = request.POST.get("seen", "")
        if not self._signed(seen):
            messages.error(request, "Look at the preview first, then publish from it.")
            return redirect(request.path)
        if seen != self._seen:
            messages.error(request, CHANGED)
            return redirect(request.path)
        # Those that were compared, and no others that may be published a moment later.
        responses = self.consultation.responses.filter(pk__in=[pk for pk, _type in self._may_be])
        publication = publish_responses(self.consultation, responses, self.reader, clock.now())
        number = publication.responses.count()
        messages.success(request, f"Published: {number} response{'' if number == 1 else 's'}.")
        return redirect(request.path)

    @cached_property
    def _may_be(self) -> list[tuple[int, str]]:
        """The number and the type of respondent of each response that may be published now."""
        found = publishable(self.consultation).order_by("pk")
        return list(found.values_list("pk", "respondent_type"))

    @cached_property
    def _seen(self) -> str:
        """What tells these responses from any others, in few characters, and that this page said so."""
        listed = ",".join(str(pk) for pk, _type in self._may_be)
        signed: str = self._signer.sign(hashlib.sha256(listed.encode()).hexdigest())
        return signed

    def _signed(self, seen: str) -> bool:
        try:
            self._signer.unsign(seen)
        except BadSignature:
            return False
        return True

    @property
    def _signer(self) -> Signer:
        return Signer(salt=f"consultation.preview.{self.consultation.pk}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        begun = self.request.GET.get("seen", "")
        if begun and begun != self._seen:
            messages.error(self.request, CHANGED)
        at = self.request.GET.get("p") if begun == self._seen else 1
        page = Paginator(self._may_be, PER_PAGE).get_page(at)
        here = self.consultation.responses.filter(pk__in=[pk for pk, _type in page])
        types = [of for _pk, of in self._may_be]
        standing = Publication.objects.filter(consultation=self.consultation, taken_down_at=None)
        return super().get_context_data(
            page=page,
            responses=shown_publicly(self.consultation, here, types),
            seen=self._seen,
            query=urlencode({"seen": self._seen}),
            standing=standing.select_related("published_by").first(),
            published=now_published(self.consultation).count(),
            **kwargs,
        )


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
