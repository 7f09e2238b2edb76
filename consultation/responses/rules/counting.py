"""Which changes of whether a response is counted are allowed, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from consultation.responses.models.choices import SetAside

if TYPE_CHECKING:
    from consultation.responses.models import LedgerEntry

COUNTED = ""

#: From each state to those that a respondent, or a rule that acts for one, may bring about.
BY_RESPONDENT: dict[str, set[str]] = {
    COUNTED: {SetAside.WAITING, SetAside.WITHDRAWN, SetAside.REPLACED},
    # Late, or not late after all: the rule of the deadline, when staff put right when it came.
    SetAside.WAITING: {
        COUNTED,
        SetAside.BLANK,
        SetAside.LATE,
        SetAside.WITHDRAWN,
        SetAside.REPLACED,
    },
    SetAside.BLANK: {SetAside.WAITING, SetAside.WITHDRAWN, SetAside.REPLACED},
    SetAside.LATE: {SetAside.WAITING, SetAside.WITHDRAWN},
    # Taken back by mistake, or for another in its place; the actions see to the deadline.
    SetAside.WITHDRAWN: {COUNTED, SetAside.WAITING, SetAside.BLANK, SetAside.REPLACED},
}
#: The same for a member of staff, who always gives a reason. LATE to LATE is "declined".
BY_STAFF: dict[str, set[str]] = {
    COUNTED: {SetAside.WAITING, SetAside.WITHDRAWN, SetAside.MERGED},
    SetAside.WAITING: {
        COUNTED,
        SetAside.WAITING,
        SetAside.BLANK,
        SetAside.LATE,
        SetAside.WITHDRAWN,
        SetAside.MERGED,
    },
    SetAside.BLANK: {SetAside.WAITING, SetAside.WITHDRAWN, SetAside.MERGED},
    SetAside.LATE: {
        COUNTED,
        SetAside.LATE,
        SetAside.WAITING,
        SetAside.WITHDRAWN,
        SetAside.MERGED,
    },
    SetAside.MERGED: {COUNTED},
}


def counting_problem(present: str, wanted: str, reason: str, by_staff: bool) -> str:
    """Why a response cannot go from one state to the other; empty when it can.

    No staff may bring back what its respondent took back or replaced: it is theirs, and a response
    counted against its writer's will would be no response. Only a person may admit what came
    late, and says why, because others who were late are owed the same reasons. The states are
    those of ``Response.set_aside``; the empty one is "counted".
    """
    allowed = BY_STAFF if by_staff else BY_RESPONDENT
    if wanted not in allowed.get(present, set()):
        return f"A response that is {_said(present)} cannot become {_said(wanted)} in this way."
    if by_staff and not reason.strip():
        return "Say why: the reason stands in the ledger."
    return ""


def late_decision(entries: Iterable[LedgerEntry]) -> LedgerEntry | None:
    """What an official last decided on a response's being late, from its history; None if nothing.

    The first entry that calls it late is how it came to be late, whoever typed in the date. After
    that, calling it late is to decline it, and what follows on "late" is to admit it. What a person
    decides later, such as that its files are confirmed, is another matter.
    """
    found = None
    before: LedgerEntry | None = None
    # As they were written: the instant of one may be that at which a letter came.
    for entry in sorted(entries, key=lambda entry: entry.pk):
        if before and entry.decided_by_id and SetAside.LATE in (entry.set_aside, before.set_aside):
            found = entry
        if before or entry.set_aside == SetAside.LATE:
            before = entry
    return found


def _said(state: str) -> str:
    return f"set aside ({SetAside(state).label.lower()})" if state else "counted"
