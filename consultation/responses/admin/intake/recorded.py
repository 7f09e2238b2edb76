"""What of a response is recorded clause by clause already, as from the boxes of our form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from consultation.responses.models import (
    Answer,
    Comment,
    Hold,
    Position,
    Proposal,
    Response,
    Restricted,
)
from consultation.responses.models.placed import named
from consultation.responses.rules.masking import Sight, Stretch
from consultation.responses.rules.portions import Portion


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


def recorded_rows(response: Response) -> list[Comment | Proposal | Answer]:
    """Its comments in reading order, then the wordings proposed, then its answers."""
    comments = response.comments.select_related("clause_version").order_by(
        "clause_version__clause__order", "pk"
    )
    proposals = response.proposals.select_related("clause_version").order_by("pk")
    return [*comments, *proposals, *response.answers.order_by("pk")]


def recorded(
    rows: Iterable[Comment | Proposal | Answer],
    restricted: Restricted,
    sight: Sight,
    portion: Portion,
) -> list[Recorded]:
    """Those of ``rows`` that stand on a page, with as much as stands there, as ``sight`` sees it."""
    found = []
    for row in rows:
        if (name := named(row)) in portion.places:
            words = restricted.stretches(row, sight, *portion.places[name])
            found.append(Recorded(*_on(row), words, name.partition(":")[0], row.pk))
    return found


def _on(row: Comment | Proposal | Answer) -> tuple[str, str, str]:
    """What it is on, what it is, and the choice that was made with it."""
    if isinstance(row, Answer):
        return row.question_key, "Answer", row.choice
    on = row.clause_version.number if row.clause_version else "no clause"
    if isinstance(row, Proposal):
        return on, "Other wording", ""
    return on, "Comment", str(Position(row.position).label) if row.position else ""


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
