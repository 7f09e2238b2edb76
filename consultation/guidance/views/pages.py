"""What the templates of the three kinds of page are given. Each takes a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from consultation import clock
from consultation.guidance.models import (
    ClauseVersion,
    ConsultationPage,
    ConsultationsPage,
    Question,
    Recommendation,
    RespondentType,
    SectionPage,
)
from consultation.guidance.rules import (
    Change,
    ClauseStatus,
    Status,
    anchor,
    changes,
    clause_span,
    clause_status,
    closing_time,
    status,
)


@dataclass(frozen=True)
class ShownClause:
    """A clause as a reader meets it."""

    identity: str
    number: str
    heading: str
    text: str
    old_text: str
    recommendations: list[Recommendation]

    @property
    def anchor(self) -> str:
        return anchor(self.number)

    @property
    def status(self) -> ClauseStatus:
        return clause_status(self.text, self.old_text)

    @property
    def changes(self) -> tuple[Change, ...]:
        return changes(self.old_text, self.text)


@dataclass
class ShownSection:
    """A section as the consultation's page lists it."""

    page: SectionPage
    clauses: list[ClauseVersion]
    questions: list[Question]
    counts: Counter[ClauseStatus] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.counts.update(clause_status(clause.text, clause.old_text) for clause in self.clauses)

    def concern(self, role: str) -> bool:
        """Whether an editor marked it as concerning this respondent type."""
        return role in self.page.concerns

    @property
    def new(self) -> int:
        return self.counts[ClauseStatus.NEW]

    @property
    def changed(self) -> int:
        return self.counts[ClauseStatus.CHANGED]

    @property
    def numbers(self) -> str:
        """ "Clauses 8.1 to 8.6"."""
        return clause_span([clause.number for clause in self.clauses])

    @property
    def what_changed(self) -> str:
        """ "4 new, 1 changed"."""
        new = ngettext("{count} new", "{count} new", self.new).format(count=self.new)
        changed = ngettext("{count} changed", "{count} changed", self.changed)
        said = [new] * bool(self.new) + [changed.format(count=self.changed)] * bool(self.changed)
        return ", ".join(said) or _("Nothing changed")


def consultations_context(page: ConsultationsPage) -> dict[str, Any]:
    """The consultations by status: open ones first, then those to come, then closed ones."""
    now = clock.now()
    listed = ConsultationPage.objects.child_of(page).live().order_by("closes")
    groups = (
        (Status.OPEN, pgettext("consultations", "Open")),
        (Status.UPCOMING, _("Opening soon")),
        (Status.CLOSED, pgettext("consultations", "Closed")),
    )
    shown = [
        (kind, heading, [page for page in listed if status(page, now) is kind])
        for kind, heading in groups
    ]
    return {"groups": [group for group in shown if group[2]]}


def consultation_context(page: ConsultationPage, request: HttpRequest) -> dict[str, Any]:
    versions = ClauseVersion.objects.current().filter(
        clause__consultation=page, clause__withdrawn_at__isnull=True
    )
    clauses = list(versions.select_related("clause").order_by("clause__order"))
    sections = [
        ShownSection(
            section,
            [clause for clause in clauses if clause.clause.section_id == section.pk],
            questions,
        )
        for section, questions in _sections_with_questions(page)
    ]
    roles = [
        one for one in page.respondent_types.all() if any(s.concern(one.key) for s in sections)
    ]
    chosen = request.GET.get("role", "")
    role = next((one for one in roles if one.key == chosen), None)
    return {
        "consultation": page,
        "status": status(page, clock.now()),
        "closes_at": closing_time(page.closes),
        "breadcrumbs": breadcrumbs(page, request)[:-1],
        "sections": sections,
        "roles": _choices(roles, role),
        "role": role,
        "concerning": [one for one in sections if role and one.concern(role.key)],
        "other_sections": [one for one in sections if not (role and one.concern(role.key))],
        "clauses": clauses,
        "new": sum(section.new for section in sections),
        "changed": sum(section.changed for section in sections),
        "questions_on_the_whole": page.questions.all(),
        "answered": _answered(page.recommendations.all(), clauses),
    }


def _choices(roles: list[RespondentType], chosen: RespondentType | None) -> list[dict[str, Any]]:
    """The choices of "I am a …", as the Design System's component takes them; none for one or none."""
    if not roles:
        return []
    first = {"value": "", "text": _("Anybody: show every section in order")}
    listed = ({"value": one.key, "text": one.label, "selected": one == chosen} for one in roles)
    return [first, *listed]


def section_context(page: SectionPage, request: HttpRequest) -> dict[str, Any]:
    consultation = page.consultation
    siblings = list(SectionPage.objects.child_of(consultation).live().order_by("path"))
    place = next((i for i, other in enumerate(siblings) if other.pk == page.pk), None)
    return {
        "consultation": consultation,
        "status": status(consultation, clock.now()),
        "closes_at": closing_time(consultation.closes),
        "breadcrumbs": breadcrumbs(consultation, request),
        "parts": _parts(page, consultation),
        "questions": page.questions.all(),
        "next_section": _neighbour(siblings, place, 1, request),
        "previous_section": _neighbour(siblings, place, -1, request),
    }


def breadcrumbs(consultation: ConsultationPage, request: HttpRequest) -> list[dict[str, str]]:
    """The way down to the consultation, as the Design System's component takes it."""
    return [
        {"text": _("Consultations"), "href": consultation.get_parent().get_url(request) or "/"},
        {"text": consultation.title, "href": consultation.get_url(request) or ""},
    ]


def _parts(page: SectionPage, consultation: ConsultationPage) -> list[dict[str, Any]]:
    known = {row.key: row for row in consultation.recommendations.all()}
    return [
        {"block": block, "clause": _shown(block.value, known)}
        if block.block_type == "clause"
        else {"block": block}
        for block in page.body
    ]


def _shown(value: Any, known: dict[str, Recommendation]) -> ShownClause:
    return ShownClause(
        identity=value["identity"],
        number=value["number"],
        heading=value["heading"],
        text=value["text"],
        old_text=value["old_text"],
        recommendations=[known[key] for key in value["recommendations"] if key in known],
    )


def _sections_with_questions(
    page: ConsultationPage,
) -> Iterable[tuple[SectionPage, list[Question]]]:
    sections = SectionPage.objects.child_of(page).live().order_by("path")
    questions = list(Question.objects.filter(page__in=sections).order_by("sort_order"))
    for section in sections:
        yield section, [question for question in questions if question.page_id == section.pk]


def _answered(
    recommendations: Iterable[Recommendation], clauses: list[ClauseVersion]
) -> list[tuple[Recommendation, list[ClauseVersion]]]:
    return [
        (recommendation, [c for c in clauses if recommendation.key in c.recommendations])
        for recommendation in recommendations
    ]


def _neighbour(
    siblings: list[SectionPage], place: int | None, step: int, request: HttpRequest
) -> dict[str, str] | None:
    if place is None or not 0 <= place + step < len(siblings):
        return None
    other = siblings[place + step]
    said = (
        _('Next<span class="govuk-visually-hidden"> page</span>')
        if step > 0
        else _('Previous<span class="govuk-visually-hidden"> page</span>')
    )
    return {"href": other.get_url(request) or "", "labelText": str(other.titled), "html": said}
