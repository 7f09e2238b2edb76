"""What Wagtail's admin is told of the outcome: addresses, the log, and where its pages may not show."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import include, path
from wagtail import hooks
from wagtail.permissions import policy_registry

from consultation.outcome.actions.archiving import ARCHIVE
from consultation.outcome.actions.drafting import CHANGE, CONFIRM, START
from consultation.outcome.actions.publishing import PUBLISH
from consultation.outcome.actions.rebinding import REBIND
from consultation.outcome.actions.sealing import SEAL_RUN
from consultation.outcome.actions.signing import SIGN, UNDONE, note_change
from consultation.outcome.actions.verifying import DOWNLOAD, VERIFY
from consultation.outcome.models import OutcomePage

#: What is done, in the imperative and in the past.
LOGGED = {
    SEAL_RUN: ("Seal a run", "Sealed a run"),
    VERIFY: ("Verify a seal", "Verified a seal"),
    DOWNLOAD: ("Download a sealed package", "Downloaded a sealed package"),
    START: ("Start drafting the response", "Started drafting the response"),
    CHANGE: ("Change the draft of a clause", "Changed the draft of a clause"),
    CONFIRM: ("Confirm the sources of a sentence", "Confirmed the sources of a sentence"),
    REBIND: ("Bind the response to a later seal", "Bound the response to a later seal"),
    SIGN: ("Sign the response", "Signed the response"),
    PUBLISH: ("Publish the response", "Asked for the response to be published"),
    ARCHIVE: ("Take the archive package", "Took the archive package for the record"),
    UNDONE: ("Undo a sign-off by a change", "Undid a sign-off by a change"),
}


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    from consultation.outcome.views import urlpatterns

    return [path("", include(urlpatterns))]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for action, (label, message) in LOGGED.items():
        actions.register_action(action, label, message)


@hooks.register("after_edit_page")
def undo_sign_off(request: HttpRequest, page: Any) -> None:
    if isinstance(page, OutcomePage):
        note_change(page, cast(User, request.user))


@hooks.register("before_move_page")
def move_what_is_yours(request: HttpRequest, page: Any, destination: Any) -> None:
    """Wagtail names a page to whoever asks to move it, and asks only then whether they may."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("construct_page_chooser_queryset")
def own_tree_only(pages: Any, request: HttpRequest) -> Any:
    """Wagtail's chooser lists every page of the site, drafts too: here, those a person may explore."""
    explorable = policy_registry.get_by_type(pages.model).explorable_instances(request.user)
    return pages.filter(pk__in=explorable.values("pk"))


@hooks.register("construct_reports_menu")
def without_page_types(request: HttpRequest, items: list[Any]) -> None:
    """The report names the page edited last of every type, whoever may see it: see config/urls.py."""
    items[:] = [item for item in items if item.name != "page-types-usage"]
