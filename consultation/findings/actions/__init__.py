"""The only code that changes findings."""

from consultation.findings.actions.erased import follow_erasures
from consultation.findings.actions.live import analyse_what_changed, forget_superseded
from consultation.findings.actions.redacted import follow_redactions
from consultation.findings.actions.runs import (
    RunUnderWay,
    carry_out_run,
    carry_out_run_later,
    give_up_dead_runs,
    start_run,
    stop_run,
)

__all__ = [
    "RunUnderWay",
    "analyse_what_changed",
    "carry_out_run",
    "carry_out_run_later",
    "follow_erasures",
    "follow_redactions",
    "forget_superseded",
    "give_up_dead_runs",
    "start_run",
    "stop_run",
]
