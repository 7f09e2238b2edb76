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
    "consultation.seal_run",
    "consultation.draft_outcome",
    "consultation.export_responses",
    "consultation.export_passages",
    "consultation.export_positions",
    "consultation.export_codings",
    "consultation.export_ledger",
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
        "consultation.sign_off",
        "consultation.publish_outcome",
        "consultation.download_seal",
        "consultation.erase_responses",
        "consultation.make_subject_pack",
        "consultation.make_information_pack",
        "consultation.archive_record",
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

#: What a role may do with pages: everywhere under the page of that model, and nowhere else.
#: Editors and officials work in trees that do not touch, so that neither meets the other's drafts.
_CONSULTATIONS, _OUTCOMES = "consultation.ConsultationsPage", "consultation.OutcomesPage"
PAGE_PERMISSIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    EDITORS: (
        _CONSULTATIONS,
        ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    ),
    OFFICIALS: (_OUTCOMES, ("change_page",)),
    CLEARED_OFFICIALS: (_OUTCOMES, ("change_page",)),
}


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
    set_up_page_rights()


def set_up_page_rights() -> None:
    """Give each role exactly the rights in its tree; called again when a tree is begun."""
    from django.apps import apps
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    for role, (model, codenames) in PAGE_PERMISSIONS.items():
        group = Group.objects.get(name=role)
        pages = apps.get_model(model)._default_manager.all()
        wanted = {
            (page.pk, permission.pk)
            for page in pages
            for permission in Permission.objects.filter(
                content_type__app_label="wagtailcore", codename__in=codenames
            )
        }
        for row in GroupPagePermission.objects.filter(group=group):
            if (row.page_id, row.permission_id) in wanted:
                wanted.remove((row.page_id, row.permission_id))
            else:
                row.delete()
        for page, permission in sorted(wanted):
            GroupPagePermission.objects.create(group=group, page_id=page, permission_id=permission)
