"""From what a respondent wrote to what the Design System's components take."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultation.responses.models import RespondentDetails
from consultation.responses.rules import SectionProgress
from consultation.responses.rules.receipt import about


def clauses_task(one: SectionProgress, address: str) -> dict[str, Any]:
    """The row of a section in the task list: "C. Deciding", "2 of 6 clauses"."""
    assert one.section is not None
    said = ngettext("{done} of {all} clause", "{done} of {all} clauses", one.clauses)
    said = said.format(done=one.commented, all=one.clauses)
    return row(one.section.titled, address, started(said if one.commented else ""))


def questions_task(one: SectionProgress, address: str) -> dict[str, Any]:
    """The row of a page's questions: "Questions on C. Deciding", "1 of 2 answered"."""
    title = (
        _("Questions on {section}").format(section=one.section.titled)
        if one.section
        else _("Questions on the whole consultation")
    )
    return row(title, address, started(answered_of(one.answered, one.questions)))


def answered_of(done: int, all_: int) -> str:
    """How many of some questions are answered, in words; "" while none is."""
    said = ngettext("{done} of {all} answered", "{done} of {all} answered", all_)
    return said.format(done=done, all=all_) if done else ""


def started(said: str) -> dict[str, Any]:
    """How much is done, as the status of a row; grey while nothing is."""
    if said:
        return {"text": said}
    return {"tag": {"text": _("Not started"), "classes": "govuk-tag--grey"}}


def row(title: str, address: str, status: dict[str, Any]) -> dict[str, Any]:
    """One row of a task list."""
    return {"title": {"text": title}, "href": address or None, "status": status}


def single(title: str, address: str, status: str) -> dict[str, Any]:
    """One row of a task list that is done or not."""
    shown = (
        {"text": status} if status else {"tag": {"text": _("To do"), "classes": "govuk-tag--grey"}}
    )
    return row(title, address, shown)


def files_task(files: int, address: str) -> dict[str, Any]:
    """The row of attached files; nobody has to attach any."""
    attached = ngettext("{count} file attached", "{count} files attached", files)
    said = attached.format(count=files) if files else _("Optional")
    return row(_("Attach files"), address, {"text": said})


def about_rows(details: RespondentDetails | None, change: str = "") -> list[dict[str, Any]]:
    """Who is answering, as rows of a summary list; what was not given is left out."""
    if details is None:
        return []
    actions = {"items": [{"href": change, "text": _("Change"), "visuallyHiddenText": ""}]}
    rows = []
    for key, value in about(details):
        hidden = {"visuallyHiddenText": key.lower()}
        own = {"items": [actions["items"][0] | hidden]} if change else None
        rows.append({"key": {"text": key}, "value": {"text": value}, "actions": own})
    return rows
