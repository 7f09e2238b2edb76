"""The page on which an editor moves the closing date of a consultation that has opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.models import Page

from consultation import clock
from consultation.guidance.actions import NotMoved, move_closing_date
from consultation.guidance.actions.moving import MOVE_CLOSING_DATE
from consultation.guidance.forms import MoveForm
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules.deadline import closing_time, move_problem

TITLE = "Move the closing date"


class MoveClosingDate(WagtailAdminTemplateMixin, TemplateView):
    """Asks for the date and the reason, says in words what they mean, then does it.

    How many people are writing is not shown: editors are told nothing of responses.
    """

    page_title = TITLE
    template_name = "guidance/admin/closing_date.html"

    @cached_property
    def consultation(self) -> ConsultationPage:
        return get_object_or_404(ConsultationPage, pk=self.kwargs["page_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.consultation.permissions_for_user(request.user).can_publish():
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MoveForm(request.POST)
        if form.is_valid() and (problem := self._problem(form)):
            form.add_error("closes", problem)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if "confirmed" not in request.POST:
            return self.render_to_response(self.get_context_data(form=form, asked=True))
        return self._move(form)

    def _problem(self, form: MoveForm) -> str:
        given = form.cleaned_data
        return move_problem(self.consultation, given["closes"], given["reason"], clock.now())

    def _move(self, form: MoveForm) -> HttpResponse:
        given, user = form.cleaned_data, cast(User, self.request.user)
        try:
            move_closing_date(
                self.consultation, given["closes"], given["reason"], user, clock.now()
            )
        except NotMoved as refused:
            form.add_error("closes", str(refused))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        closing = closing_time(self.consultation.closes)
        messages.success(self.request, f"{self.consultation.title} now closes at {closing}.")
        return redirect("wagtailadmin_pages:edit", self.consultation.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.consultation.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.consultation.title},
            {"url": "", "label": TITLE},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", MoveForm())
        form = kwargs["form"]
        return super().get_context_data(
            consultation=self.consultation,
            new=form.cleaned_data["closes"] if kwargs.get("asked") else None,
            moves=self.consultation.deadline_moves.select_related("moved_by"),
            **kwargs,
        )


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path(
            "consultations/<int:page_id>/closing-date/",
            MoveClosingDate.as_view(),
            name="move_closing_date",
        )
    ]


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, **_: Any) -> Iterator[Button]:
    stands = isinstance(page, ConsultationPage) and page.dates_stand
    if stands and page.permissions_for_user(user).can_publish():
        address = reverse("move_closing_date", args=[page.pk])
        yield Button(TITLE, address, icon_name="date", priority=60)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(MOVE_CLOSING_DATE, TITLE, "Moved the closing date")
