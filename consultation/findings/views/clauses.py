"""The clauses ranked and filtered, with where people stand on each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from consultation.dataset import frames
from consultation.dataset.rules import percent
from consultation.findings.forms import IN_ORDER, ClauseFilter
from consultation.findings.models import ClauseFinding
from consultation.findings.rules import figures
from consultation.findings.views.state import state
from consultation.guidance.models import ClauseVersion
from consultation.guidance.rules import clause_status
from consultation.responses.admin.pages import StaffPage


class Row(NamedTuple):
    """One clause in the list."""

    name: str
    version: ClauseVersion
    section: str
    section_title: str
    status: str
    order: int
    commenting: int
    of_all: int
    amendments: int
    figures: list[figures.Figure]
    bar: list[figures.Segment]

    def share(self, position: str) -> int:
        """The share of those commenting who take the position, in whole per cent."""
        return next(f.of_commenting for f in self.figures if f.name == position)


class Clauses(StaffPage):
    """Every clause; filters and order stand in the address."""

    page_title = "Clauses"
    template_name = "findings/clauses.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = state(self.consultation)
        form = ClauseFilter(self.request.GET, consultation=self.consultation)
        rows = self._rows(now.latest) if now.latest else []
        wanted = form.wanted()
        chosen = in_order((row for row in rows if is_wanted(row, wanted)), wanted.get("sort", ""))
        return super().get_context_data(
            state=now,
            form=form,
            rows=chosen,
            clauses=len(rows),
            labels=[label for _name, _position, label in figures.POSITIONS],
            **kwargs,
        )

    def _rows(self, run: Any) -> list[Row]:
        names = frames.keys(self.consultation)
        versions = frames.newest_versions(self.consultation)
        findings = (
            ClauseFinding.objects.filter(run=run, clause__in=versions)
            .select_related("clause__section")
            .defer("detail")
        )
        return [
            self._row(finding, names[finding.clause_id], versions[finding.clause_id], run)
            for finding in findings
        ]

    @staticmethod
    def _row(finding: ClauseFinding, name: str, version: ClauseVersion, run: Any) -> Row:
        clause = finding.clause
        stand = figures.positions(figures.of_finding(finding), finding.commenting, run.counted)
        return Row(
            name=name,
            version=version,
            section=clause.section.slug if clause.section else "",
            section_title=clause.section.title if clause.section else "Withdrawn",
            status=clause_status(version.text, version.old_text).value,
            order=clause.order,
            commenting=finding.commenting,
            of_all=percent(finding.commenting, run.counted),
            amendments=finding.amendments,
            figures=stand,
            bar=figures.bar(stand),
        )


def is_wanted(row: Row, wanted: dict[str, Any]) -> bool:
    """Whether the filter lets the clause through; what was left blank filters nothing."""
    if wanted.get("section") not in ("", None, row.section):
        return False
    if wanted.get("status") not in ("", None, row.status):
        return False
    if wanted.get("amendments") and not row.amendments:
        return False
    if row.commenting < (wanted.get("commenting") or 0):
        return False
    position = wanted.get("position")
    return not position or row.share(position) >= max(wanted.get("share") or 0, 1)


def in_order(rows: Iterable[Row], sort: str) -> list[Row]:
    """The clauses in the order asked for; equals stay in the order of the text."""
    text_order = sorted(rows, key=lambda row: (row.order, row.name))
    if sort in ("", IN_ORDER):
        return text_order
    if sort in ("commenting", "amendments"):
        return sorted(text_order, key=lambda row: -getattr(row, sort))
    return sorted(text_order, key=lambda row: (-row.share(sort), -row.commenting))
