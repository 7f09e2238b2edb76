"""The only code that changes what is stored of guidance."""

from consultation.guidance.actions.history import (
    keep_history,
    put_in_order,
    record_versions,
    withdraw,
)
from consultation.guidance.actions.loading import front_page, load_chapter
from consultation.guidance.actions.moving import NotMoved, move_closing_date

__all__ = [
    "NotMoved",
    "front_page",
    "keep_history",
    "load_chapter",
    "move_closing_date",
    "put_in_order",
    "record_versions",
    "withdraw",
]
