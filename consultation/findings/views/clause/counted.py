"""What is counted of one clause from where everybody stands; each number with its list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, NamedTuple

from consultation.dataset.rules import percent
from consultation.findings.models import ClausePosition, Run
from consultation.findings.rules import FLAGS, figures, standing
from consultation.findings.views.behind import behind
from consultation.findings.views.state import week_of
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules.deadline import UK
from consultation.responses.models import Kind

#: Other clauses listed on which the same people stand against what they say here.
MOST_CONFLICTS = 5


@dataclass(frozen=True)
class Number:
    """A count, its share of those who commented, and the list behind it."""

    label: str
    count: int
    percent: int
    address: str


class Conflict(NamedTuple):
    """Another clause, and how many stand there against what they say here."""

    clause: str
    opposed_there: Number
    supported_there: Number

    @property
    def people(self) -> int:
        """How many say one thing here and the other there."""
        return self.opposed_there.count + self.supported_there.count


class Counted:
    """Figures on one clause (``identity`` None: on no clause) of one run. ``counts`` are those that
    were kept with the run (``rules.counting``); ``names`` those of every clause, by identity."""

    def __init__(
        self,
        consultation: ConsultationPage,
        run: Run,
        identity: Any,
        name: str,
        names: dict[Any, str],
        counts: Mapping[str, Any],
    ) -> None:
        self.consultation, self.run, self.name, self.names = consultation, run, name, names
        self.here = ClausePosition.objects.filter(run=run, clause=identity).order_by()
        self.counts = counts
        self.totals: Mapping[str, int] = counts["totals"]

    def behind(self, **asked: Any) -> str:
        """The list of those here of whom this is asked."""
        return behind(self.consultation, {}, clause=self.name, **asked)

    def number(self, label: str, count: int, **asked: Any) -> Number:
        """A number of responses here, with its list."""
        return Number(label, count, percent(count, self.totals["all"]), self.behind(**asked))

    @cached_property
    def decided(self) -> list[Number]:
        """From what each position is known."""
        return [
            self.number(how.label, self.totals[how.value], decided=how.value)
            for how in ClausePosition.Decided
        ]

    @cached_property
    def marks(self) -> dict[str, Number]:
        """How many propose a change, write in strong words, contradict themselves or ask for
        confidentiality."""
        asked = ("amendment", "strong", "contradiction", "confidential")
        return {name: self.number("", self.totals[name], **{name: "yes"}) for name in asked}

    @cached_property
    def unsure(self) -> Number:
        """Of how many the machine read the position without confidence."""
        return self.number("", self.totals["unsure"], unsure="yes")

    @cached_property
    def private(self) -> Number:
        """How many may not be published, or did not say."""
        return self.number("", self.totals["private"], private="yes")

    @cached_property
    def unread(self) -> Number:
        """How many wrote of it what nobody has said they read."""
        # Whose response nobody opened is unread without a look at what was read.
        opened = self.here.opened()
        number = self.totals["worded"] - opened.count() + opened.unread().count()
        return self.number("", number, unread="yes")

    @cached_property
    def flagged(self) -> dict[str, Number]:
        """How many say something of each kind that must not be missed."""
        return {
            flag: self.number(label, self.totals[flag], flag=flag) for flag, label in FLAGS.items()
        }

    @cached_property
    def organisations(self) -> Number:
        """How many organisations commented."""
        return self.number("", self.totals["organisation"], kind=Kind.ORGANISATION)

    @cached_property
    def weeks(self) -> list[standing.Week]:
        """Who commented, week by week."""
        arrivals = [
            (datetime.combine(date.fromisoformat(day), time(12), tzinfo=UK), field, number)
            for day, counts in self.counts["days"]
            for field, number in counts.items()
        ]
        last = week_of(self.run, self.consultation)
        return standing.weeks(arrivals, last, self.consultation.opens.astimezone(UK))

    @cached_property
    def charted_weeks(self) -> list[dict[str, Any]]:
        """The weeks with their bars, which are as long as the busiest week is busy."""
        most = max(week.number for week in self.weeks) or 1
        first = self.weeks[0].begins
        rows = []
        for week in self.weeks:
            # The first has what came before it too.
            since = {} if week.begins == first else {"since": f"{week.begins:%Y-%m-%d}"}
            asked = since | {"before": f"{week.begins + standing.WEEK:%Y-%m-%d}"}
            cells = [
                (week.counts.get(name, 0), self.behind(position=name, **asked))
                for name in figures.BY_FIELD.values()
            ]
            rows.append(
                {
                    "begins": week.begins,
                    "number": week.number,
                    "address": self.behind(**asked),
                    "cells": cells,
                    "bar": figures.stretched(week.counts, most),
                }
            )
        return rows

    @cached_property
    def latest_week(self) -> dict[str, Any]:
        """The last week beside all those before it."""
        *before, last = self.weeks
        earlier = {
            name: sum(week.counts.get(name, 0) for week in before)
            for name in figures.BY_FIELD.values()
        }
        return {
            "begins": last.begins,
            "number": self.number("", last.number, since=f"{last.begins:%Y-%m-%d}"),
            "surge": standing.is_surge(self.weeks),
            "then": standing.stands(earlier),
            "since": standing.stands(last.counts),
        }

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Clauses on which the same people take the other side, those of most people first."""
        names = {str(identity): name for identity, name in self.names.items()}
        found = [
            Conflict(
                names[clause],
                self._other("for", "oppose", names[clause], opposed),
                self._other("oppose", "for", names[clause], supported),
            )
            for clause, opposed, supported in self.counts["conflicts"]
            if clause in names
        ]
        return sorted(found, key=lambda one: (-one.people, one.clause))[:MOST_CONFLICTS]

    def _other(self, side: str, other: str, clause: str, count: int) -> Number:
        return self.number("", count, position=side, elsewhere=clause, elsewhere_position=other)
