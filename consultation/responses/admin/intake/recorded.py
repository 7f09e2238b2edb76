"""What of a response is recorded clause by clause already, as from the boxes of our form."""

from __future__ import annotations

from typing import NamedTuple

from consultation.responses.models import Hold, Position, Response


class Recorded(NamedTuple):
    """A comment, a wording or an answer; ``held``: its words are not shown to this reader."""

    on: str
    kind: str
    choice: str
    text: str
    held: bool


def holds_on_recorded(response: Response) -> list[Hold]:
    """The holds that wait on comments, wordings and answers."""
    holds = response.holds.filter(released_at=None, letter=None)
    return list(holds.exclude(comment=None, answer=None, proposal=None))


def recorded(response: Response, may_read_held: bool) -> list[Recorded]:
    """Comments in reading order, the wordings proposed, answers; held words left out as a whole."""
    holds = [] if may_read_held else holds_on_recorded(response)
    found = []
    comments = response.comments.select_related("clause_version").order_by(
        "clause_version__clause__order", "pk"
    )
    for row in comments:
        held = any(hold.comment_id == row.pk for hold in holds)
        on = row.clause_version.number if row.clause_version else "no clause"
        choice = Position(row.position).label if row.position else ""
        found.append(Recorded(on, "Comment", choice, "" if held else row.text, held))
    for proposal in response.proposals.select_related("clause_version").order_by("pk"):
        held = any(hold.proposal_id == proposal.pk for hold in holds)
        text = "" if held else proposal.text
        found.append(Recorded(proposal.clause_version.number, "Other wording", "", text, held))
    for answer in response.answers.order_by("pk"):
        held = any(hold.answer_id == answer.pk for hold in holds)
        text = "" if held else answer.text
        found.append(Recorded(answer.question_key, "Answer", answer.choice, text, held))
    return found
