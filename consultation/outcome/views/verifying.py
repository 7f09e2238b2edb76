"""Verifying a seal: asked for, done by the background worker, and what it found."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.outcome.actions import start_verifying
from consultation.outcome.models import Seal, Verification
from consultation.outcome.views.seals import AGAIN, SEAL_RUN, MadeSeal

__all__ = ["OneVerification", "VerifySeal"]


class VerifySeal(MadeSeal):
    """Asks for a verification."""

    permission = SEAL_RUN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.seal.state != Seal.State.MADE:
            return redirect("seal", self.consultation.slug, self.seal.number)
        asked = start_verifying(self.seal, self.reader, clock.now())
        return redirect("verification", self.consultation.slug, self.seal.number, asked.pk)


class OneVerification(MadeSeal):
    """How many comparisons were made and each that failed, by name."""

    about = ": verified"
    template_name = "outcome/admin/verification.html"
    trail: ClassVar[list[tuple[str, str]]] = [("Seals", "seals")]

    @cached_property
    def verification(self) -> Verification:
        """The verification the address names. Raises Http404."""
        rows = self.seal.verifications.select_related("asked_by")
        return get_object_or_404(rows, pk=self.kwargs["verification"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if self.verification.ended_at is None:
            response["Refresh"] = str(AGAIN)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(verification=self.verification, **kwargs)
