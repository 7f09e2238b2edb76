"""Who may do what: the staff roles, as data.

Default deny. An editor works on guidance and never sees a response; an official reads
responses and findings and never edits guidance; a cleared official is an official who also reads
held text, redacts and clears; a duty officer reads held text, acts on it, and alone reads what was
redacted; an administrator manages staff accounts and reads nothing.
"""

from typing import Any

EDITORS = "Editors"
OFFICIALS = "Officials"
CLEARED_OFFICIALS = "Cleared officials"
DUTY_OFFICERS = "Duty officers"
ADMINISTRATORS = "Administrators"

_OFFICIAL = (
    "wagtailadmin.access_admin",
    "consultation.read_responses",
    "consultation.run_analysis",
    "consultation.decide_counting",
    "consultation.receive_responses",
    "consultation.code_responses",
)

#: Permissions of each role, as ``app_label.codename``.
PERMISSIONS: dict[str, tuple[str, ...]] = {
    EDITORS: ("wagtailadmin.access_admin",),
    OFFICIALS: _OFFICIAL,
    CLEARED_OFFICIALS: (
        *_OFFICIAL,
        "consultation.read_held",
        "consultation.clear_words",
        "consultation.publish_responses",
    ),
    DUTY_OFFICERS: (
        "wagtailadmin.access_admin",
        "consultation.read_responses",
        "consultation.read_held",
        "consultation.release_hold",
        "consultation.lift_redaction",
    ),
    ADMINISTRATORS: (
        "wagtailadmin.access_admin",
        "auth.add_user",
        "auth.change_user",
        "auth.delete_user",
        "auth.view_user",
    ),
}

#: What an editor may do with pages, everywhere under the root.
EDITOR_PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


def set_up_roles(**_: Any) -> None:
    """Make the groups hold exactly these permissions; safe to run again and again."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    for app_config in apps.get_app_configs():
        create_permissions(app_config, verbosity=0)
    for role, names in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=role)
        codenames = [name.split(".", 1) for name in names]
        group.permissions.set(
            Permission.objects.get(content_type__app_label=label, codename=codename)
            for label, codename in codenames
        )
    _let_editors_edit_pages()


def _let_editors_edit_pages() -> None:
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission, Page

    root = Page.get_first_root_node()
    editors = Group.objects.get(name=EDITORS)
    for codename in EDITOR_PAGE_PERMISSIONS:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=permission)
