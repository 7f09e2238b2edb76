"""A letter beside what each part of it is on: a person puts right what is wrong and confirms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from consultation import clock
from consultation.responses.actions import confirming
from consultation.responses.actions.confirming import Changed
from consultation.responses.actions.putting_right import can_be_put_right
from consultation.responses.actions.releasing import note_seen
from consultation.responses.actions.splitting import Places, sentence_starts
from consultation.responses.actions.splitting import split as split_letter
from consultation.responses.admin.intake.queue import RECEIVE
from consultation.responses.admin.intake.recorded import (
    details_recorded,
    holds_on_recorded,
    recorded,
    recorded_rows,
)
from consultation.responses.admin.pages import StaffPage, may_read_all
from consultation.responses.admin.paging import TextPage, TextPages
from consultation.responses.models import (
    Allocation,
    Answer,
    Comment,
    Hold,
    Letter,
    Proposal,
    ProposedDetails,
    ReceivedFile,
    Restricted,
    SetAside,
)
from consultation.responses.models.placed import named
from consultation.responses.rules.places import Place, place_named

#: Characters of a sentence that name it where a part can be split.
FIRST_WORDS = 60
CHANGED = "Somebody else arranged this letter meanwhile. This is how it stands now: look again."


class Confirming(StaffPage):
    """One letter, part by part. Nothing is counted until a person has confirmed every part.

    What is long has pages. A part is confirmed on the page on which it ends.
    """

    permission = RECEIVE
    template_name = "responses/admin/intake/confirm.html"
    trail = [("Letters, e-mails and files", "intake")]

    @cached_property
    def letter(self) -> Letter:
        """The letter the address names. Raises Http404."""
        letters = Letter.objects.filter(response__consultation=self.consultation)
        return get_object_or_404(
            letters.select_related("response", "file"), pk=self.kwargs["letter"]
        )

    @cached_property
    def places(self) -> Places:
        """What the letter can be on."""
        return Places(self.consultation, self.letter.response.received_at)

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds that wait on this letter."""
        return list(Hold.objects.filter(letter=self.letter, released_at=None))

    @cached_property
    def rows(self) -> list[Comment | Proposal | Answer]:
        """What of the response is recorded clause by clause already."""
        return recorded_rows(self.letter.response)

    def text_page(self, parts: list[Allocation]) -> TextPage:
        """The page asked for, of what is recorded and then the letter, part by part."""
        texts = [(named(row), row.text) for row in self.rows]
        texts += [(part_name(part), self.letter.text[part.start : part.end]) for part in parts]
        return TextPages(texts).asked(self.request.GET)

    @cached_property
    def restricted(self) -> Restricted:
        """What of the response is held or redacted."""
        return Restricted.of_responses([self.letter.response])

    def get_page_title(self) -> str:
        return f"Letter of {self.letter.response.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.letter.allocations.exists():
            split_letter(self.letter, self.places)
        if self.may_read_held:
            note_seen(self._holds_shown(), self.reader)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        parts = confirming.parts_of(self.letter)
        given = {part.pk: request.POST.get(f"on-{part.pk}") for part in parts}
        named = {
            pk: place_named(words, [*self.places.versions], self.places.questions)
            for pk, words in given.items()
            if words is not None
        }
        if any(place.problem for place in named.values()):
            context = self.get_context_data(given=given, problems=named)
            return self.render_to_response(context, status=422)
        try:
            where = self._carry_out(request, named)
        except Changed:
            messages.warning(request, CHANGED)
            where = ""
        return where if isinstance(where, HttpResponse) else self._back(where)

    def _carry_out(self, request: HttpRequest, named: dict[int, Place]) -> HttpResponse | str:
        """Keep what was put elsewhere, then do what the button says; where to go after."""
        letter, asked = self.letter, request.POST
        as_seen = asked.get("seen", "")
        parts = confirming.arrange(letter, as_seen, named, self.places, self.reader)
        seen = confirming.arrangement(parts)
        if (join := asked.get("join", "")).isdecimal():
            confirming.join(letter, seen, int(join))
            return ""
        if (split := asked.get("split", "")).isdecimal():
            if (at := asked.get(f"at-{split}", "")).isdecimal():
                confirming.split_at(letter, seen, int(at))
            return f"#part-{split}"
        if (one := asked.get("confirm", "")).isdecimal():
            confirming.confirm(letter, seen, [int(one)], self.reader, clock.now())
            return f"#part-{one}"
        if "confirm-all" in asked:
            return self._confirm_all(seen, parts)
        if "nothing" in asked and self.may_say_nothing:
            return self._set_nothing()
        return ""

    def _confirm_all(self, seen: str, parts: list[Allocation]) -> HttpResponse | str:
        """Confirm every part that ends on the page, and go on to the next, if there is one."""
        response, page = self.letter.response, self.text_page(parts)
        ending = [part.pk for part in parts if ends_on(page, part)]
        if ending or not page.has_next():
            done = confirming.confirm(self.letter, seen, ending, self.reader, clock.now())
        if page.has_next():
            return redirect(f"{self.request.path}?p={page.next_page_number()}")
        if done:
            messages.success(self.request, f"{response.reference} waits for nothing any more.")
        else:
            messages.success(
                self.request, f"This letter is confirmed; more of {response.reference} waits."
            )
        return redirect("intake", self.consultation.slug)

    @property
    def may_say_nothing(self) -> bool:
        """Whether the file can be decided to say nothing: it waits, and no word is held back here."""
        waits = self.letter.response.set_aside == SetAside.WAITING
        return bool(waits and self.letter.file and (self.may_read_held or not self.holds))

    def _set_nothing(self) -> HttpResponse:
        assert self.letter.file is not None
        confirming.set_nothing(self.letter.file, self.reader, clock.now())
        reference = self.letter.response.reference
        messages.success(self.request, f"The file of {reference} is kept as saying nothing.")
        return redirect("intake", self.consultation.slug)

    def _back(self, fragment: str) -> HttpResponse:
        return redirect(self.request.get_full_path() + fragment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = confirming.parts_of(self.letter)
        page = self.text_page(parts)
        given, problems = kwargs.pop("given", {}), kwargs.pop("problems", {})
        shown = [
            (n, part) for n, part in enumerate(parts, 1) if part_name(part) in page.portion.places
        ]
        first, last = _from_to([place_on(page, part) for _n, part in shown])
        words = self.letter.text[first:last]
        starts = [first + start for start in sentence_starts(words)]
        options = [(number, one.heading) for number, one in self.places.versions.items()]
        options += [(key, one.label) for key, one in self.places.questions.items()]
        return super().get_context_data(
            letter=self.letter,
            response=self.letter.response,
            seen=confirming.arrangement(parts),
            text_page=page,
            words=words,
            parts=[
                self._shown(number, part, page, starts, given, problems) for number, part in shown
            ],
            of=len(parts),
            recorded=recorded(self.rows, self.restricted, self.sight, page.portion),
            details=details_recorded(self.letter.response, self.restricted, self.sight),
            can_be_put_right=can_be_put_right(self.letter.response),
            waiting=sum(part.confirmed_at is None for part in parts),
            options=options,
            wrong=[(pk, place.problem) for pk, place in problems.items() if place.problem],
            may_say_nothing=self.may_say_nothing,
            proposed=self._proposed(),
            also_waiting=self._also_waiting(),
            may_read_all=may_read_all(self.letter.response, self.reader),
            anything_held=bool(self.holds) and not self.may_read_held,
            **kwargs,
        )

    def _holds_shown(self) -> list[Hold]:
        """The holds of which words stand on the page: of what is recorded, and of the letter."""
        parts = confirming.parts_of(self.letter)
        page = self.text_page(parts)
        of_letter = [
            hold
            for hold in self.holds
            if any(
                page.portion.shows(part_name(part), hold.start - part.start, hold.end - part.start)
                for part in parts
            )
        ]
        return [*page.shown(holds_on_recorded(self.letter.response)), *of_letter]

    def _also_waiting(self) -> list[ReceivedFile]:
        """The other files of the response for which it waits besides this letter."""
        done = (ReceivedFile.State.CONFIRMED, ReceivedFile.State.NOTHING)
        files = self.letter.response.files.exclude(state__in=done)
        return [file for file in files if file.pk != self.letter.file_id]

    def _proposed(self) -> list[ProposedDetails]:
        """What its files tell of themselves, while the response waits and nobody has decided on it."""
        response = self.letter.response
        if response.set_aside not in (SetAside.WAITING, SetAside.LATE):
            return []
        told = ProposedDetails.objects.filter(file__response=response)
        return list(told.order_by("file__received_at")[:1])

    def _shown(
        self,
        number: int,
        part: Allocation,
        page: TextPage,
        starts: list[int],
        given: dict[int, Any],
        problems: dict[int, Place],
    ) -> dict[str, Any]:
        first, last = place_on(page, part)
        cut = self.restricted.stretches(self.letter, self.sight, first, last)
        place = confirming.place_of(part)
        return {
            "row": part,
            "number": number,
            "continued": part.start < first,
            "ends": ends_on(page, part),
            "words": cut,
            "on": given.get(part.pk) or str(place),
            "headings": [self._heading(number) for number in place.clauses],
            "percent": round(100 * part.confidence),
            "problem": problems[part.pk].problem if part.pk in problems else "",
            "cuts": [
                (start, self._first_words(start))
                for start in starts
                if part.start < start and first <= start < last
            ],
        }

    def _heading(self, number: str) -> str:
        version = self.places.versions.get(number)
        return f"{number} {version.heading}" if version else number

    def _first_words(self, start: int) -> str:
        end = min(start + FIRST_WORDS, len(self.letter.text))
        return self.restricted.shown(self.letter, self.sight, start, end).strip()


def part_name(part: Allocation) -> str:
    """The name of a part among the texts of the page."""
    return f"part:{part.pk}"


def place_on(page: TextPage, part: Allocation) -> tuple[int, int]:
    """From which character to which of the letter a part that is on the page is there."""
    start, end = page.portion.places[part_name(part)]
    return part.start + start, part.start + end


def _from_to(places: list[tuple[int, int]]) -> tuple[int, int]:
    """Where these stretches, one after the other, begin and end."""
    return (places[0][0], places[-1][1]) if places else (0, 0)


def ends_on(page: TextPage, part: Allocation) -> bool:
    """Whether a part ends on the page."""
    _start, end = page.portion.places.get(part_name(part), (0, -1))
    return end == part.end - part.start
