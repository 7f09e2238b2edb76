"""One response, page by page: who wrote it, all that it says, and what was read in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from consultation import clock
from consultation.findings.actions.blindness import note_opened
from consultation.findings.models import Opening, Passage, Run
from consultation.findings.models.names import campaign_names
from consultation.findings.rules import Mark, Piece, Stretch, pieces
from consultation.findings.views.proposals import tracked
from consultation.responses.actions.releasing import note_seen
from consultation.responses.admin.pages import StaffPage
from consultation.responses.admin.paging import TextPage, TextPages
from consultation.responses.models import Hold, Response, Restricted
from consultation.responses.models.placed import named, source_of
from consultation.responses.rules.masking import label

QUOTED, PASSAGE = "quoted", "passage"


class Source(NamedTuple):
    """A comment, an answer or a letter: what of it stands on the page, cut where marks begin and end.

    ``proposal``: with a comment, the number of the wording proposed beside it and its changes.
    ``words`` are those of the pieces; ``continued``: others stand on the page before.
    """

    row: Any
    pieces: list[Piece]
    words: str
    continued: bool
    proposal: tuple[int, list[Stretch]] | None = None


class OneResponse(StaffPage):
    """A response as it was submitted. Held words are left out for those who may not read them.

    A long one has pages; a link to words in it (``source``, ``start``, ``end``) leads to theirs.
    """

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

    @cached_property
    def rows(self) -> dict[str, list[Any]]:
        """Its comments, the wordings proposed beside them, its answers and versions of its letter."""
        versions = "clause_version__clause"
        comments = self.response.comments.select_related(versions).order_by(
            f"{versions}__order", "pk"
        )
        return {
            "comments": list(comments),
            "proposals": list(self.response.proposals.select_related("clause_version")),
            "answers": list(self.response.answers.order_by("pk")),
            "letters": list(self.response.letters.order_by("-version")),
        }

    @cached_property
    def proposed(self) -> dict[int, Any]:
        """The wording proposed beside a comment, by the number of the comment; each once."""
        beside = {row.clause_version_id: row for row in self.rows["proposals"]}
        found = {row.pk: beside.pop(row.clause_version_id, None) for row in self.rows["comments"]}
        return {number: row for number, row in found.items() if row}

    @cached_property
    def text_page(self) -> TextPage:
        """What of the texts is shown: in their order, a proposal after its comment."""
        said: list[Any] = []
        for row in self.rows["comments"]:
            said += filter(None, [row, self.proposed.get(row.pk)])
        said += self.rows["answers"] + self.rows["letters"]
        asked = self.request.GET
        at = int(asked["start"]) if asked.get("start", "").isdecimal() else 0
        pages = TextPages((named(row), row.text) for row in said)
        return pages.asked(asked, asked.get("source", ""), at)

    def get_page_title(self) -> str:
        return f"Response {self.response.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_read_held and self.holds:
            note_seen(self.text_page.shown(self.holds), self.reader)
        note_opened([self.response.pk], self.reader, Opening.What.RESPONSE, clock.now())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        marks = self._marks()
        response = self.response
        types = dict(self.consultation.respondent_types.values_list("key", "label"))
        return super().get_context_data(
            response=response,
            type=types.get(response.respondent_type, response.respondent_type),
            details=self.restricted.details(response, self.sight),
            campaign=self._campaign,
            text_page=self.text_page,
            comments=self._comments(marks),
            answers=self._sources(self.rows["answers"], marks),
            letters=self._sources(self.rows["letters"], marks),
            versions=len(self.rows["letters"]),
            **kwargs,
        )

    def _comments(self, marks: dict[str, list[Mark]]) -> list[Source]:
        """Those on the page, each with as much of the wording proposed beside it as is there too."""
        found = []
        for row in self.rows["comments"]:
            proposal = self.proposed.get(row.pk)
            if proposal and named(proposal) in self.text_page.portion.places:
                source = self._source(row, marks)
                found.append(source._replace(proposal=(proposal.pk, self._tracked(proposal))))
            else:
                found += self._sources([row], marks)
        return found

    def _sources(self, rows: Iterable[Any], marks: dict[str, list[Mark]]) -> list[Source]:
        places = self.text_page.portion.places
        return [self._source(row, marks) for row in rows if named(row) in places]

    def _source(self, row: Any, marks: dict[str, list[Mark]]) -> Source:
        start, end = self.text_page.portion.places.get(named(row), (0, 0))
        restrictions = [
            Mark(one.start, one.end, one.kind, label(one.kind, one.why))
            for one in self.restricted.on(row)
        ]
        cut = pieces(row.text, [*restrictions, *marks[named(row)]], start, end)
        shown = [self._readable(piece) for piece in cut]
        return Source(row, shown, row.text[start:end], bool(start))

    def _tracked(self, proposal: Any) -> list[Stretch]:
        place = self.text_page.portion.places[named(proposal)]
        return tracked(proposal, self.restricted.on(proposal), self.sight, *place)

    def _readable(self, piece: Piece) -> Piece:
        """The piece without its words, if the reader may not read them."""
        return piece if self.sight.sees(piece.kinds) else piece._replace(text="")

    def _marks(self) -> dict[str, list[Mark]]:
        """The passages of the latest run and the place asked for, by source."""
        marks: dict[str, list[Mark]] = defaultdict(list)
        for passage in self._passages:
            marks[source_of(passage)].append(
                Mark(passage.start, passage.end, PASSAGE, note(passage))
            )
        asked = self.request.GET
        if asked.get("start", "").isdecimal() and asked.get("end", "").isdecimal():
            place = Mark(int(asked["start"]), int(asked["end"]), QUOTED)
            marks[asked.get("source", "")].append(place)
        return marks

    @cached_property
    def _latest(self) -> Run | None:
        runs = self.consultation.runs.defer("whole_text", "whole_counts")
        return runs.filter(state=Run.State.DONE).first()

    @cached_property
    def _passages(self) -> list[Passage]:
        passages = Passage.objects.filter(run=self._latest, response=self.response)
        return list(passages.select_related("clause"))

    @property
    def _campaign(self) -> tuple[str, str] | None:
        """The campaign it takes part in, as addresses name it, and what it is called."""
        name = next((one.campaign for one in self._passages if one.campaign), "")
        names = campaign_names(self._latest) if name else {}
        return (name, names[name]) if name in names else None


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
        "of its campaign" if passage.campaign else "",
    ]
    return ", ".join(part for part in parts if part)
