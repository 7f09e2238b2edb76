"""What is counted of one clause from where everybody stands; each number with its list."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from consultation.dataset.rules import percent
from consultation.findings.forms.behind import taking
from consultation.findings.models import ClausePosition, Run
from consultation.findings.rules import FLAGS, figures, standing
from consultation.findings.views.behind import behind
from consultation.findings.views.state import week_of
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules.deadline import UK
from consultation.responses.models import Publish

#: Other clauses listed on which the same people stand against what they say here.
MOST_CONFLICTS = 5
#: A position the machine read with less confidence is looked at first.
UNSURE = 0.6
BY_FIELD = {position: name for name, position, _label in figures.POSITIONS}

Decided = ClausePosition.Decided

#: Everything that is one number: counted in one query.
ASKED = {
    "all": Q(),
    "amendment": Q(amendment=True),
    "strong": Q(strength__gte=standing.STRONG),
    "contradiction": Q(contradiction=True),
    "confidential": Q(confidential=True),
    "unsure": Q(decided=Decided.WORDS, confidence__lt=UNSURE),
    "private": ~Q(response__publish__in=[Publish.YES, Publish.ANONYMOUS]),
    **{str(how): Q(decided=how) for how in Decided},
    **{flag: Q(flags__contains=f";{flag};") for flag in FLAGS},
}


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
    """Figures on one clause (``identity`` None: on no clause) of one run, in a fixed number of
    queries whatever the size. ``names`` are those of every clause, by identity."""

    def __init__(
        self,
        consultation: ConsultationPage,
        run: Run,
        identity: Any,
        name: str,
        names: dict[Any, str],
    ) -> None:
        self.consultation, self.run, self.name, self.names = consultation, run, name, names
        self.everywhere = ClausePosition.objects.filter(run=run).order_by()
        self.here = self.everywhere.filter(clause=identity)

    def behind(self, **asked: Any) -> str:
        """The list of those here of whom this is asked."""
        return behind(self.consultation, {}, clause=self.name, **asked)

    def number(self, label: str, count: int, **asked: Any) -> Number:
        """A number of responses here, with its list."""
        return Number(label, count, percent(count, self.totals["all"]), self.behind(**asked))

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many of those here there are of each kind in ASKED."""
        named = {name: f"n{place}" for place, name in enumerate(ASKED)}
        counts = {named[name]: Count("pk", filter=asked) for name, asked in ASKED.items()}
        found = self.here.aggregate(**counts)
        return {name: found[alias] for name, alias in named.items()}

    @cached_property
    def decided(self) -> list[Number]:
        """From what each position is known."""
        return [
            self.number(how.label, self.totals[how.value], decided=how.value) for how in Decided
        ]

    @cached_property
    def marks(self) -> dict[str, Number]:
        """How many propose a change, write in strong words, contradict themselves or ask for
        confidentiality."""
        asked = ("amendment", "strong", "contradiction", "confidential")
        return {name: self.number("", self.totals[name], **{name: "yes"}) for name in asked}

    @cached_property
    def unread(self) -> Number:
        """How many wrote of it what nobody has said they read."""
        return self.number("", self.here.unread().count(), unread="yes")

    @cached_property
    def flagged(self) -> dict[str, Number]:
        """How many say something of each kind that must not be missed."""
        return {
            flag: self.number(label, self.totals[flag], flag=flag) for flag, label in FLAGS.items()
        }

    @cached_property
    def weeks(self) -> list[standing.Week]:
        """Who commented, week by week."""
        days = self.here.annotate(day=TruncDate("received_at", tzinfo=UK))
        arrivals = [
            (datetime.combine(row["day"], time(12), tzinfo=UK), BY_FIELD[row["position"]], row["n"])
            for row in days.values("day", "position").annotate(n=Count("pk"))
        ]
        last = week_of(self.run, self.consultation)
        return standing.weeks(arrivals, last, self.consultation.opens.astimezone(UK))

    @cached_property
    def charted_weeks(self) -> list[dict[str, Any]]:
        """The weeks with their bars, which are as long as the busiest week is busy."""
        most = max(week.number for week in self.weeks) or 1
        return [
            {
                "begins": week.begins,
                "number": week.number,
                "counts": [week.counts.get(name, 0) for name in BY_FIELD.values()],
                "bar": figures.stretched(week.counts, most),
            }
            for week in self.weeks
        ]

    @cached_property
    def latest_week(self) -> dict[str, Any]:
        """The last week beside all those before it."""
        *before, last = self.weeks
        earlier = {
            name: sum(week.counts.get(name, 0) for week in before) for name in BY_FIELD.values()
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
        opposed = self._elsewhere("for", "oppose")
        supported = self._elsewhere("oppose", "for")
        found = [
            Conflict(
                self.names[clause],
                self._other("for", "oppose", self.names[clause], opposed[clause]),
                self._other("oppose", "for", self.names[clause], supported[clause]),
            )
            for clause in opposed.keys() | supported.keys()
        ]
        return sorted(found, key=lambda one: (-one.people, one.clause))[:MOST_CONFLICTS]

    def _elsewhere(self, side: str, other: str) -> dict[Any, int]:
        """Of those who take ``side`` here, how many take the ``other`` on each other clause."""
        people = self.here.filter(position__in=taking(side)).values("response")
        there = self.everywhere.filter(response__in=people, position__in=taking(other))
        counts = there.exclude(clause=None).values_list("clause").annotate(n=Count("pk"))
        return defaultdict(int, counts)

    def _other(self, side: str, other: str, clause: str, count: int) -> Number:
        return self.number("", count, position=side, elsewhere=clause, elsewhere_position=other)
