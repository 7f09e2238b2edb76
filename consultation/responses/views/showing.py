"""From what a respondent wrote to what the Design System's components take."""

from __future__ import annotations

from typing import Any

from consultation.responses.models import RespondentDetails
from consultation.responses.rules import SectionProgress
from consultation.responses.rules.receipt import about


def clauses_task(one: SectionProgress, address: str) -> dict[str, Any]:
    """The row of a section in the task list: "C. Deciding", "2 of 6 clauses"."""
    assert one.section is not None
    return row(one.section.titled, address, counted(one.commented, one.clauses, "clauses"))


def questions_task(one: SectionProgress, address: str) -> dict[str, Any]:
    """The row of a page's questions: "Questions on C. Deciding", "1 of 2 answered"."""
    page = one.section.titled if one.section else "the whole consultation"
    return row(f"Questions on {page}", address, counted(one.answered, one.questions, "answered"))


def counted(done: int, all_: int, things: str) -> dict[str, Any]:
    """How much is done, as the status of a row; grey while nothing is."""
    if done:
        return {"text": f"{done} of {all_} {things}"}
    return {"tag": {"text": "Not started", "classes": "govuk-tag--grey"}}


def row(title: str, address: str, status: dict[str, Any]) -> dict[str, Any]:
    """One row of a task list."""
    return {"title": {"text": title}, "href": address or None, "status": status}


def single(title: str, address: str, status: str) -> dict[str, Any]:
    """One row of a task list that is done or not."""
    shown = {"text": status} if status else {"tag": {"text": "To do", "classes": "govuk-tag--grey"}}
    return row(title, address, shown)


def files_task(files: int, address: str) -> dict[str, Any]:
    """The row of attached files; nobody has to attach any."""
    attached = f"{files} file{'' if files == 1 else 's'} attached" if files else "Optional"
    return row("Attach files", address, {"text": attached})


def about_rows(details: RespondentDetails | None, change: str = "") -> list[dict[str, Any]]:
    """Who is answering, as rows of a summary list; what was not given is left out."""
    if details is None:
        return []
    actions = {"items": [{"href": change, "text": "Change", "visuallyHiddenText": ""}]}
    rows = []
    for key, value in about(details):
        hidden = {"visuallyHiddenText": key.lower()}
        own = {"items": [actions["items"][0] | hidden]} if change else None
        rows.append({"key": {"text": key}, "value": {"text": value}, "actions": own})
    return rows
