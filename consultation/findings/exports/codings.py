"""Codings as rows and as a REFI-QDA project, and rows back from either."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import pandas as pd

from consultation.dataset import frames
from consultation.findings.exports import qdpx
from consultation.findings.exports.texts import Texts
from consultation.findings.models import Correction, Theme
from consultation.guidance.models import ConsultationPage
from consultation.responses.models.placed import SOURCES, source_of

#: The root of every identity in a project: the same consultation gives the same ones each time.
ROOT = UUID("5f1d2c0e-8f5b-5b0e-9c58-3a1e7b6c9d20")

COLUMNS = [
    "response_id", "source", "start", "end", "kind", "clause", "theme", "theme_name", "value",
    "words", "coder", "decided_at", "why",
]  # fmt: skip

#: The codes of a project that are not themes, by kind and value.
PLAIN = {
    ("amendment", "yes"): "Proposes a change",
    ("amendment", "no"): "Proposes no change",
    ("quote", "on"): "Quotation to use",
    ("considered", "on"): "Point considered",
    ("note", ""): "Note",
}
KINDS = tuple(Correction.Kind.values)
NAMED = re.compile(rf"\b({'|'.join(SOURCES)}):(\d+)\b")


class Row(NamedTuple):
    """One coding as a file has it; ``line`` says where, for messages. ``theme``: number or name."""

    line: str
    source: str
    start: int
    end: int
    kind: str
    clause: str = ""
    theme: str = ""
    value: str = ""
    words: str = ""
    coder: str = ""
    why: str = ""


def corrections(consultation: ConsultationPage) -> Iterable[Correction]:
    """What people decided and did not undo, oldest first."""
    rows = Correction.objects.filter(response__consultation=consultation, undone_at=None)
    return rows.select_related("response", "theme", "made_by").order_by("made_at", "pk")


def codings_frame(consultation: ConsultationPage) -> pd.DataFrame:
    """One row for each decision: place, kind, value, the words coded, who, when and why."""
    made = list(corrections(consultation))
    names: dict[Any, str] = dict(frames.keys(consultation))
    texts = Texts(consultation, {source_of(row) for row in made})
    return pd.DataFrame(
        [
            (
                row.response.reference, source_of(row), str(row.start), str(row.end), row.kind,
                names.get(row.clause_id or "", ""), str(row.theme.number) if row.theme else "",
                row.theme.name if row.theme else "", row.value,
                texts[source_of(row)][row.start : row.end], row.made_by.get_username(),
                row.made_at.isoformat(), texts.why(row),
            )
            for row in made
        ],
        columns=COLUMNS,
        dtype="str",
    )  # fmt: skip


def project(consultation: ConsultationPage) -> qdpx.Project:
    """The codings as a project: a source for each text anybody coded, and for each themes and codes."""
    made = [row for row in corrections(consultation) if row.source != row.response]
    names: dict[Any, str] = dict(frames.keys(consultation))
    texts = Texts(consultation, {source_of(row) for row in made})
    root = uuid5(ROOT, consultation.slug)
    users = {row.made_by_id: row.made_by.get_username() for row in made}
    by_source: dict[str, list[Correction]] = defaultdict(list)
    for row in made:
        by_source[source_of(row)].append(row)
    return qdpx.Project(
        consultation.title,
        tuple(qdpx.User(uuid5(root, f"user {pk}"), name) for pk, name in sorted(users.items())),
        tuple(_codes(consultation, root, made, names)),
        tuple(_source(root, name, rows, texts, names) for name, rows in sorted(by_source.items())),
    )


def _source(
    root: UUID, name: str, rows: list[Correction], texts: Texts, names: dict[Any, str]
) -> qdpx.Source:
    response = rows[0].response
    codings = tuple(
        qdpx.Coding(
            uuid5(root, f"coding {row.pk}"), row.start, row.end, _code(root, row, names),
            uuid5(root, f"user {row.made_by_id}"), row.made_at, texts.why(row),
        )
        for row in rows
    )  # fmt: skip
    about = {"Respondent type": response.respondent_type, "Channel": response.channel}
    told = {key: value for key, value in about.items() if value}
    return qdpx.Source(
        uuid5(root, name), f"{response.reference} {name}", texts[name], codings, told
    )


def _codes(
    consultation: ConsultationPage, root: UUID, made: list[Correction], names: dict[Any, str]
) -> Iterator[qdpx.Code]:
    themes = Theme.objects.filter(consultation=consultation).order_by("number")
    listed = tuple(
        qdpx.Code(uuid5(root, f"theme {theme.number}"), theme.name, theme.description)
        for theme in themes
    )
    if listed:
        yield qdpx.Code(uuid5(root, "themes"), "Themes", codable=False, under=listed)
    others: dict[str, dict[UUID, str]] = defaultdict(dict)
    for row in made:
        if row.theme is None:
            title, name = _named(row, names)
            others[title][_code(root, row, names)] = name
    taken_off = [row for row in made if row.theme is not None and row.value == "off"]
    for row in taken_off:
        others["Themes taken off"][_code(root, row, names)] = f"Not: {row.theme}"
    for row in made:
        if row.kind == "example":
            others["Examples of themes"][_code(root, row, names)] = f"Example: {row.theme}"
    for title, codes in sorted(others.items()):
        under = tuple(qdpx.Code(guid, name) for guid, name in sorted(codes.items(), key=str))
        yield qdpx.Code(uuid5(root, title), title, codable=False, under=under)


def _named(row: Correction, names: dict[Any, str]) -> tuple[str, str]:
    clause = names.get(row.clause_id or "", "")
    if row.kind == "position":
        return "Positions", f"{clause}: {row.value}"
    if row.kind == "clause":
        return "Clauses", f"On {clause}" if clause else "On no clause"
    if row.kind == "campaign":
        return "Campaigns", "In no campaign" if row.value == "none" else row.value
    return "Marks", PLAIN.get((row.kind, row.value), f"{row.kind} {row.value}")


def _code(root: UUID, row: Correction, names: dict[Any, str]) -> UUID:
    """The identity of a code: what a project read back is understood by."""
    if row.kind == "theme" and row.theme is not None and row.value == "on":
        return uuid5(root, f"theme {row.theme.number}")
    about = row.theme.number if row.theme else names.get(row.clause_id or "", "")
    return uuid5(root, f"{row.kind}/{row.value}/{about}")


def rows_of_project(consultation: ConsultationPage, found: qdpx.Project) -> list[Row]:
    """The codings of a project as rows. A code it does not know is a theme, by its whole name."""
    root = uuid5(ROOT, consultation.slug)
    known = _known(consultation, root, {code.name for code in found.all_codes()})
    titles = dict(_titles(found.codes))
    users = {user.guid: user.name for user in found.users}
    sources = {uuid5(root, name): name for name in _source_names(consultation)}
    rows = []
    for source in found.sources:
        in_its_name = NAMED.search(source.name)
        name = sources.get(source.guid) or (in_its_name[0] if in_its_name else "")
        for coding in source.codings:
            kind, value, theme, clause = known.get(
                coding.code, ("theme", "on", titles.get(coding.code, ""), "")
            )
            words = source.text[coding.start : coding.end]
            coder = users.get(coding.user, "") if coding.user else ""
            line = f"“{source.name}”, {coding.start} to {coding.end}"
            rows.append(
                Row(
                    line,
                    name,
                    coding.start,
                    coding.end,
                    kind,
                    clause,
                    theme,
                    value,
                    words,
                    coder,
                    coding.note,
                )
            )
    return rows


def _known(
    consultation: ConsultationPage, root: UUID, named: set[str]
) -> dict[UUID, tuple[str, str, str, str]]:
    """(kind, value, theme, clause) of every code this program gives, by its identity.

    ``named``: what the codes of a file are called. A campaign is known by that and its identity,
    for it may be of a run that is no longer kept here.
    """
    numbers = list(Theme.objects.filter(consultation=consultation).values_list("number", flat=True))
    clauses = ["", *frames.keys(consultation).values()]
    known = {}
    for number in map(str, numbers):
        known[uuid5(root, f"theme {number}")] = ("theme", "on", number, "")
        known[uuid5(root, f"theme/off/{number}")] = ("theme", "off", number, "")
        for value in ("on", "off"):
            known[uuid5(root, f"example/{value}/{number}")] = ("example", value, number, "")
    values = ("support", "support with changes", "oppose", "not sure", "unclear")
    for clause in clauses:
        for value in values:
            known[uuid5(root, f"position/{value}/{clause}")] = ("position", value, "", clause)
        known[uuid5(root, f"clause//{clause}")] = ("clause", "", "", clause)
        for kind, value in PLAIN:
            known[uuid5(root, f"{kind}/{value}/{clause}")] = (kind, value, "", clause)
    for name in {"none", *named}:
        known[uuid5(root, f"campaign/{name}/")] = ("campaign", name, "", "")
    return known


def _titles(codes: Iterable[qdpx.Code], above: str = "") -> Iterator[tuple[UUID, str]]:
    """The name of each code after those it stands under: "Time: Too short"."""
    for code in codes:
        title = f"{above}: {code.name}" if above else code.name
        yield code.guid, title
        yield from _titles(code.under, title if code.codable else "")


def _source_names(consultation: ConsultationPage) -> Iterator[str]:
    for kind, model in SOURCES.items():
        rows = model._default_manager.filter(response__consultation=consultation)
        for number in rows.values_list("pk", flat=True):
            yield f"{kind}:{number}"


def rows_of_table(header: list[str], lines: Iterable[tuple[int, list[str]]]) -> list[Row]:
    """The codings of a table with the columns of ``codings_frame``. Raises ValueError by column."""
    missing = [name for name in ("source", "start", "end", "kind") if name not in header]
    if missing:
        raise ValueError(
            f"The table has no column {', '.join(missing)}: export codings to see how it should look."
        )
    rows = []
    for line, cells in lines:
        given = defaultdict(str, zip(header, cells, strict=False))
        start, end = given["start"], given["end"]
        rows.append(
            Row(
                f"row {line}", given["source"].strip(),
                int(start) if start.isdecimal() else -1, int(end) if end.isdecimal() else -1,
                given["kind"].strip(), given["clause"].strip(),
                given["theme"].strip() or given["theme_name"].strip(), given["value"].strip(),
                given["words"], given["coder"], given["why"],
            )
        )  # fmt: skip
    return rows


def dated(moment: datetime) -> str:
    """A day as files are named."""
    return f"{moment:%Y-%m-%d}"
