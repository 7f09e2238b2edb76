"""The drafting notes on a clause: proposed changes that officials took up."""

from __future__ import annotations

from typing import Any, NamedTuple

from consultation.findings.models import DraftingNote
from consultation.findings.views.quotations import Quotations, Quote
from consultation.guidance.models import ConsultationPage
from consultation.responses.models.placed import source_of
from consultation.responses.rules.masking import NOTHING_RESTRICTED


class Note(NamedTuple):
    """A note, the clause's words it changes, and the words proposed as far as they may be read."""

    row: DraftingNote
    old: str
    quote: Quote | None

    @property
    def gives_words(self) -> bool:
        """Whether the quotation is new wording, or only a passage that asks for a change."""
        return self.row.kind in ("insert", "replace") and self.row.clause_start is not None


def drafting_notes(consultation: ConsultationPage, clause: Any) -> list[Note]:
    """The notes in force on a clause (its identity), in the order of its words."""
    rows = list(
        DraftingNote.objects.filter(
            clause_version__clause=clause, response__consultation=consultation, undone_at=None
        ).select_related("clause_version", "made_by")
    )
    places = [{"source": source_of(row), "start": row.start, "end": row.end} for row in rows]
    quotations = Quotations(consultation, [places], NOTHING_RESTRICTED)
    return [
        Note(row, row.clause_version.text[row.clause_start or 0 : row.clause_end or 0],
             quotations[place])
        for row, place in zip(rows, places, strict=True)
    ]  # fmt: skip
