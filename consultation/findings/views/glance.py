"""The chapter at a glance: every clause on one page, as a map whose every number opens a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.utils.functional import cached_property

from consultation.dataset import frames
from consultation.dataset.rules import percent
from consultation.findings.forms import SORTS, ClauseFilter, PeopleFilter
from consultation.findings.models import ClausePosition, Run
from consultation.findings.rules import figures, standing
from consultation.findings.views.agreement import measured
from consultation.findings.views.behind import behind
from consultation.findings.views.state import State, state, week_of
from consultation.guidance.models import Clause, ClauseVersion
from consultation.guidance.rules import clause_status
from consultation.guidance.rules.deadline import UK
from consultation.responses.admin.pages import StaffPage

#: What is counted of each clause beside positions: name, heading, and what an address asks for.
MARKS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("amendments", "Propose change", {"amendment": "yes"}),
    ("strong", "In strong words", {"strong": "yes"}),
    ("recent", "Since last week", {}),
    ("unread", "Unread", {"unread": "yes"}),
)


@dataclass(frozen=True)
class Cell:
    """A number on the map: its share of those who commented, how dark, and the list behind it."""

    name: str
    label: str
    count: int
    percent: int
    step: int
    address: str


class Row(NamedTuple):
    """One clause on the map."""

    name: str
    version: ClauseVersion
    clause: Clause
    status: str
    commenting: Cell
    figures: list[figures.Figure]
    positions: list[Cell]
    marks: list[Cell]
    leaning: str
    bar: list[figures.Segment]

    @property
    def section(self) -> str:
        """The address of its section; "" once it is withdrawn."""
        return self.clause.section.slug if self.clause.section else ""

    def value(self, name: str) -> tuple[int, int]:
        """What the map is sorted by: counts by number, positions by share, then by number."""
        if name == "commenting":
            return self.commenting.count, 0
        marked = next((cell for cell in self.marks if cell.name == name), None)
        if marked:
            return marked.count, 0
        return next((cell.percent, cell.count) for cell in self.positions if cell.name == name)


class Glance(StaffPage):
    """Every clause: how many commented, where they stand, how strongly, what is new.

    Whose positions are counted, which clauses are listed and in which order stand in the address.
    """

    page_title = "The chapter at a glance"
    template_name = "findings/glance.html"

    @cached_property
    def state(self) -> State:
        """As of when the findings are."""
        return state(self.consultation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clauses = ClauseFilter(self.request.GET, consultation=self.consultation)
        people = PeopleFilter(self.request.GET, consultation=self.consultation)
        run = self.state.latest
        base = self._base(run, people) if run else 0
        rows = self._rows(run, people, base) if run else []
        wanted = clauses.wanted()
        listed = in_order((row for row in rows if is_wanted(row, wanted)), wanted.get("sort", ""))
        return super().get_context_data(
            state=self.state,
            form=clauses,
            people=people,
            rows=listed,
            clauses=len(rows),
            headings=self._headings(wanted.get("sort", "")),
            week=week_of(run, self.consultation) if run else None,
            base=base,
            chosen=bool(people.wanted or any(wanted.values())),
            **measured(self.consultation),
            **kwargs,
        )

    def _headings(self, sort: str) -> list[dict[str, Any]]:
        """The columns, each with the address that sorts by it."""
        labels = {name: label for name, _position, label in figures.POSITIONS}
        marks = {name: label for name, label, _asked in MARKS}
        columns = {"order": "Clause", "commenting": "Commented", **labels, **marks}
        return [
            {
                "name": name,
                "label": label,
                "sorted": name == (sort or "order"),
                "address": self._sorted_by(name),
            }
            for name, label in columns.items()
            if name in dict(SORTS)
        ]

    def _sorted_by(self, name: str) -> str:
        query = self.request.GET.copy()
        query["sort"] = name
        return f"?{query.urlencode()}"

    def _positions(self, run: Run, people: PeopleFilter) -> Any:
        return people.chosen(ClausePosition.objects.filter(run=run)).order_by()

    def _base(self, run: Run, people: PeopleFilter) -> int:
        """How many respondents the filter lets through: the base of "of all"."""
        if not people.wanted:
            return run.counted
        return int(self._positions(run, people).filter(leads=True).count())

    def _rows(self, run: Run, people: PeopleFilter, base: int) -> list[Row]:
        names = frames.keys(self.consultation)
        versions = frames.newest_versions(self.consultation)
        since = week_of(run, self.consultation)
        counted = self._counted(run, people, since)
        clauses = self.consultation.clauses.filter(pk__in=versions).select_related("section")
        link = Links(self.consultation, people.of_people, since)
        return [
            _row(clause, names[clause.pk], versions[clause.pk], counted[clause.pk], base, link)
            for clause in clauses
        ]

    def _counted(
        self, run: Run, people: PeopleFilter, since: datetime
    ) -> dict[UUID, dict[str, int]]:
        """For each clause how many take each position, and how many have each mark."""
        grouped = self._positions(run, people).exclude(clause=None)
        everybody = not people.wanted and run.is_counted
        counted = _kept(run, since) if everybody else self._grouped(grouped, since)
        # Whose response nobody opened is unread without a look at what was read.
        opened = grouped.opened().values_list("clause")
        for clause, number in opened.annotate(n=Count("pk")):
            counted[clause]["unread"] -= number
        for clause, number in opened.unread().annotate(n=Count("pk")):
            counted[clause]["unread"] += number
        return counted

    @staticmethod
    def _grouped(grouped: Any, since: datetime) -> dict[UUID, dict[str, int]]:
        """The same but for what was read, counted from the rows that a filter lets through."""
        counted: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for group in grouped.values("clause", "position").annotate(
            n=Count("pk"),
            amendments=Count("pk", filter=Q(amendment=True)),
            strong=Count("pk", filter=Q(strength__gte=standing.STRONG)),
            recent=Count("pk", filter=Q(received_at__gte=since)),
            unread=Count("pk", filter=Q(passages__gt=0)),
        ):
            here = counted[group["clause"]]
            here[figures.BY_FIELD[group["position"]]] += group["n"]
            for name, _label, _asked in MARKS:
                here[name] += group.get(name, 0)
        return counted


def _kept(run: Run, since: datetime) -> dict[UUID, dict[str, int]]:
    """What was counted of everybody when the run was kept, by clause."""
    counted: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    begins = since.astimezone(UK).date().isoformat()
    for clause, counts in run.findings.values_list("clause", "counts"):
        if not counts:
            continue
        totals, here = counts["totals"], counted[clause]
        here.update(counts["positions"])
        here["amendments"], here["strong"] = totals["amendment"], totals["strong"]
        here["unread"] = totals["worded"]
        here["recent"] = sum(sum(n.values()) for day, n in counts["days"] if day >= begins)
    return counted


class Links(NamedTuple):
    """Where the numbers on the map lead."""

    consultation: Any
    people: dict[str, str]
    since: datetime

    def to(self, clause: str, **asked: Any) -> str:
        """The list of those on the clause of whom this is asked."""
        return behind(self.consultation, self.people, clause=clause, **asked)


def _row(
    clause: Clause,
    name: str,
    version: ClauseVersion,
    counts: dict[str, int],
    base: int,
    link: Links,
) -> Row:
    commenting = sum(counts.get(field, 0) for field, _position, _label in figures.POSITIONS)
    stand = figures.positions(counts, commenting, base)
    share = percent(commenting, base)
    asked = {mark: given for mark, _label, given in MARKS}
    asked["recent"] = {"since": f"{link.since:%Y-%m-%d}"}
    return Row(
        name=name,
        version=version,
        clause=clause,
        status=clause_status(version.text, version.old_text).value,
        commenting=Cell(
            "commenting", "Commenting", commenting, share, standing.step(share), link.to(name)
        ),
        figures=stand,
        positions=[
            _cell(f.name, f.label, f.count, commenting, link.to(name, position=f.name))
            for f in stand
        ],
        marks=[
            _cell(mark, label, counts.get(mark, 0), commenting, link.to(name, **asked[mark]))
            for mark, label, _asked in MARKS
        ],
        leaning=standing.leaning(counts),
        bar=figures.bar(stand),
    )


def _cell(name: str, label: str, count: int, base: int, address: str) -> Cell:
    share = percent(count, base)
    return Cell(name, label, count, share, standing.step(share), address)


def is_wanted(row: Row, wanted: dict[str, Any]) -> bool:
    """Whether the filter lets the clause through; what was left blank filters nothing."""
    if wanted.get("section") not in ("", None, row.section):
        return False
    if wanted.get("status") not in ("", None, row.status):
        return False
    if wanted.get("amendments") and not row.value("amendments")[0]:
        return False
    if row.commenting.count < (wanted.get("commenting") or 0):
        return False
    position = wanted.get("position")
    return not position or row.value(position)[0] >= max(wanted.get("share") or 0, 1)


def in_order(rows: Iterable[Row], sort: str) -> list[Row]:
    """The clauses in the order asked for; equals stay in the order of the text."""
    text_order = sorted(rows, key=lambda row: (row.clause.order, row.name))
    if sort in ("", "order"):
        return text_order
    return sorted(
        text_order, key=lambda row: (*row.value(sort), row.commenting.count), reverse=True
    )
