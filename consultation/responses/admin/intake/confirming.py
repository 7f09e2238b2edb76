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
)
from consultation.responses.admin.pages import StaffPage, may_read_all
from consultation.responses.models import (
    Allocation,
    Hold,
    Letter,
    ProposedDetails,
    ReceivedFile,
    Restricted,
    SetAside,
)
from consultation.responses.rules.places import Place, place_named

#: Characters of a sentence that name it where a part can be split.
FIRST_WORDS = 60
CHANGED = "Somebody else arranged this letter meanwhile. This is how it stands now: look again."


class Confirming(StaffPage):
    """One letter, part by part. Nothing is counted until a person has confirmed every part."""

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
    def restricted(self) -> Restricted:
        """What of the response is held or redacted."""
        return Restricted.of_responses([self.letter.response])

    def get_page_title(self) -> str:
        return f"Letter of {self.letter.response.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_read_held:
            note_seen([*self.holds, *holds_on_recorded(self.letter.response)], self.reader)
        if not self.letter.allocations.exists():
            split_letter(self.letter, self.places)
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
            return self._confirm_all(seen)
        if "nothing" in asked and self.may_say_nothing:
            return self._set_nothing()
        return ""

    def _confirm_all(self, seen: str) -> HttpResponse:
        response = self.letter.response
        done = confirming.confirm(self.letter, seen, None, self.reader, clock.now())
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
        return redirect(self.request.path + fragment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = confirming.parts_of(self.letter)
        given, problems = kwargs.pop("given", {}), kwargs.pop("problems", {})
        starts = sentence_starts(self.letter.text)
        options = [(number, one.heading) for number, one in self.places.versions.items()]
        options += [(key, one.label) for key, one in self.places.questions.items()]
        return super().get_context_data(
            letter=self.letter,
            response=self.letter.response,
            seen=confirming.arrangement(parts),
            parts=[self._shown(part, starts, given, problems) for part in parts],
            recorded=recorded(self.letter.response, self.restricted, self.sight),
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
        self, part: Allocation, starts: list[int], given: dict[int, Any], problems: dict[int, Place]
    ) -> dict[str, Any]:
        cut = self.restricted.stretches(self.letter, self.sight, part.start, part.end)
        place = confirming.place_of(part)
        return {
            "row": part,
            "words": cut,
            "on": given.get(part.pk) or str(place),
            "headings": [self._heading(number) for number in place.clauses],
            "percent": round(100 * part.confidence),
            "problem": problems[part.pk].problem if part.pk in problems else "",
            "cuts": [
                (start, self._first_words(start))
                for start in starts
                if part.start < start < part.end
            ],
        }

    def _heading(self, number: str) -> str:
        version = self.places.versions.get(number)
        return f"{number} {version.heading}" if version else number

    def _first_words(self, start: int) -> str:
        end = min(start + FIRST_WORDS, len(self.letter.text))
        return self.restricted.shown(self.letter, self.sight, start, end).strip()
