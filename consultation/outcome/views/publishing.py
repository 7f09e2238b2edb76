"""Publishing the response, and verifying what was published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.auth import permission_denied

from consultation import clock
from consultation.findings.views.exports import attached
from consultation.outcome.actions import (
    NotArchived,
    NotPublished,
    publish,
    signed_off,
    start_verifying,
    take_archive,
)
from consultation.outcome.actions.archiving import ARCHIVE
from consultation.outcome.models import OutcomePage, PublishedOutcome
from consultation.outcome.models.facts import gates_of
from consultation.outcome.models.standing import (
    emptied,
    quotations_taken_back,
    responses_taken_back,
)
from consultation.outcome.views.outcome import OfOutcome
from consultation.outcome.views.seals import AGAIN, SEAL_RUN

PUBLISH = "consultation.publish_outcome"


class PublishOutcome(OfOutcome):
    """What was published and when, and the button that publishes the latest draft."""

    page_title = "Publication"
    template_name = "outcome/admin/publication.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if self._publications().filter(state=PublishedOutcome.State.WAITING).exists():
            response["Refresh"] = str(AGAIN)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.reader.has_perm(PUBLISH):
            return permission_denied(request)
        said = request.POST.get("correction", "")
        try:
            publish(self.page, self.reader, clock.now(), said)
        except NotPublished as refused:
            messages.error(request, str(refused))
            return self.render_to_response(self.get_context_data(correction=said))
        return redirect("publish_outcome", self.consultation.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publications = list(self._publications().select_related("asked_by", "seal"))
        page = OutcomePage.objects.get(pk=self.page.pk)
        standing = PublishedOutcome.standing(self.consultation)
        return super().get_context_data(
            publications=[(one, one.verifications.first()) for one in publications],
            standing=standing,
            taken_back=standing
            and (quotations_taken_back(standing), responses_taken_back(standing)),
            emptied=standing and emptied(standing),
            waiting=any(one.state == PublishedOutcome.State.WAITING for one in publications),
            signed_off=signed_off(page),
            unmet=[gate for gate in gates_of(page) if not gate.met],
            may_publish=self.reader.has_perm(PUBLISH),
            may_verify=self.reader.has_perm(SEAL_RUN),
            may_archive=self.reader.has_perm(ARCHIVE),
            **kwargs,
        )

    def _publications(self) -> Any:
        return PublishedOutcome.objects.filter(consultation=self.consultation)


class TakeArchive(OfOutcome):
    """The record as one file, for whoever keeps records."""

    permission = ARCHIVE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            content = take_archive(self.consultation, self.reader, clock.now())
        except NotArchived as refused:
            messages.error(request, str(refused))
            return redirect("publish_outcome", self.consultation.slug)
        return attached(content, "application/zip", f"{self.consultation.slug}-record.zip")


class VerifyPublication(OfOutcome):
    """Asks for a verification of what was published: beside its seal, and as the public can."""

    permission = SEAL_RUN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        publication = get_object_or_404(
            PublishedOutcome.objects.select_related("seal__consultation"),
            consultation=self.consultation,
            number=self.kwargs["publication"],
            state=PublishedOutcome.State.PUBLISHED,
        )
        if emptied(publication):
            messages.error(request, "Files of it were emptied by an erasure: publish a correction.")
            return redirect("publish_outcome", self.consultation.slug)
        seal = publication.seal
        asked = start_verifying(seal, self.reader, clock.now(), publication=publication)
        return redirect("verification", self.consultation.slug, seal.number, asked.pk)
