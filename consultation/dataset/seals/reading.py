"""One analysis of the consultation as it stands, as files; and such files, read."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from django.conf import settings
from django.db import transaction

from consultation.dataset import frames
from consultation.dataset.rules import Decision
from consultation.dataset.seals.masking import ESCAPED
from consultation.guidance.models import ConsultationPage

Row = Mapping[str, Any]


class NothingToSeal(Exception):
    """Nothing can be analysed; the message is the plain sentence of the analysis."""


@dataclass(frozen=True)
class SealedAnalysis:
    """The files of an analysis and what it was made from.

    ``files``: name to bytes, as ``python -m analysis analyse`` writes them. ``ledger``: every
    response received. ``sources``: where in the database each row of the analysis comes from.
    ``dataset_digest`` equals that of a run on the same data.
    """

    files: dict[str, bytes]
    ledger: list[Row]
    sources: list[Row]
    dataset_digest: str


def sealed_analysis(
    consultation: ConsultationPage,
    seed: int,
    progress: Callable[[str, int, int], None] | None = None,
    decisions: Iterable[Decision] = (),
) -> SealedAnalysis:
    """Analyse the consultation as it stands and write the files of the analysis.

    The analysis gives the same bytes for the same rows, method and seed, so these are the files of
    any run on them and the same ``decisions`` of people. Raises NothingToSeal where there is
    nothing to analyse.
    """
    # Imported here: the analysis and its libraries take seconds to load.
    from analysis import InputError, analyse, writing

    with transaction.atomic():
        responses = frames.responses_frame(consultation, decisions)
        clauses = frames.clauses_frame(consultation)
        ledger = frames.ledger(consultation)
    try:
        result = analyse(
            responses,
            clauses[["clause", "heading", "text"]],
            seed=seed,
            embedded=settings.ANALYSIS_EMBEDDINGS,
            progress=progress,
        )
    except InputError as error:
        raise NothingToSeal(str(error)) from None
    with tempfile.TemporaryDirectory() as folder:
        writing.write(result, folder)
        files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return SealedAnalysis(
        files,
        _rows(ledger),
        _rows(result.responses[["response_id", "row", "source", "offset"]]),
        frames.digest(responses, clauses),
    )


def positions(comments: bytes) -> dict[str, dict[str, str]]:
    """By clause, the position of each response that comments on it, from ``comments.parquet``."""
    frame = pd.read_parquet(io.BytesIO(comments), columns=["clause", "response_id", "position"])
    found: dict[str, dict[str, str]] = {}
    for clause, response, position in frame.itertuples(index=False, name=None):
        found.setdefault(clause, {})[response] = position
    return found


def answered(comments: bytes) -> dict[str, set[str]]:
    """By clause, the responses whose position on it is their own closed answer."""
    found: dict[str, set[str]] = {}
    for clause, response, source in _read(comments, ["clause", "response_id", "position_source"]):
        if source == "closed answer":
            found.setdefault(clause, set()).add(response)
    return found


def standings(files: Mapping[str, bytes]) -> list[tuple[str, str, bool, str]]:
    """(clause, position, whether in a campaign, respondent type) of each response on each clause it
    comments on, from the tables of a seal. Nothing else of the response."""
    comments = _read(files["comments.parquet"], ["clause", "response_id", "position"])
    passages = _read(files["passages.parquet"], ["response_id", "campaign"])
    said = _read(files["responses.parquet"], ["response_id", "respondent_type"])
    members = {response for response, campaign in passages if campaign}
    kinds: dict[str, str] = {}
    for response, kind in said:
        kinds[response] = max(kinds.get(response, ""), kind or "")
    return [
        (clause, position, response in members, kinds.get(response, ""))
        for clause, response, position in comments
        if clause
    ]


def _read(table: bytes, columns: list[str]) -> list[tuple[Any, ...]]:
    frame = pd.read_parquet(io.BytesIO(table), columns=columns)[columns]
    return list(frame.itertuples(index=False, name=None))


def texts(responses: bytes) -> dict[tuple[str, int], str]:
    """The text of each row of ``responses.parquet``, by response_id and row."""
    frame = pd.read_parquet(io.BytesIO(responses), columns=["response_id", "row", "text"])
    return {
        (response, int(row)): text
        for response, row, text in frame.itertuples(index=False, name=None)
    }


def passages(passages: bytes, clause: str | None = None) -> list[str]:
    """The text of every passage of ``passages.parquet``, or of those on one clause."""
    frame = pd.read_parquet(io.BytesIO(passages), columns=["clause", "text"])
    here = frame if clause is None else frame.loc[frame["clause"] == clause]
    return [str(text) for text in here["text"]]


def themes(content: bytes) -> list[tuple[str, str]]:
    """(key, name) of every theme, in the order of ``themes.csv``."""

    def plain(cell: str) -> str:
        return cell[1:] if ESCAPED.match(cell) else cell

    return [(plain(row["theme"]), plain(row["name"])) for row in rows(content)]


def readings(passages: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """By clause, (response_id, row, start, end, text, position, its confidence, themes) of every
    passage of ``passages.parquet`` that is on one and not held; themes parted by "; "."""
    named = ["response_id", "row", "start", "end", "text", "position", "position_confidence",
             "theme"]  # fmt: skip
    found: dict[str, list[tuple[Any, ...]]] = {}
    for clause, hold, *values in _read(passages, ["clause", "hold", *named]):
        if clause and not hold:
            found.setdefault(clause, []).append(tuple(values))
    return found


@dataclass(frozen=True)
class Present:
    """A consultation as it stands: its ledger, what is said by source and place, its clauses.

    ``texts``: by (source, offset), the response and the text with restricted words filled in.
    """

    ledger: list[Row]
    texts: dict[tuple[str, int], tuple[str, str]]
    clauses: dict[str, str]


def present(consultation: ConsultationPage) -> Present:
    """What would be sealed if it were sealed now, without analysing it."""
    with transaction.atomic():
        said = frames.responses_frame(consultation)
        clauses = frames.clauses_frame(consultation)
        ledger = frames.ledger(consultation)
    columns = ["source", "offset", "response_id", "text"]
    return Present(
        _rows(ledger),
        {
            (source, int(offset)): (response, text)
            for source, offset, response, text in said[columns].itertuples(index=False, name=None)
        },
        dict(zip(clauses["clause"], clauses["text"], strict=True)),
    )


@dataclass(frozen=True)
class Contents:
    """What of a package a seal binds: the ledger, the rows analysed, what people decided, the places
    redacted, what two people and the machine said of each item of a sample, the findings, and the
    documents that are bound whole."""

    ledger: Sequence[Row]
    responses: Sequence[Row]
    codings: Sequence[Row]
    redactions: Sequence[Row]
    samples: Sequence[Row]
    findings: dict[str, Any]
    documents: dict[str, bytes]


def contents(files: Mapping[str, bytes]) -> Contents:
    """Read what a seal binds from the files of a package."""
    return Contents(
        rows(files["received.csv"]),
        _rows(pd.read_parquet(io.BytesIO(files["responses.parquet"]))),
        rows(files["codings.csv"]),
        # An older seal has neither of these.
        rows(files.get("redactions.csv", b"")),
        rows(files.get("samples.csv", b"")),
        json.loads(files["clauses.json"]),
        {name: files[name] for name in ("method.json", "run.json")},
    )


@dataclass(frozen=True)
class Checked:
    """What ``python -m analysis verify`` said: how many comparisons, what differs, what it notes."""

    checks: int
    differences: list[str]
    notes: list[str]


def checked(files: Mapping[str, bytes]) -> Checked:
    """Verify a package by the code that shares nothing with what wrote it.

    A file that is missing or cannot be read is a difference too.
    """
    from analysis import InputError
    from analysis.verify import verify

    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            found = verify(folder)
        except InputError as error:
            return Checked(0, [str(error).replace(folder, "The package")], [])
    return Checked(found.checks, found.differences, found.notes)


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a table that ``table`` wrote."""
    csv.field_size_limit(2**31 - 1)
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def table(rows: Iterable[Row], columns: Iterable[str]) -> bytes:
    """``rows`` as CSV (UTF-8, header first)."""
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue().encode()


def _rows(frame: pd.DataFrame) -> list[Row]:
    return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]
