"""How far a task of the background worker is, written where a page can show it."""

from __future__ import annotations

import time
from typing import Any

from django.db.models import QuerySet

from consultation import clock

#: The fewest seconds between two writes within one stage.
BETWEEN_WRITES = 0.5


class Progress:
    """Writes stage, done and total of a row while it waits, a few times a second at most; each time it
    is heard of."""

    def __init__(self, waiting: QuerySet[Any]) -> None:
        self.waiting, self.stage, self.written = waiting, "", 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == self.stage and time.monotonic() - self.written < BETWEEN_WRITES:
            return
        self.stage, self.written = stage, time.monotonic()
        self.waiting.update(stage=stage, done=done, total=total, heard_at=clock.now())
