"""What Wagtail's admin is told of findings: addresses, the menu, the look, the log."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from consultation.responses.admin.hooks import PermittedItem
from consultation.responses.admin.pages import READ_RESPONSES


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    from consultation.findings.views import urlpatterns

    return [path("", include(urlpatterns))]


@hooks.register("register_admin_menu_item")
def analysis_item() -> MenuItem:
    return PermittedItem(
        "Consultation analysis",
        reverse_lazy("analysis"),
        icon_name="table",
        order=100,
        permission=READ_RESPONSES,
    )


@hooks.register("insert_global_admin_css")
def look() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("redraft/analysis.css"))


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(
        "consultation.start_run", "Start a run of the analysis", "Started a run of the analysis"
    )
    actions.register_action(
        "consultation.stop_run", "Stop a run of the analysis", "Stopped a run of the analysis"
    )
