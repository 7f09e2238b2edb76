"""The responses behind a number: one list, whose filter stands in the address of every number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page
from django.urls import reverse
from django.utils.functional import cached_property

from consultation import clock
from consultation.dataset import frames
from consultation.findings.actions.blindness import note_opened
from consultation.findings.forms import BehindFilter
from consultation.findings.forms.behind import SILENT, WHOLE
from consultation.findings.models import ClausePosition, Opening, Passage, Run
from consultation.findings.models.names import campaign_names
from consultation.findings.rules import FLAGS
from consultation.findings.views.quotations import Quotations, Quote
from consultation.findings.views.state import State, state
from consultation.guidance.models import ConsultationPage
from consultation.responses.admin.pages import StaffPage
from consultation.responses.admin.paging import KeyPages
from consultation.responses.models.placed import source_of

PER_PAGE = 25
#: Passages quoted of one response; the rest is read in the response.
MOST_QUOTED = 3


def behind(consultation: ConsultationPage, people: Mapping[str, str], **asked: Any) -> str:
    """The address of the list of those ``people`` of whom the rest is said; blanks are left out."""
    given = {name: value for name, value in {**people, **asked}.items() if value}
    page = reverse("analysis_behind", args=[consultation.slug])
    return f"{page}?{urlencode(given)}" if given else page


class Row(NamedTuple):
    """A response in the list, what it says on the clause, and what was read of it."""

    standing: ClausePosition
    clause: str
    type: str
    campaign: str
    quoted: list[Quote]
    more: int
    flags: list[str]


class Behind(StaffPage):
    """Whoever a number counts, in the order they were received, with their words on the clause."""

    page_title = "Responses behind a number"
    template_name = "findings/behind.html"
    trail = [("The chapter at a glance", "analysis_clauses")]

    @cached_property
    def state(self) -> State:
        """As of when the findings are."""
        return state(self.consultation)

    @cached_property
    def names(self) -> dict[Any, str]:
        """The name of each clause, by its identity."""
        return frames.keys(self.consultation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = BehindFilter(self.request.GET, consultation=self.consultation, names=self.names)
        query = self.request.GET.copy()
        query.pop("p", None)
        page = self._page(self.state.latest, form)
        return super().get_context_data(
            state=self.state,
            form=form,
            silent=[form[name] for name in SILENT if form.wanted.get(name)],
            asked=[*form.said, *self._theme(form)],
            page=page,
            rows=self._rows(page),
            query=query.urlencode(),
            whole=form.wanted.get("clause") == WHOLE,
            **kwargs,
        )

    def _page(self, run: Run | None, form: BehindFilter) -> Page[Any]:
        found = form.chosen(ClausePosition.objects.filter(run=run))
        ordered = found.order_by("response_id", "pk").select_related("response", "clause")
        # Counted without the order, which would join for nothing.
        pages = KeyPages(ordered, PER_PAGE, found.count())
        return pages.get_page(self.request.GET.get("p"))

    def _theme(self, form: BehindFilter) -> list[tuple[str, str]]:
        """The theme asked for, by how many it has: its name is on the clause's page."""
        return [("Theme", "one of the clause’s themes")] if form.wanted.get("theme") else []

    def _rows(self, page: Page[Any]) -> list[Row]:
        listed = list(page)
        opened = [one.response_id for one in listed]
        note_opened(opened, self.reader, Opening.What.FINDINGS, clock.now())
        said = self._said(listed)
        places = {key: [_place(one) for one in these[:MOST_QUOTED]] for key, these in said.items()}
        quotations = Quotations(self.consultation, [list(places.values())], self.sight)
        names = campaign_names(self.state.latest)
        types = dict(self.consultation.respondent_types.values_list("key", "label"))
        return [
            Row(
                standing=one,
                clause=self.names.get(one.clause_id, ""),
                type=types.get(one.respondent_type, one.respondent_type) or "Not given",
                campaign=names.get(one.campaign, one.campaign),
                quoted=[q for q in map(quotations.__getitem__, places[_key(one)]) if q],
                more=max(0, len(said[_key(one)]) - MOST_QUOTED),
                flags=[label for flag, label in FLAGS.items() if f";{flag};" in one.flags],
            )
            for one in listed
        ]

    def _said(self, listed: list[ClausePosition]) -> dict[tuple[int, Any], list[Passage]]:
        """The passages of these rows, by response and clause; those cited count as on each."""
        wanted: dict[tuple[int, Any], list[Passage]] = {_key(one): [] for one in listed}
        identities = {name: identity for identity, name in self.names.items()}
        passages = Passage.objects.filter(
            run=self.state.latest, response__in={one.response_id for one in listed}
        )
        for passage in passages.order_by("pk"):
            cited = [identities.get(name) for name in passage.cited.split("; ") if name]
            for clause in cited or [passage.clause_id]:
                if (passage.response_id, clause) in wanted:
                    wanted[passage.response_id, clause].append(passage)
        return wanted


def _key(row: ClausePosition) -> tuple[int, Any]:
    return row.response_id, row.clause_id


def _place(passage: Passage) -> dict[str, Any]:
    return {"source": source_of(passage), "start": passage.start, "end": passage.end}
