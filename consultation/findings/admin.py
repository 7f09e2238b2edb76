"""What Wagtail's admin is told of findings: addresses, the menu, the look, the log."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html_join
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
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        [[static(f"redraft/{name}.css")] for name in ("analysis", "coding")],
    )


#: What the log calls what is done, and what was done.
LOGGED = {
    "start_run": ("Start a run of the analysis", "Started a run of the analysis"),
    "stop_run": ("Stop a run of the analysis", "Stopped a run of the analysis"),
    "correct_reading": ("Correct what was read", "Decided what a passage says"),
    "undo_correction": ("Undo a correction", "Undid a correction"),
    "accept_change": ("Accept a change", "Took a proposed change up in the drafting notes"),
    "undo_accepted_change": ("Undo it", "Took a proposed change out of the drafting notes"),
    "read_source": ("Read", "Said to have read a comment, an answer or a letter"),
    "unread_source": ("Take back a reading", "Took back to have read it"),
    "change_frame": ("Change the code frame", "Changed the code frame"),
    "draw_sample": ("Draw a sample", "Drew a sample for blind double coding"),
    "leave_out_items": ("Leave out items", "Left out items that were not coded blind"),
    "adjudicate_item": ("Adjudicate an item", "Adjudicated an item of a sample"),
    "freeze_sample": ("Freeze a sample", "Froze a coded sample"),
    "export_table": ("Export", "Exported a table of responses or findings"),
    "export_project": ("Export codings", "Exported the codings as a REFI-QDA project"),
    "import_codings": ("Import codings", "Imported codings from a file"),
    "make_subject_pack": ("Subject access", "Took everything held of a respondent"),
    "make_information_pack": ("Freedom of information", "Took a freedom-of-information pack"),
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for name, (label, message) in LOGGED.items():
        actions.register_action(f"consultation.{name}", label, message)
