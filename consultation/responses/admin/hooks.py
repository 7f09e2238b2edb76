"""What Wagtail's admin is told of responses: addresses, the menu of held text, an alert, the log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from consultation.responses.actions.clearing import CLEAR, INSPECT, UNCLEAR
from consultation.responses.actions.confirming import CONFIRM
from consultation.responses.actions.deciding import DECIDE
from consultation.responses.actions.details import CORRECT
from consultation.responses.actions.disclosures import RAISE, STEPS
from consultation.responses.actions.entering import ENTER
from consultation.responses.actions.erasing import LOGGED
from consultation.responses.actions.formats import (
    ANSWER_REQUEST,
    READ_REQUEST,
    RELEASE_REQUEST,
)
from consultation.responses.actions.putting_right import PUT_RIGHT
from consultation.responses.actions.raising import RAISE_HOLD
from consultation.responses.actions.redacting import LIFT, REDACT
from consultation.responses.actions.releasing import OPEN_ORIGINAL, READ_HOLD, READ_ORIGINAL
from consultation.responses.actions.releasing import RELEASE_HOLD as RELEASED
from consultation.responses.admin.formats import held_requests
from consultation.responses.admin.holds import waiting
from consultation.responses.admin.pages import RELEASE_HOLD


class PermittedItem(MenuItem):
    """A menu item for those with one permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


class HeldTextPanel(Component):
    """On the first page a duty officer sees: how many holds wait, disclosures first."""

    order = 10
    template_name = "responses/admin/held_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        holds = list(waiting())
        disclosures = {hold.response_id for hold in holds if hold.why == hold.Why.DISCLOSURE}
        requests = list(held_requests())
        first = min([*(hold.raised_at for hold in holds), *(one.asked_at for one in requests)])
        return {
            "holds": len(holds),
            "disclosures": len(disclosures),
            "first": first,
            "requests": len(requests),
        }


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    from consultation.responses.admin import urls

    return [path("", include(urls))]


@hooks.register("register_admin_menu_item")
def held_text_item() -> MenuItem:
    return PermittedItem(
        "Held text", reverse_lazy("holds"), icon_name="warning", order=110, permission=RELEASE_HOLD
    )


@hooks.register("register_admin_menu_item")
def disclosures_item() -> MenuItem:
    return PermittedItem(
        "Possible disclosures",
        reverse_lazy("disclosures"),
        icon_name="warning",
        order=105,
        permission=RELEASE_HOLD,
    )


@hooks.register("construct_homepage_panels")
def alert(request: HttpRequest, panels: list[Any]) -> None:
    held = waiting().exists() or held_requests().exists()
    if held and request.user.has_perm(RELEASE_HOLD):
        panels.append(HeldTextPanel())


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(READ_HOLD, "Read held text", "Read held text")
    actions.register_action(
        DECIDE, "Decide whether a response is counted", "Decided whether a response is counted"
    )
    actions.register_action(CONFIRM, "Confirm parts of a letter", "Confirmed parts of a letter")
    actions.register_action(ENTER, "Enter a response", "Entered a response")
    actions.register_action(CORRECT, "Correct who sent it", "Corrected who sent it")
    actions.register_action(
        PUT_RIGHT, "Put right what was read from a form", "Put right what was read from a form"
    )
    actions.register_action(READ_REQUEST, "Read a held request", "Read a held request")
    actions.register_action(RELEASE_REQUEST, "Release a request", "Released a request")
    actions.register_action(ANSWER_REQUEST, "Answer a request", "Answered a request")
    actions.register_action(OPEN_ORIGINAL, "Open a file as it came", "Opened a file as it came")
    actions.register_action(CLEAR, "Clear words", "Cleared words")
    actions.register_action(UNCLEAR, "Take back a clearance", "Took back a clearance")
    actions.register_action(INSPECT, "Open words to clear them", "Opened words to clear them")
    actions.register_action(READ_ORIGINAL, "Read redacted words", "Read redacted words")
    actions.register_action(RAISE_HOLD, "Hold words", "Held words")
    actions.register_action(RAISE, "Raise a possible disclosure", "Raised a possible disclosure")
    for kind, action in STEPS.items():
        actions.register_action(
            action,
            f"Possible disclosure: {kind.label.lower()}",
            f"Possible disclosure: {kind.label.lower()}",
        )
    actions.register_action(REDACT, "Redact words", "Redacted words")
    actions.register_action(LIFT, "Reverse a redaction", "Reversed a redaction")
    actions.register_action(RELEASED, "Release a hold", "Released a hold")
    for action, (label, message) in LOGGED.items():
        actions.register_action(action, label, message)
