"""Reading and coding one source, passage by passage; every act is a button that a key presses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset import frames
from consultation.findings.actions import blindness, coding, frame
from consultation.findings.actions.coding import Kind, NotDecided, Place
from consultation.findings.models import Opening, Theme
from consultation.findings.models.agreement import READ_POSITIONS
from consultation.findings.rules import Mark, Piece, pieces, theme_key
from consultation.findings.views.reader import queue
from consultation.findings.views.reader.queue import CODE
from consultation.findings.views.reader.showing import (
    Reading,
    Shown,
    Span,
    examples_of,
    latest_run,
    pressed,
    spans,
)
from consultation.guidance.models import Clause
from consultation.responses.actions.raising import raise_hold
from consultation.responses.actions.releasing import note_seen
from consultation.responses.admin.pages import StaffPage
from consultation.responses.admin.paging import TextPage, TextPages
from consultation.responses.models import Hold, Restricted
from consultation.responses.models.placed import SOURCES, named
from consultation.responses.rules.masking import label

CURRENT, PASSAGE = "current", "passage"

#: The positions, with the key that gives each.
POSITION_KEYS = dict(zip("swou", READ_POSITIONS, strict=True))

#: The most passages that a theme accepted from the machine takes along as examples.
EXAMPLES = 10

#: Reasons for which an official holds words back; "unchecked" is the machine's.
WHYS = [(why.value, why.label) for why in (Hold.Why.DISCLOSURE, Hold.Why.IDENTIFYING)]


class ReadSource(StaffPage):
    """A source, a long one page by page, with one passage to decide on, beside its clause."""

    permission = CODE
    template_name = "findings/reader/source.html"
    trail = [("Read and code", "reader")]

    @cached_property
    def source(self) -> Any:
        """The comment, answer, letter or proposal the address names. Raises Http404."""
        kind, _, number = self.kwargs["said"].partition("-")
        model = SOURCES.get(kind, SOURCES["comment"])
        rows = model._default_manager.select_related("response__consultation")
        number = number if number.isdecimal() and kind in SOURCES else "0"
        return get_object_or_404(rows, pk=number, response__consultation=self.consultation)

    @cached_property
    def run(self) -> Any:
        """The run whose proposals are shown."""
        return latest_run(self.consultation)

    @cached_property
    def spans(self) -> list[Span]:
        """The passages of the source."""
        return spans(self.source, self.run)

    @cached_property
    def at(self) -> int:
        """The place of the passage among them, from 0: the one asked for, or the page's first."""
        asked = self.request.GET.get("passage", "")
        if asked.isdecimal():
            return min(max(int(asked), 1), len(self.spans)) - 1
        start, _end = self.text_page.portion.places[named(self.source)]
        return next((n for n, span in enumerate(self.spans) if span.end > start), 0)

    @cached_property
    def text_page(self) -> TextPage:
        """The page asked for; else the one on which the passage begins."""
        name, asked = named(self.source), self.request.GET
        by_passage = "p" not in asked and asked.get("passage", "").isdecimal()
        start = self.spans[self.at].start if by_passage else 0
        return TextPages([(name, self.source.text)]).asked(asked, name, start)

    @cached_property
    def reading(self) -> Reading:
        """What was proposed and decided."""
        return Reading(self.source, self.run, self.may_read_held)

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds that wait on this source."""
        kind = named(self.source).partition(":")[0]
        return list(Hold.objects.filter(released_at=None, **{kind: self.source}))

    @property
    def may_read_whole(self) -> bool:
        """Whether this person can say that they have read the source."""
        return self.may_read_held or not self.holds

    def get_page_title(self) -> str:
        return f"Read {self.source.response.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_read_held and self.holds:
            note_seen(self.text_page.shown(self.holds), self.reader)
        blindness.note_opened(
            [self.source.response_id], self.reader, Opening.What.READER, clock.now()
        )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        span = self.spans[self.at]
        shown = self.reading.shown(span)
        find = self.request.GET.get("find", "").strip()
        by = self.reading_rows()
        clause = self.request.GET.get("clause", "")
        left = queue.waiting(self.consultation, clause, self.may_read_held)
        return super().get_context_data(
            source=self.source,
            kind=named(self.source).partition(":")[0],
            pieces=self._pieces(),
            text_page=self.text_page,
            shown=shown,
            span=span,
            offered=[one for one in shown.themes if find.casefold() in one.name.casefold()],
            find=find,
            number=self.at + 1,
            of=len(self.spans),
            before=self._here(self.at) if self.at else "",
            after=self._here(self.at + 2) if self.at + 1 < len(self.spans) else "",
            here=self._here(self.at + 1),
            positions=[(key, value, text) for key, (value, text) in POSITION_KEYS.items()],
            clauses=list(frames.keys(self.consultation).values()),
            whys=WHYS,
            read_by=by,
            may_read_whole=self.may_read_whole,
            left=sum(rows.count() for _kind, rows in left),
            queue_clause=clause,
            **kwargs,
        )

    def reading_rows(self) -> list[Any]:
        """Who has read this source."""
        kind = named(self.source).partition(":")[0]
        rows = self.source.response.readings.filter(undone_at=None, **{kind: self.source})
        return list(rows.select_related("read_by"))

    def _here(self, passage: int) -> str:
        asked = {"passage": str(passage), "clause": self.request.GET.get("clause", "")}
        if passage == self.at + 1:
            asked["p"] = self.request.GET.get("p", "")
        kept = urlencode({key: value for key, value in asked.items() if value})
        page = reverse("reader_source", args=[self.consultation.slug, self.kwargs["said"]])
        return f"{page}?{kept}#passage"

    def _pieces(self) -> list[Piece]:
        """The page of the source cut where the passage, and restricted words, begin and end."""
        place = self.text_page.portion.places[named(self.source)]
        over = Restricted.of_responses([self.source.response]).on(self.source)
        marks = [Mark(one.start, one.end, one.kind, label(one.kind, one.why)) for one in over]
        span = self.spans[self.at]
        cut = pieces(self.source.text, [*marks, Mark(span.start, span.end, CURRENT)], *place)
        return [p if self.sight.sees(p.kinds) else p._replace(text="") for p in cut]

    # What a button does: each returns the address to go on at, or None to stay.

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        given = request.POST
        acts: dict[str, Callable[[QueryDict], str | None]] = {
            "undo": self._undo, "read": self._read, "theme": self._theme, "accept": self._accept,
            "position": self._position, "amendment": self._amendment, "quote": self._quote,
            "note": self._note, "hold": self._hold, "to_clause": self._clause,
        }  # fmt: skip
        act = next((act for name, act in acts.items() if name in given), None)
        try:
            went = act(given) if act else None
        except NotDecided as refusal:
            messages.error(request, str(refusal))
            if given.get("note") or given.get("reason"):
                return self.render_to_response(self.get_context_data(given=given), status=422)
            went = None
        return redirect(went or self._here(self.at + 1))

    def _place(self) -> Place:
        span = self.spans[self.at]
        return Place(self.source.response, self.source, span.start, span.end)

    def _correct(self, kind: str, value: str, **more: Any) -> None:
        coding.correct(
            self._place(), kind, self.reader, clock.now(), value=value, run=self.run, **more
        )

    @property
    def _shown(self) -> Shown:
        return self.reading.shown(self.spans[self.at])

    def _theme(self, given: QueryDict) -> None:
        shown = self._shown
        one = pressed(shown.themes, str(given["theme"]))
        if one is None:
            raise NotDecided("That theme is not offered here any more: choose another.")
        machine = one.theme.pk in self.reading.machine(self.spans[self.at], shown.clause)
        self._correct(
            Kind.THEME, "off" if one.on else "on", theme=one.theme, machine="on" if machine else ""
        )

    def _position(self, given: QueryDict) -> None:
        shown = self._shown
        if given["position"] not in dict(READ_POSITIONS):
            raise NotDecided("Choose one of the positions.")
        before = shown.position if shown.position_source != "person" else ""
        self._correct(Kind.POSITION, given["position"], clause=shown.clause, machine=before)

    def _clause(self, given: QueryDict) -> None:
        name = str(given["to_clause"]).strip()
        named_so = {name: pk for pk, name in frames.keys(self.consultation).items()}
        if name and name not in named_so:
            raise NotDecided(f"“{name}” is no clause of this text: choose one of the list.")
        clause = Clause.objects.get(pk=named_so[name]) if name else None
        self._correct(Kind.CLAUSE, "", clause=clause, machine=self._shown.clause_name)

    def _amendment(self, given: QueryDict) -> None:
        on = self._shown.amendment
        self._correct(Kind.AMENDMENT, "no" if on else "yes", machine="yes" if on else "no")

    def _quote(self, given: QueryDict) -> None:
        self._correct(Kind.QUOTE, "off" if self._shown.quote else "on")

    def _note(self, given: QueryDict) -> None:
        if not str(given["note"]).strip():
            raise NotDecided("Write the note first.")
        self._correct(Kind.NOTE, "", why=str(given["note"]).strip())

    def _hold(self, given: QueryDict) -> None:
        reason, why = given.get("reason", "").strip(), given.get("why", "")
        if not reason or why not in dict(WHYS):
            raise NotDecided("Choose why these words are held, and say what you saw.")
        place = self._place()
        raise_hold(place.source, place.start, place.end, why, reason, self.reader, clock.now())
        messages.success(self.request, "Held. Only those who may read held words see them now.")

    def _accept(self, given: QueryDict) -> None:
        shown = self._shown
        passage = self.spans[self.at].passage
        keys = passage.themes.split("; ") if passage else []
        name = dict(shown.suggestions).get(str(given["accept"]))
        key = next((key for key in keys if theme_key(key) == given["accept"]), None)
        if name is None or key is None or self.run is None:
            raise NotDecided("The machine proposes that no more: read on.")
        examples = examples_of(self.run, key, EXAMPLES)
        theme: Theme = frame.accept_theme(
            self.consultation, name, shown.clause, str(given["accept"]), examples, self.run, self.reader,
            clock.now(),
        )  # fmt: skip
        messages.success(self.request, f"“{theme.name}” is in the code frame now.")

    def _read(self, given: QueryDict) -> str | None:
        if not self.may_read_whole:
            raise NotDecided("Words of it are held: somebody who may read them reads this.")
        if self.text_page.has_next():
            raise NotDecided("This goes on: it is marked as read at the end of its last page.")
        coding.mark_read(self.source.response, self.source, self.reader, clock.now())
        clause = self.request.GET.get("clause", "")
        page = reverse("reader", args=[self.consultation.slug])
        return f"{page}?{urlencode({'clause': clause})}" if clause else page

    def _undo(self, given: QueryDict) -> str | None:
        undone = coding.undo_last(self.consultation, self.reader, clock.now())
        if undone is None:
            raise NotDecided("You have decided nothing here that could be undone.")
        kind = next(kind for kind in SOURCES if getattr(undone, f"{kind}_id"))
        name = f"{kind}-{getattr(undone, f'{kind}_id')}"
        messages.success(self.request, f"Undone: {_told(undone)}.")
        page = reverse("reader_source", args=[self.consultation.slug, name])
        return f"{page}#passage" if name != self.kwargs["said"] else None


def _told(undone: Any) -> str:
    what = getattr(undone, "get_kind_display", lambda: "having read it")()
    return f"{what[:1].lower()}{what[1:]} ({undone.response.reference})"
