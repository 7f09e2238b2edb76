"""The only code that changes what is stored of guidance."""

from consultation.guidance.actions.history import (
    keep_history,
    put_in_order,
    record_versions,
    withdraw,
)
from consultation.guidance.actions.loading import front_page, load_chapter

__all__ = [
    "front_page",
    "keep_history",
    "load_chapter",
    "put_in_order",
    "record_versions",
    "withdraw",
]
