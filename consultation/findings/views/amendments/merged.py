"""Every change proposed to a clause, counted by the database, and the words of those listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from consultation.findings.forms.amendments import AmendmentFilter
from consultation.findings.models import DraftingNote, ProposedChange, Proposer, Run
from consultation.findings.rules.amending import drawn
from consultation.findings.views.amendments.change import Change, Spot
from consultation.findings.views.quotations import Quotations
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import Hold, Redaction, Response, Restricted
from consultation.responses.models.placed import SOURCES, source_of
from consultation.responses.rules.masking import NOTHING_RESTRICTED, Kind

PLACE = (*(f"{kind}_id" for kind in SOURCES), "start", "end")

Proposers = QuerySet[Proposer]


class Amendments:
    """The changes that a run read, in a fixed number of queries however many propose them.

    ``version``: the wording the run read. Who is not counted any more proposes nothing. Held words
    are left out for every reader: who may read them reads them in the response, which is logged.
    """

    def __init__(
        self,
        consultation: ConsultationPage,
        version: ClauseVersion,
        run: Run | None,
        form: AmendmentFilter,
    ) -> None:
        self.consultation, self.version, self.form = consultation, version, form
        gone = Response.objects.filter(consultation=consultation).not_counted()
        changes = ProposedChange.objects.filter(run=run, clause=version.clause_id)
        self.read = changes.in_bulk()
        # By their numbers: the database then goes to these rows at once, however many there are.
        rows = Proposer.objects.filter(change__in=list(self.read))
        self.rows: Proposers = rows.exclude(response__in=gone.values("pk")).order_by()
        self.chosen: Proposers = form.chosen(self.rows)
        found = self._counted().values()
        ranked = [one for one in found if one.number >= form.least_number]
        ranked.sort(key=lambda one: (-one.number, one.start is None, one.start or 0, one.pk))
        self.all = ranked
        self.drawn, self.beside = drawn(ranked)

    def of(self, key: str) -> Change | None:
        """The change of that key, quoted; None if nobody of those chosen proposes it."""
        found = [one for one in self.all if one.key == key]
        self.quote(found)
        return found[0] if found else None

    def who(self, one: Change) -> Proposers:
        """Those chosen who propose it, in the order in which they came."""
        return self.chosen.filter(change=one.pk).order_by("response")

    def everybody(self, one: Change) -> int:
        """How many propose it, chosen or not."""
        return self.rows.filter(change=one.pk).count()

    @cached_property
    def proposers(self) -> int:
        """How many of those chosen propose any change that is listed."""
        rows = self.chosen
        if self.form.least_number > 1:
            rows = rows.filter(change__in=[one.pk for one in self.all])
        return int(rows.aggregate(n=Count("response", distinct=True))["n"])

    @cached_property
    def accepted(self) -> set[int]:
        """The changes that are in the drafting notes, whichever proposer's words are noted."""
        notes = DraftingNote.objects.filter(
            _same_source(),
            response=OuterRef("response"),
            start=OuterRef("start"),
            end=OuterRef("end"),
            kind=OuterRef("change__kind"),
            clause_version=self.version,
            undone_at=None,
        )
        return set(self.rows.filter(Exists(notes)).values_list("change", flat=True))

    def quote(self, listed: Iterable[Change]) -> set[int]:
        """Give each of these changes its words; the responses quoted (primary keys)."""
        shown = [one.shown.place for one in listed]
        quotations = Quotations(self.consultation, [shown], NOTHING_RESTRICTED)
        for one in listed:
            one.quote = quotations[one.shown.place]
        return quotations.responses

    def _counted(self) -> dict[int, Change]:
        """Every change that anybody counted proposes, and how many of those chosen do."""
        groups = list(
            self.rows.values_list("change", "respondent_type", "campaign")
            .annotate(n=Count("pk", filter=self.form.asked), first=Min("pk"))
            .order_by("first")
        )
        firsts: dict[int, int] = {}
        for change, _type, _campaign, _number, first in groups:
            firsts.setdefault(change, first)
        found = self._found(set(firsts.values()))
        for change, respondent_type, campaign, number, _first in groups:
            # Somebody may have been erased between the two.
            if number and (one := found.get(change)):
                one.by_type[respondent_type] += number
                one.in_campaigns += number if campaign else 0
        return found

    def _found(self, firsts: set[int]) -> dict[int, Change]:
        """The changes of which these proposers are the first, by the changes."""
        hidden = self._hidden(firsts)
        rows: Any = Proposer.objects.filter(pk__in=firsts)
        return {
            row.change: self._change(row, hidden.get(row.change))
            for row in rows.values_list("change", *PLACE, named=True)
        }

    def _change(self, row: Any, hidden: tuple[Spot, str] | None) -> Change:
        """A change by the row of its first proposer, and by the one whose words stand for all."""
        read = self.read[row.change]
        first = Spot(source_of(row), row.start, row.end)
        place = read.clause_start, read.clause_end
        shown, held = hidden or (first, "")
        one = Change(read.pk, read.kind, *place, read.gives_words, first, shown, held)
        if one.start is not None and one.deletes:
            one.old = self.version.text[one.start : one.end]
        return one

    def _hidden(self, firsts: set[int]) -> dict[int, tuple[Spot, str]]:
        """For each change with words that are restricted somewhere, which stand for all, and why
        they are held.

        Policy: the most restricted of them stands for all. The same words may be released in one
        response and held in another, and whoever held them did not mean one response only. Words
        struck out in a wording that is held hide nothing of others who strike them out.
        """
        over = Q(
            _same_source(),
            response=OuterRef("response"),
            start__lt=OuterRef("end"),
            end__gt=OuterRef("start"),
        )
        rows: list[Any] = []
        for marks in (
            Hold.objects.filter(released_at=None),
            Redaction.objects.filter(lifted_at=None),
        ):
            here: Any = self.rows.filter(Exists(marks.filter(over)))
            rows += here.values_list("change", *PLACE, "pk", named=True)
        numbers = {kind: {getattr(row, f"{kind}_id") for row in rows} - {None} for kind in SOURCES}
        restricted = Restricted.of_sources(numbers)
        worst: dict[int, tuple[int, int, Spot, str]] = {}
        for row in rows:
            spot = Spot(source_of(row), row.start, row.end)
            within = [
                one for one in restricted.on(spot.source)
                if one.start < spot.end and one.end > spot.start
            ]  # fmt: skip
            length = sum(min(spot.end, one.end) - max(spot.start, one.start) for one in within)
            held = next((f"held: {one.why.lower()}" for one in within if one.kind == Kind.HELD), "")
            if length or row.pk in firsts:
                rank = (length, -row.pk, spot, held)
                worst[row.change] = max(worst.get(row.change, rank), rank)
        return {change: (spot, held) for change, (_length, _pk, spot, held) in worst.items()}


def _same_source() -> Q:
    """That a mark lies on the source of the proposer's place."""
    same = Q()
    for kind in SOURCES:
        same |= Q(**{kind: OuterRef(kind)})
    return same
