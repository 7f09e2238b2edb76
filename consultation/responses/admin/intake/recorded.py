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
    #: By what its address names it: "comment", "proposal" or "answer", and its number.
    source: str
    number: int


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
            "comment",
            row.pk,
        )
        for row in comments
    ]
    for proposal in response.proposals.select_related("clause_version").order_by("pk"):
        words = restricted.stretches(proposal, sight)
        on = proposal.clause_version.number
        found.append(Recorded(on, "Other wording", "", words, "proposal", proposal.pk))
    for answer in response.answers.order_by("pk"):
        words = restricted.stretches(answer, sight)
        key, choice = answer.question_key, answer.choice
        found.append(Recorded(key, "Answer", choice, words, "answer", answer.pk))
    return found


def details_recorded(
    response: Response, restricted: Restricted, sight: Sight
) -> list[tuple[str, str]]:
    """Who answers, as it is recorded; what nobody said is left out."""
    said = restricted.details(response, sight)
    types = dict(response.consultation.respondent_types.values_list("key", "label"))
    given = [
        ("Answers", response.get_kind_display()),
        ("Respondent type", types.get(response.respondent_type, response.respondent_type)),
        ("Name", said["name"]),
        ("E-mail address", said["email"]),
        ("Organisation", said["organisation"]),
        ("Whom it represents and consulted", said["represents"]),
        ("Region", response.region),
        ("Confidentiality is asked for", "Yes" if response.confidential else ""),
        ("The reason given for it", said["confidentiality_reason"]),
        ("May be published", response.get_publish_display()),
    ]
    return [(name, value) for name, value in given if value]
