"""What two coders and the machine said of a sample, once both coders are done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from consultation import clock
from consultation.findings.actions import agreeing, sampling
from consultation.findings.actions.agreeing import words_of
from consultation.findings.actions.blindness import note_opened
from consultation.findings.actions.coding import NotDecided
from consultation.findings.models import Opening
from consultation.findings.models.agreement import READ_POSITIONS
from consultation.findings.views.agreement.coding import OfSample

#: What is compared, in the order shown. The people's own agreement comes first: it is what
#: the machine's can be held against.
PAIRS = (
    ("people", "The two coders with each other"),
    ("machine_first", "The machine with the first coder"),
    ("machine_second", "The machine with the second coder"),
    ("machine_settled", "The machine with what was settled"),
)


class OneSample(OfSample):
    """Progress while it is coded; then agreement, what is to be settled, and freezing."""

    template_name = "findings/agreement/sample.html"

    @cached_property
    def both_done(self) -> bool:
        """Whether there is anything to compare: before, nobody is shown a judgement."""
        return all(sampling.done(coder) for coder in self.coders)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.both_done:
            shown = sampling.responses_of(self.sample)
            note_opened(shown, self.reader, Opening.What.JUDGEMENTS, clock.now())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = self.sample.items.filter(left_out_at=None)
        progress = [
            (one.user, one.judgements.filter(item__left_out_at=None).count()) for one in self.coders
        ]
        context = {
            "sample": self.sample,
            "of": items.count(),
            "left_out": self.sample.items.exclude(left_out_at=None).count(),
            "progress": progress,
            "mine": any(one.user_id == self.reader.pk and not sampling.done(one)
                        for one in self.coders),
            "both_done": self.both_done,
            "not_blind": [(item.order, why) for item, why in sampling.items_not_blind(self.sample)]
            if not self.sample.frozen_at
            else [],
        }  # fmt: skip
        if self.both_done:
            context |= self._outcome()
        return super().get_context_data(**context, **kwargs)

    def _outcome(self) -> dict[str, Any]:
        names = {str(pk): name for pk, name, _description, _key in self.offered()}
        try:
            figures = self.sample.figures or agreeing.figures_of(self.sample)
            refused = ""
        except NotDecided as why:
            figures, refused = {}, str(why)
        pairs = figures.get("pairs", {})
        settled, to_settle = 0, []
        for item, said, holds in agreeing.judged(self.sample):
            if holds is None:
                to_settle.append((item, [self._named(one, names) for one in said]))
            else:
                settled += 1
        return {
            "refused": refused,
            "pairs": [(label, pairs[key]) for key, label in PAIRS if key in pairs],
            "codes": self._codes(pairs, names),
            "gain": figures.get("gain"),
            "settled": settled,
            "to_settle": len(to_settle),
            "next": self._next(to_settle),
            "positions": READ_POSITIONS if self.sample.clause_id else [],
            "themes": list(names.items()),
        }

    @staticmethod
    def _named(said: agreeing.Said, names: dict[str, str]) -> tuple[str, str]:
        position, themes = said
        return position, "; ".join(names[str(pk)] for pk in sorted(themes) if str(pk) in names)

    @staticmethod
    def _codes(pairs: dict[str, Any], names: dict[str, str]) -> list[tuple[str, list[Any]]]:
        """For each theme its figures in every pair."""
        return [
            (name, [pairs[key]["themes"]["codes"].get(pk) for key, _label in PAIRS if key in pairs])
            for pk, name in names.items()
        ]

    @staticmethod
    def _next(to_settle: list[Any]) -> dict[str, Any] | None:
        if not to_settle:
            return None
        item, said = to_settle[0]
        return {"item": item, "words": words_of(item), "said": said}

    def act(self, given: QueryDict) -> str:
        now = clock.now()
        here = self.url("sample", self.sample.pk)
        if "leave_out" in given:
            number = sampling.leave_out(self.sample, self.reader, now)
            messages.success(self.request, f"{number} left out: the figures are of the others.")
        elif "settle" in given:
            item = get_object_or_404(self.sample.items, pk=given["settle"])
            chosen = [one for one in given.getlist("theme") if one.isdecimal()]
            themes = list(self.sample.themes.filter(pk__in=chosen))
            agreeing.adjudicate(
                item, given.get("position", ""), themes, given.get("why", "").strip(),
                self.reader, now,
            )  # fmt: skip
            here += "#settle"
        elif "freeze" in given:
            agreeing.freeze(self.sample, self.reader, now)
            messages.success(self.request, "Frozen. What was settled counts from the next run on.")
        return here
