"""What of a response is recorded clause by clause already, as from the boxes of our form."""

from __future__ import annotations

from typing import NamedTuple

from consultation.responses.models import Hold, Position, Response, Restricted
from consultation.responses.rules.masking import Sight, Stretch


class Recorded(NamedTuple):
    """A comment, a wording or an answer, as this reader may see it."""

    on: str
    kind: str
    choice: str
    words: list[Stretch]


def holds_on_recorded(response: Response) -> list[Hold]:
    """The holds that wait on comments, wordings and answers."""
    holds = response.holds.filter(released_at=None, letter=None)
    return list(holds.exclude(comment=None, answer=None, proposal=None))


def recorded(response: Response, restricted: Restricted, sight: Sight) -> list[Recorded]:
    """Comments in reading order, the wordings proposed, answers; words cut as ``sight`` sees them."""
    comments = response.comments.select_related("clause_version").order_by(
        "clause_version__clause__order", "pk"
    )
    found = [
        Recorded(
            row.clause_version.number if row.clause_version else "no clause",
            "Comment",
            str(Position(row.position).label) if row.position else "",
            restricted.stretches(row, sight),
        )
        for row in comments
    ]
    for proposal in response.proposals.select_related("clause_version").order_by("pk"):
        words = restricted.stretches(proposal, sight)
        found.append(Recorded(proposal.clause_version.number, "Other wording", "", words))
    for answer in response.answers.order_by("pk"):
        words = restricted.stretches(answer, sight)
        found.append(Recorded(answer.question_key, "Answer", answer.choice, words))
    return found
