"""What the reader shows of one passage: what the machine read, what people decided since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from consultation.dataset import frames
from consultation.findings.actions.coding import corrections_of, frame_of
from consultation.findings.actions.frame import LEFT_OVER
from consultation.findings.models import ClausePosition, Correction, Passage, Run, Theme
from consultation.findings.rules import coding as rules
from consultation.findings.rules import theme_key
from consultation.findings.views.since import OVERLAPPING, held_since
from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage
from consultation.responses.models import Hold, Restricted
from consultation.responses.models.placed import SOURCES, named

HELD_NAME = "[held]"


class Span(NamedTuple):
    """A passage to decide on: one of the latest run, or a whole source that it has not read."""

    start: int
    end: int
    passage: Passage | None


@dataclass
class Offered:
    """A theme of the frame as a button: whether it is on, and whether a person said so."""

    theme: Theme
    name: str
    on: bool
    decided: bool
    key: str = ""


@dataclass
class Shown:
    """Everything about one passage."""

    clause: Clause | None
    clause_name: str
    version: ClauseVersion | None
    clause_decided: bool
    position: str
    position_source: str
    amendment: bool
    amendment_decided: bool
    quote: bool
    themes: list[Offered] = field(default_factory=list)
    suggestions: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Correction] = field(default_factory=list)


def latest_run(consultation: ConsultationPage) -> Run | None:
    """The run whose proposals are read."""
    return (
        consultation.runs.filter(state=Run.State.DONE).defer("whole_text", "whole_counts").first()
    )


def spans(source: Any, run: Run | None) -> list[Span]:
    """The passages of a source in order; all of it where the run has not read it."""
    kind, _, number = named(source).partition(":")
    if run is None or kind == "proposal":
        return [Span(0, len(source.text), None)]
    found = Passage.objects.filter(run=run, **{kind: number}).select_related("clause")
    listed = [Span(p.start, p.end, p) for p in found.order_by("start")]
    return listed or [Span(0, len(source.text), None)]


def theme_names(consultation: ConsultationPage, may_read_held: bool) -> list[tuple[Theme, str]]:
    """Every theme in force with its name; one the machine named after words held since, without."""
    themes = Theme.objects.filter(consultation=consultation, merged_into=None, retired_at=None)
    examples = Correction.objects.filter(theme=OuterRef("pk"), kind="example", undone_at=None)
    held = Hold.objects.filter(OVERLAPPING, released_at=None)
    listed = themes.annotate(held=Exists(examples.filter(Exists(held)))).select_related("clause")
    return [
        (one, HELD_NAME if one.held and one.origin == "machine" and not may_read_held else one.name)
        for one in listed
    ]


class Reading:
    """Decisions and proposals on the passages of one source, read once for the page."""

    def __init__(self, source: Any, run: Run | None, may_read_held: bool) -> None:
        self.source, self.run, self.may_read_held = source, run, may_read_held
        self.consultation: ConsultationPage = self.source.response.consultation
        self.names = frames.keys(self.consultation)
        self.frame = frame_of(self.consultation)
        self.themes = theme_names(self.consultation, may_read_held)
        rows = Correction.objects.filter(response=self.source.response, undone_at=None)
        self.rows = {row.pk: row for row in rows.select_related("response", "clause", "made_by")}
        made = corrections_of(self.rows.values(), dict(self.names))
        self.holding = rules.in_force(made, self.frame)

    def shown(self, span: Span) -> Shown:
        """What stands of the passage."""
        place = (named(self.source), span.start, span.end)
        clause, clause_decided = self._clause(span, place)
        position, source = self._position(clause)
        change = rules.last_on(self.holding, rules.AMENDMENT, place)
        quote = rules.last_on(self.holding, rules.QUOTE, place)
        read = bool(span.passage and span.passage.amendment)
        return Shown(
            clause=clause,
            clause_name=self.names.get(clause.pk, "") if clause else "",
            version=ClauseVersion.objects.filter(clause=clause).order_by("-pk").first()
            if clause
            else None,
            clause_decided=clause_decided,
            position=position,
            position_source=source,
            amendment=change.value == rules.YES if change else read,
            amendment_decided=change is not None,
            quote=bool(quote and quote.value == rules.ON),
            themes=self._offered(span, place, clause),
            suggestions=self._suggestions(span, clause),
            notes=[self.rows[n.number] for n in self.holding
                   if n.kind == rules.NOTE and rules.covers(n, place) and self._may_read(span)],
        )  # fmt: skip

    def _may_read(self, span: Span) -> bool:
        """Whether this person may read what colleagues wrote of words of the passage."""
        over = Restricted.of_responses([self.source.response]).on(self.source)
        return self.may_read_held or not any(
            one.start < span.end and one.end > span.start for one in over
        )

    def _clause(self, span: Span, place: tuple[str, int, int]) -> tuple[Clause | None, bool]:
        decided = rules.last_on(self.holding, rules.CLAUSE, place)
        if decided:
            return self.rows[decided.number].clause, True
        if span.passage:
            return span.passage.clause, False
        version = getattr(self.source, "clause_version", None)
        return (version.clause if version else None), False

    def _position(self, clause: Clause | None) -> tuple[str, str]:
        """Where the response stands on the clause, and by whom that was read."""
        if clause is None:
            return "", ""
        name = self.names.get(clause.pk, "")
        for one in reversed(self.holding):
            if one.kind == rules.POSITION and one.clause == name:
                return one.value, "person"
        stands = ClausePosition.objects.filter(
            run=self.run, response=self.source.response, clause=clause
        ).first()
        return (stands.position, stands.decided) if stands else ("", "")

    def machine(self, span: Span, clause: Clause | None) -> set[int]:
        """The themes of the frame that the machine put the passage in."""
        by_name = {
            (theme.clause_id, theme.name.casefold()): theme.pk for theme, _name in self.themes
        }
        found = set()
        for name in self._read(span, clause).values():
            for scope in (clause.pk if clause else None, None):
                if (scope, name.casefold()) in by_name:
                    found.add(by_name[scope, name.casefold()])
                    break
        return found

    def _read(self, span: Span, clause: Clause | None) -> dict[str, str]:
        """The names of the machine's themes of the passage, by their keys."""
        keys = span.passage.themes.split("; ") if span.passage and span.passage.themes else []
        scope = self.names.get(clause.pk, "") if clause else ""
        scope = scope or getattr(self.source, "question_key", "")
        return {key: key.removeprefix(f"{scope}: ") for key in keys}

    def _offered(
        self, span: Span, place: tuple[str, int, int], clause: Clause | None
    ) -> list[Offered]:
        machine = self.machine(span, clause)
        on = rules.themes_of(self.holding, place, machine)
        said = {
            one.theme
            for one in self.holding
            if one.kind in (rules.THEME, rules.EXAMPLE) and rules.covers(one, place)
        }
        here = [
            Offered(theme, name, theme.pk in on, theme.pk in said)
            for theme, name in self.themes
            if theme.clause_id is None
            or (clause and theme.clause_id == clause.pk)
            or theme.pk in on
        ]
        here.sort(
            key=lambda one: (one.name in LEFT_OVER, one.theme.clause_id is None, one.theme.number)
        )
        for number, one in zip("1234567890", here, strict=False):
            one.key = number
        return here

    def _suggestions(self, span: Span, clause: Clause | None) -> list[tuple[str, str]]:
        """(digest, name) of what the machine proposes and is not in the frame."""
        known = {theme.name.casefold() for theme, _name in self.themes}
        read = self._read(span, clause)
        new = {k: n for k, n in read.items() if n.casefold() not in known and n not in LEFT_OVER}
        held = set() if self.may_read_held or not new else held_keys(self.run)
        return [(theme_key(key), name) for key, name in new.items() if key not in held]


def held_keys(run: Run | None) -> set[str]:
    """Keys of the machine's themes that words held since stand in."""
    if run is None:
        return set()
    return {key for themes in held_since(run).values_list("themes", flat=True)
            for key in themes.split("; ")}  # fmt: skip


def examples_of(run: Run, key: str, most: int) -> list[Passage]:
    """Passages of a theme of the machine's that may be shown as examples: none held, all counted."""
    held = Hold.objects.filter(OVERLAPPING, released_at=None)
    alone = Q(themes=key) | Q(themes__startswith=f"{key}; ")
    within = alone | Q(themes__endswith=f"; {key}") | Q(themes__contains=f"; {key}; ")
    found = Passage.objects.filter(within, run=run, held=False, response__set_aside="")
    related = [*SOURCES][:3]
    return list(
        found.exclude(Exists(held)).select_related("response", *related).order_by("pk")[:most]
    )


def pressed(offered: Iterable[Offered], number: str) -> Offered | None:
    """The theme whose button was pressed."""
    return next((one for one in offered if str(one.theme.pk) == number), None)
