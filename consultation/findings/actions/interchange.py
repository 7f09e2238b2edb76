"""Codings made in another program, or a table, become decisions here; and every export is logged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.dataset import frames
from consultation.findings.actions.coding import NotDecided, Place, correct
from consultation.findings.actions.frame import make_theme
from consultation.findings.exports.codings import KINDS, Row, corrections
from consultation.findings.exports.texts import Texts
from consultation.findings.models import Correction, Theme
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models.placed import SOURCES, source_of

EXPORT_TABLE = "consultation.export_table"
EXPORT_PROJECT = "consultation.export_project"
IMPORT_CODINGS = "consultation.import_codings"

#: What each kind may say.
VALUES = {
    "position": ("support", "support with changes", "oppose", "not sure", "unclear"),
    "theme": ("on", "off"),
    "example": ("on", "off"),
    "amendment": ("yes", "no"),
    "quote": ("on", "off"),
    "considered": ("on", "off"),
}
CAMPAIGN = re.compile(r"none|campaign-[0-9a-f]{8}")


@dataclass
class Report:
    """What an import does, or would do: new, known already, themes made, and what is wrong by line."""

    new: int = 0
    known: int = 0
    themes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class _Undone(Exception):
    """Nothing is to be kept: it was only looked at, or a line is wrong."""


def note_export(consultation: ConsultationPage, user: User, action: str, **data: Any) -> None:
    """Write to the log who took what with them."""
    log(consultation, action, user=user, data=data)


def import_codings(
    consultation: ConsultationPage, rows: Iterable[Row], user: User, now: datetime, *, keep: bool
) -> Report:
    """Take the rows as decisions of ``user``, all of them or none; without ``keep``, only look.

    A coding that holds here already is not taken again, so a file may be imported twice. One whose
    words are not those at its place is wrong: the text is another, or was redacted since.
    """
    report = Report()
    try:
        with transaction.atomic():
            _take(_Importing(consultation, user, now), rows, report)
            if report.wrong or not keep:
                raise _Undone
            data = {"new": report.new, "known": report.known, "themes": len(report.themes)}
            log(consultation, IMPORT_CODINGS, user=user, data=data)
    except _Undone:
        pass
    return report


class _Importing:
    """What an import looks up."""

    def __init__(self, consultation: ConsultationPage, user: User, now: datetime) -> None:
        self.consultation, self.user, self.now = consultation, user, now
        self.clauses: Mapping[str, Clause] = {
            name: Clause(pk=identity, consultation=consultation)
            for identity, name in frames.keys(consultation).items()
        }
        self.holding = {_identity(row) for row in corrections(consultation)}
        self.themes = list(Theme.objects.filter(consultation=consultation).order_by("number"))

    def theme(self, named: str, report: Report) -> Theme | None:
        """The theme of that number or name; a new one where there is none."""
        if not named:
            return None
        for theme in self.themes:
            if named in (str(theme.number), theme.name):
                return theme
        theme = make_theme(self.consultation, named[:200], self.user, self.now)
        self.themes.append(theme)
        report.themes.append(theme.name)
        return theme


def _take(importing: _Importing, rows: Iterable[Row], report: Report) -> None:
    listed = list(rows)
    texts = Texts(importing.consultation, {row.source for row in listed})
    sources = _sources(importing.consultation, {row.source for row in listed})
    for row in listed:
        text, source = texts[row.source], sources.get(row.source)
        problem = _problem(row, text, source is not None, importing)
        if problem:
            report.wrong.append(f"{row.line}: {problem}")
        else:
            _keep(importing, row, source, report)


def _problem(row: Row, text: str, found: bool, importing: _Importing) -> str:
    if not found:
        return "its text is of no response here. Export codings to see how sources are named."
    if not 0 <= row.start < row.end <= len(text):
        return f"it ends beyond its text, which has {len(text):,} characters."
    if row.words and _alike(row.words) != _alike(text[row.start : row.end]):
        return "the words there are others: they were redacted since, or counted otherwise."
    if row.kind not in KINDS:
        return f"“{row.kind}” is no kind of coding. Use one of {', '.join(KINDS)}."
    if row.kind in VALUES and row.value not in VALUES[row.kind]:
        return f"“{row.value}” is no value of {row.kind}. Use one of {', '.join(VALUES[row.kind])}."
    if row.kind == "campaign" and not CAMPAIGN.fullmatch(row.value):
        return f"“{row.value}” is no campaign. Use its name, campaign-1a2b3c4d, or none."
    if row.clause and row.clause not in importing.clauses:
        return f"there is no clause {row.clause}."
    if row.kind in ("theme", "example") and not row.theme:
        return "it names no theme."
    return ""


def _keep(importing: _Importing, row: Row, source: Any, report: Report) -> None:
    try:
        theme = importing.theme(row.theme, report)
    except NotDecided as error:
        report.wrong.append(f"{row.line}: {error}")
        return
    clause = importing.clauses.get(row.clause)
    identity = (
        row.kind, row.source, row.start, row.end, row.value,
        theme.pk if theme else None, clause.pk if clause else None,
    )  # fmt: skip
    if identity in importing.holding:
        report.known += 1
        return
    by = f"Imported, coded by {row.coder}" if row.coder else "Imported"
    try:
        correct(
            Place(source.response, source, row.start, row.end), row.kind, importing.user,
            importing.now, value=row.value, theme=theme, clause=clause,
            why=f"{by}. {row.why}".strip(),
        )  # fmt: skip
    except NotDecided as error:
        report.wrong.append(f"{row.line}: {error}")
        return
    importing.holding.add(identity)
    report.new += 1


def _identity(row: Correction) -> tuple[Any, ...]:
    return (row.kind, source_of(row), row.start, row.end, row.value, row.theme_id, row.clause_id)


def _sources(consultation: ConsultationPage, names: Iterable[str]) -> dict[str, Any]:
    """The rows of these sources with their responses."""
    found: dict[str, Any] = {}
    wanted: dict[str, list[int]] = {}
    for name in names:
        kind, _, number = name.partition(":")
        if kind in SOURCES and number.isdecimal():
            wanted.setdefault(kind, []).append(int(number))
    for kind, numbers in wanted.items():
        rows: Any = SOURCES[kind]._default_manager.filter(
            pk__in=numbers, response__consultation=consultation
        )
        found |= {f"{kind}:{row.pk}": row for row in rows.select_related("response")}
    return found


def _alike(words: str) -> str:
    """Words as programs agree on them: line ends and spaces differ between them."""
    return " ".join(words.split())
