"""What organisations said of a clause, named only where they agreed to be."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Q, Value, When

from consultation.findings.models import ClausePosition, Passage
from consultation.findings.views.clause.counted import Counted
from consultation.findings.views.quotations import Quotations, Quote
from consultation.responses.models import Kind, Publish, Restricted
from consultation.responses.models.placed import source_of
from consultation.responses.rules.masking import Sight

#: Organisations named on the page; the list behind the number has all.
MOST_BODIES = 20


#: What is asked of a passage.
READ = ("response_id", "clause_id", "cited", "position", "comment_id", "answer_id", "letter_id",
        "start", "end")  # fmt: skip


class Body(NamedTuple):
    """An organisation that may be named: who, where it stands, and its first words."""

    name: str
    type: str
    standing: ClausePosition
    quote: Quote | None


class Bodies:
    """The organisations that commented here, those that offer evidence first.

    Policy: a name is shown beside a view only where the organisation agreed to be published with
    it, asked for no confidentiality, and nothing of its details is held or redacted. Who is not
    named is counted and can be read, but is not held up by name.
    """

    def __init__(self, counted: Counted, sight: Sight, types: dict[str, str]) -> None:
        self.counted, self.sight, self.types = counted, sight, types
        self.number = counted.organisations
        self.listed = self._listed(counted.here.filter(kind=Kind.ORGANISATION))

    def _listed(self, organisations: Any) -> list[Body]:
        agreed = organisations.filter(response__publish=Publish.YES, confidential=False)
        evidence = Case(
            When(flags__contains=";evidence;", then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        rows = agreed.exclude(response__organisation="").select_related("response")
        rows = list(rows.order_by(evidence, "-passages", "response")[:MOST_BODIES])
        restricted = Restricted.of_responses(row.response for row in rows)
        rows = [row for row in rows if not restricted.on(row.response)]
        quotes = self._first_words(rows)
        return [
            Body(
                row.response.organisation,
                self.types.get(row.respondent_type, row.respondent_type),
                row,
                quotes.get(row.response_id),
            )
            for row in rows
        ]

    def _first_words(self, rows: list[ClausePosition]) -> dict[int, Quote | None]:
        """The first passage on the clause of each, the one that takes its position if there is."""
        # What cites several clauses is listed under one of them.
        here = Q(clause=rows[0].clause_id) | ~Q(cited="") if rows else Q()
        passages = Passage.objects.filter(
            here, run=self.counted.run, response__in=[row.response_id for row in rows]
        ).order_by("pk")
        stand = {row.response_id: row for row in rows}
        first: dict[int, Any] = {}
        # Without a model for each: whoever writes much has hundreds.
        for passage in passages.values_list(*READ, named=True):
            row = stand[passage.response_id]
            on = passage.cited.split("; ") if passage.cited else []
            if self.counted.name not in on and passage.clause_id != row.clause_id:
                continue
            known = first.get(passage.response_id)
            if known is None or (
                known.position != row.position and passage.position == row.position
            ):
                first[passage.response_id] = passage
        places = {key: _place(passage) for key, passage in first.items()}
        quotations = Quotations(self.counted.consultation, [list(places.values())], self.sight)
        return {key: quotations[place] for key, place in places.items()}


def _place(passage: Any) -> dict[str, Any]:
    return {"source": source_of(passage), "start": passage.start, "end": passage.end}
