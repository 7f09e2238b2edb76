"""What Wagtail's admin is told of the outcome: the log."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from consultation.outcome.actions.drafting import CHANGE, CONFIRM, START
from consultation.outcome.actions.sealing import SEAL_RUN


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(SEAL_RUN, "Seal a run", "Sealed a run")
    actions.register_action(START, "Start drafting the response", "Started drafting the response")
    actions.register_action(CHANGE, "Change the draft of a clause", "Changed the draft of a clause")
    actions.register_action(
        CONFIRM, "Confirm the sources of a sentence", "Confirmed the sources of a sentence"
    )
