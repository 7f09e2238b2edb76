"""What is decided about guidance: no request, no write; the present instant is an argument."""

from consultation.guidance.rules.changes import Change, ClauseStatus, changes, clause_status
from consultation.guidance.rules.deadline import (
    Status,
    closing_time,
    has_opened,
    is_open,
    move_problem,
    opening_time,
    status,
    uk_time,
    uk_time_problem,
    within_grace,
)
from consultation.guidance.rules.numbering import (
    anchor,
    clause_span,
    clause_words,
    clauses_named,
    in_order,
)

__all__ = [
    "Change",
    "ClauseStatus",
    "Status",
    "anchor",
    "changes",
    "clause_span",
    "clause_status",
    "clause_words",
    "clauses_named",
    "closing_time",
    "has_opened",
    "in_order",
    "is_open",
    "move_problem",
    "opening_time",
    "status",
    "uk_time",
    "uk_time_problem",
    "within_grace",
]
