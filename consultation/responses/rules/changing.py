"""Whether a response that was sent may still be changed or withdrawn by its respondent."""

from __future__ import annotations

from datetime import datetime

from consultation.responses.models.choices import Channel, SetAside
from consultation.responses.rules.counting import BY_RESPONDENT
from consultation.responses.rules.deadline import Open, may_submit


def may_change(consultation: Open, channel: str, set_aside: str, now: datetime) -> bool:
    """Until the deadline, and only what was written on this site.

    A letter is a document of its own: to change it is to write another. After the deadline all
    responses stand as they were sent, so that nobody answers what others had said by then.
    """
    return (
        channel == Channel.ONLINE
        and may_submit(consultation, now).accepted
        and SetAside.REPLACED in BY_RESPONDENT.get(set_aside, set())
    )


def may_withdraw(consultation: Open, set_aside: str, now: datetime) -> bool:
    """Until the deadline, whatever channel it came by."""
    in_time = may_submit(consultation, now).accepted
    return in_time and SetAside.WITHDRAWN in BY_RESPONDENT.get(set_aside, set())


def may_restore(consultation: Open, set_aside: str, now: datetime) -> bool:
    """What was withdrawn may come back until the deadline: a button is pressed by mistake."""
    return set_aside == SetAside.WITHDRAWN and may_submit(consultation, now).accepted
