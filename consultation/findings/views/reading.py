"""One response, whole: who wrote it, every comment, answer and letter, and what was read in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from consultation import clock
from consultation.findings.actions.blindness import note_opened
from consultation.findings.models import Opening, Passage, Run
from consultation.findings.rules import Mark, Piece, Stretch, pieces
from consultation.findings.views.proposals import tracked
from consultation.responses.actions.releasing import note_seen
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Hold, Response, Restricted
from consultation.responses.models.placed import named, source_of
from consultation.responses.rules.masking import label

QUOTED, PASSAGE = "quoted", "passage"


class Source(NamedTuple):
    """A comment, an answer or a letter with its text cut where marks begin and end.

    ``proposal``: with a comment, the number of the wording proposed beside it and its changes.
    """

    row: Any
    pieces: list[Piece]
    proposal: tuple[int, list[Stretch]] | None = None


class OneResponse(StaffPage):
    """A response as it was submitted. Held words are left out for those who may not read them."""

    template_name = "findings/response.html"
    trail = [("Responses", "responses")]

    @cached_property
    def response(self) -> Response:
        """The response the address names. Raises Http404."""
        return get_object_or_404(
            Response, consultation=self.consultation, reference=self.kwargs["reference"]
        )

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds that wait on this response."""
        return list(self.response.holds.filter(released_at=None))

    @cached_property
    def restricted(self) -> Restricted:
        """What of the response is held or redacted."""
        return Restricted.of_responses([self.response])

    def get_page_title(self) -> str:
        return f"Response {self.response.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_read_held and self.holds:
            note_seen(self.holds, self.reader)
        note_opened([self.response.pk], self.reader, Opening.What.RESPONSE, clock.now())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        marks = self._marks()
        response = self.response
        comments = response.comments.select_related("clause_version__clause").order_by(
            "clause_version__clause__order", "pk"
        )
        types = dict(self.consultation.respondent_types.values_list("key", "label"))
        return super().get_context_data(
            response=response,
            type=types.get(response.respondent_type, response.respondent_type),
            details=self.restricted.details(response, self.sight),
            comments=self._proposing(self._sources(comments, marks)),
            answers=self._sources(response.answers.order_by("pk"), marks),
            letters=self._sources(response.letters.order_by("-version"), marks),
            **kwargs,
        )

    def _sources(self, rows: Iterable[Any], marks: dict[str, list[Mark]]) -> list[Source]:
        found = []
        for row in rows:
            over = self.restricted.on(row)
            restrictions = [
                Mark(one.start, one.end, one.kind, label(one.kind, one.why)) for one in over
            ]
            cut = pieces(row.text, [*restrictions, *marks[named(row)]])
            found.append(Source(row, [self._readable(piece) for piece in cut]))
        return found

    def _proposing(self, comments: list[Source]) -> list[Source]:
        """The comments with the wordings proposed beside them, each once."""
        rows = self.response.proposals.select_related("clause_version")
        proposed = {row.clause_version_id: row for row in rows}
        found = []
        for source in comments:
            row = proposed.pop(source.row.clause_version_id, None)
            if row is None:
                found.append(source)
                continue
            shown = tracked(row, self.restricted.on(row), self.sight)
            found.append(source._replace(proposal=(row.pk, shown)))
        return found

    def _readable(self, piece: Piece) -> Piece:
        """The piece without its words, if the reader may not read them."""
        return piece if self.sight.sees(piece.kinds) else piece._replace(text="")

    def _marks(self) -> dict[str, list[Mark]]:
        """The passages of the latest run and the place asked for, by source."""
        marks: dict[str, list[Mark]] = defaultdict(list)
        for passage in self._passages():
            marks[source_of(passage)].append(
                Mark(passage.start, passage.end, PASSAGE, note(passage))
            )
        asked = self.request.GET
        if asked.get("start", "").isdecimal() and asked.get("end", "").isdecimal():
            place = Mark(int(asked["start"]), int(asked["end"]), QUOTED)
            marks[asked.get("source", "")].append(place)
        return marks

    def _passages(self) -> QuerySet[Passage]:
        latest = self.consultation.runs.filter(state=Run.State.DONE).values("pk")[:1]
        return Passage.objects.filter(run__in=latest, response=self.response).select_related(
            "clause"
        )


def note(passage: Passage) -> str:
    """What the machine read in a passage, in few words."""
    where = passage.cited or (passage.clause.number if passage.clause else "")
    parts = [
        f"clause {where}" + (" (by its words)" if passage.clause_source == "allocated" else "")
        if where
        else "",
        passage.position if passage.position != "unclear" else "",
        f"tone {passage.sentiment}" if passage.sentiment != "neutral" else "",
        "proposes a change" if passage.amendment else "",
        f"campaign {passage.campaign}" if passage.campaign else "",
    ]
    return ", ".join(part for part in parts if part)
