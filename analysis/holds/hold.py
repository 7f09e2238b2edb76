"""What a hold is."""

from dataclasses import dataclass

PERSONAL_DATA = "personal data"
NAMED_PERSON = "named person"
COMBINATION = "identifying combination"
DISCLOSURE = "disclosure"
DECIDED = "decided"


@dataclass(frozen=True, order=True)
class Hold:
    """Characters ``[start, end)`` of a text that only cleared officials may read, and why.

    ``kind`` is one of those above; ``DECIDED`` is what a person held. A hold restricts; it never
    deletes or publishes.
    """

    start: int
    end: int
    kind: str
    reason: str
