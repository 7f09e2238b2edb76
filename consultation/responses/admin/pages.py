"""What every page for staff has: a permission it asks for, a consultation, a trail back."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Response
from consultation.responses.rules.masking import Sight

READ_RESPONSES = "consultation.read_responses"
READ_HELD = "consultation.read_held"
RELEASE_HOLD = "consultation.release_hold"
CLEAR_WORDS = "consultation.clear_words"
LIFT_REDACTION = "consultation.lift_redaction"
PUBLISH_RESPONSES = "consultation.publish_responses"


def may_read_all(response: Response, reader: User) -> bool:
    """Whether this person may read every word of the response as it came."""
    held = response.holds.filter(released_at=None).exists()
    redacted = response.redactions.filter(lifted_at=None).exists()
    return (reader.has_perm(READ_HELD) or not held) and (
        reader.has_perm(LIFT_REDACTION) or not redacted
    )


class StaffPage(WagtailAdminTemplateMixin, TemplateView):
    """A page for those with ``permission``; anyone else is sent away before anything is read."""

    permission = READ_RESPONSES
    #: The page's own name, and (label, URL name) of the pages between it and the start.
    page_title = ""
    trail: ClassVar[list[tuple[str, str]]] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            return permission_denied(request)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # The parts of the address are looked up by name, not passed on to the template.
        return self.render_to_response(self.get_context_data())

    @cached_property
    def consultation(self) -> ConsultationPage:
        """The consultation the address names. Raises Http404."""
        return get_object_or_404(ConsultationPage, slug=self.kwargs["consultation"])

    @property
    def reader(self) -> User:
        """Who reads this page: someone signed in, by Wagtail's own guard on every admin page."""
        return cast(User, self.request.user)

    @property
    def may_read_held(self) -> bool:
        """Whether this person may read held words."""
        return self.reader.has_perm(READ_HELD)

    @property
    def sight(self) -> Sight:
        """What this person sees of restricted words; redacted ones on no page but the original."""
        return Sight(held=self.may_read_held)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = [{"url": reverse("analysis"), "label": "Consultation analysis"}]
        if "consultation" in self.kwargs:
            slug = self.consultation.slug
            trail.append(
                {
                    "url": reverse("analysis_consultation", args=[slug]),
                    "label": self.consultation.title,
                }
            )
            trail += [
                {"url": reverse(name, args=[slug]), "label": label} for label, name in self.trail
            ]
        here = {"url": "", "label": self.get_page_title()}
        own = trail[-1]["label"] == here["label"]
        return [*self.breadcrumbs_items, *(trail[:-1] if own else trail), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if "consultation" in self.kwargs:
            context["consultation"] = self.consultation
        context["may_read_held"] = self.may_read_held
        return context
