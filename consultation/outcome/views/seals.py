"""Seals of a consultation: made, looked at, compared with what has happened since, handed out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.findings.models import Run
from consultation.outcome.actions import (
    NotDrafted,
    NotSealed,
    bind_to,
    download,
    mask_seals_later,
    start_drafting,
    start_seal,
)
from consultation.outcome.models import OutcomePage, Seal
from consultation.outcome.models.facts import differences_of
from consultation.outcome.models.package import Package
from consultation.outcome.models.withheld import still_there
from consultation.outcome.rules import figures
from consultation.responses.admin.pages import StaffPage

SEAL_RUN = "consultation.seal_run"
DRAFT = "consultation.draft_outcome"
DOWNLOAD = "consultation.download_seal"

#: Seconds after which a page on work under way asks for itself again, and rows on a page.
AGAIN = 3
PER_PAGE = 100


class Seals(StaffPage):
    """Every seal of a consultation, and the button that makes another."""

    page_title = "Seals"
    template_name = "outcome/admin/seals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seals = self.consultation.seals.select_related("made_by", "run")
        run = self.consultation.runs.filter(state=Run.State.DONE).first()
        return super().get_context_data(
            seals=list(seals),
            run=run,
            waiting=any(seal.state == Seal.State.WAITING for seal in seals),
            may_seal=self.reader.has_perm(SEAL_RUN),
            **kwargs,
        )


class MakeSeal(StaffPage):
    """Asks for a seal of the latest run."""

    permission = SEAL_RUN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.consultation.runs.filter(state=Run.State.DONE).first()
        if run is None:
            messages.error(request, "No run has finished yet: start one, and seal that.")
            return redirect("seals", self.consultation.slug)
        try:
            seal = start_seal(run, self.reader, clock.now())
        except NotSealed as refused:
            messages.error(request, str(refused))
            return redirect("seals", self.consultation.slug)
        return redirect("seal", self.consultation.slug, seal.number)


class OfSeal(StaffPage):
    """A page about one seal."""

    trail: ClassVar[list[tuple[str, str]]] = [("Seals", "seals")]
    #: How the page's own name ends.
    about = ""

    @cached_property
    def seal(self) -> Seal:
        """The seal the address names. Raises Http404."""
        seals = Seal.objects.select_related("run", "made_by", "consultation")
        return get_object_or_404(seals, consultation=self.consultation, number=self.kwargs["seal"])

    def get_page_title(self) -> str:
        return f"Seal {self.seal.number}{self.about}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(seal=self.seal, **kwargs)


class OneSeal(OfSeal):
    """What a seal binds, how far it is while it is being made, and what can be done with it."""

    template_name = "outcome/admin/seal.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if self.seal.state == Seal.State.WAITING:
            response["Refresh"] = str(AGAIN)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = self.seal.state == Seal.State.MADE
        page = OutcomePage.objects.filter(consultation=self.consultation).first()
        return super().get_context_data(
            made=made,
            ledger=figures.of_all(Package(self.seal).tree) if made else None,
            latest=self.seal.verifications.first() if made else None,
            outcome=page,
            may_seal=self.reader.has_perm(SEAL_RUN),
            may_draft=self.reader.has_perm(DRAFT),
            may_download=self.reader.has_perm(DOWNLOAD),
            **kwargs,
        )


class MadeSeal(OfSeal):
    """A page about a seal that has been made; of any other it leads back to the seal itself."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.seal.state != Seal.State.MADE:
            return redirect("seal", self.consultation.slug, self.seal.number)
        return super().get(request, *args, **kwargs)


class SealLedger(MadeSeal):
    """The ledger as it was sealed: received = counted + set aside, each with its reason."""

    about = ": ledger"
    template_name = "outcome/admin/seal_ledger.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        package = Package(self.seal)
        rows = package.table("received.csv")
        aside = [row for row in rows if row["status"] != "counted"]
        page = Paginator(aside, PER_PAGE).get_page(self.request.GET.get("p"))
        ledger = package.tree["ledger"]
        return super().get_context_data(ledger=ledger, page=page, **kwargs)


class SealDifferences(MadeSeal):
    """What has happened since: the seal stays as it is, and a person decides whether to make another."""

    about = ": what has changed since"
    template_name = "outcome/admin/seal_differences.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = differences_of(self.seal)
        return super().get_context_data(
            total=found.total,
            listed=[(label, what, label.startswith("Clauses")) for label, what in found.listed()],
            **kwargs,
        )


BEING_MASKED = (
    "Words in this package were redacted or erased since it was made and are being masked in it: "
    "try again in a minute."
)


class DownloadSeal(OfSeal):
    """The whole package, which holds what respondents wrote: only for those who may have it."""

    permission = DOWNLOAD
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.seal.state != Seal.State.MADE:
            return redirect("seal", self.consultation.slug, self.seal.number)
        if any(one.whole or one.spans for one in still_there(self.seal)):
            mask_seals_later.enqueue(self.consultation.pk)
            messages.error(request, BEING_MASKED)
            return redirect("seal", self.consultation.slug, self.seal.number)
        response = HttpResponse(download(self.seal, self.reader), content_type="application/zip")
        name = f"{self.consultation.slug}-seal-{self.seal.number}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class StartDrafting(OfSeal):
    """Makes the first draft of the response from this seal, or binds the one there is to it."""

    permission = DRAFT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = OutcomePage.objects.filter(consultation=self.consultation).first()
        try:
            if page:
                bind_to(page, self.seal, self.reader, clock.now())
            else:
                start_drafting(self.seal, self.reader, clock.now())
        except NotDrafted as refused:
            messages.error(request, str(refused))
            return redirect("seal", self.consultation.slug, self.seal.number)
        return redirect("outcome", self.consultation.slug)
