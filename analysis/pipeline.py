"""The analysis from responses to findings: each stage in turn, each a function of frames."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis import (
    batches,
    campaigns,
    clause_findings,
    columns,
    decided,
    embeddings,
    ledger,
    reading,
    run,
    teaching,
    themes,
)
from analysis.engines import Engine
from analysis.reading import Table

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Analysis:
    """What one analysis found, in frames; ``findings`` is the object of clauses.json.

    ``responses`` are the rows as read, with ``row``; ``passages`` one row a passage;
    ``comments`` one row for each response and clause, ``told`` saying what the clause's summary
    tells of it; ``members`` who is in which campaign, with words of their own (see
    ``campaigns.Campaigns``); ``ledger`` one row a response; ``run`` the method, its parameters and the digest
    of its input.
    """

    responses: pd.DataFrame
    clauses: pd.DataFrame | None
    passages: pd.DataFrame
    comments: pd.DataFrame
    findings: dict[str, Any]
    themes: pd.DataFrame
    campaigns: pd.DataFrame
    members: pd.DataFrame
    amendments: pd.DataFrame
    flags: pd.DataFrame
    holds: pd.DataFrame
    ledger: pd.DataFrame
    run: dict[str, Any]


def analyse(
    responses: Table | pd.DataFrame,
    clauses: Table | pd.DataFrame | None = None,
    *,
    seed: int = 0,
    engine: str = "local",
    workers: int = 1,
    scheduler: str = "",
    embedded: bool = False,
    progress: Progress | None = None,
) -> Analysis:
    """Analyse ``responses`` on ``clauses``; the callers' frames are not changed.

    ``responses`` needs ``response_id`` and ``text``; ``clauses`` ``clause`` and ``text``. The
    result is the same for the same rows in any order, the same seed and version of the method,
    whatever the engine and workers. ``embedded`` finds clauses by sentence embeddings too (see
    ``analysis.embeddings``). ``progress(stage, done, total)`` is told of each step.
    Raises InputError, with one plain sentence, for input that cannot be analysed.
    """
    if embedded:
        embeddings.require()
    tell = progress or _silent
    machine = Engine(engine, workers, scheduler)
    wording = None if clauses is None else reading.clauses(clauses)
    rows = reading.responses(responses, None if wording is None else set(wording["clause"]))
    entries = ledger.of(rows)
    counted = ledger.counted(rows, entries)

    taught = teaching.positions(counted, wording, seed)
    read = batches.join(
        machine.run(
            partial(batches.read, clauses=wording, embedded=embedded, model=taught),
            batches.cut(counted),
            partial(tell, "Reading responses"),
        )
    )
    with threadpool_limits(limits=1):
        tell("Finding campaigns", 0, 1)
        shared = _campaigns(counted, seed, wording)
        passages = _with_campaigns(read.passages, shared.members)
        tell("Naming themes", 0, 1)
        marks = decided.themes(passages, counted)
        argued = themes.find(passages, seed, wording, marks)
        passages = decided.mark_themes(_with_themes(passages, argued.assignments), marks)
        tell("Drawing up findings", 0, 1)
        templates = campaigns.with_arguments(shared.templates, passages)
        evidence = clause_findings.Evidence(
            rows, counted, wording, passages, read.comments, read.amendments, read.flags, read.holds,
            argued.themes, templates, entries,
        )  # fmt: skip
        findings = clause_findings.find(evidence)
        comments = read.comments.assign(told=clause_findings.covered(evidence, findings))
    tell("Drawing up findings", 1, 1)
    return Analysis(
        responses=rows,
        clauses=wording,
        passages=passages,
        comments=comments,
        findings=findings,
        themes=_with_representatives(argued.themes, passages),
        campaigns=templates,
        members=shared.members,
        amendments=read.amendments,
        flags=read.flags,
        holds=read.holds,
        ledger=entries,
        run=run.describe(rows, wording, seed, embedded, teaching.taught(counted, wording)),
    )


def _campaigns(
    counted: pd.DataFrame, seed: int, wording: pd.DataFrame | None
) -> campaigns.Campaigns:
    """Campaigns as found and as people decided; words of the clauses themselves make none."""
    quoted = () if wording is None else tuple(wording["text"])
    return campaigns.find(counted, seed, quoted, decided.campaigns(counted))


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _with_campaigns(passages: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Name the campaign of each passage's row, "" where it is in none."""
    rows = members.set_index(["response_id", "row"])["campaign"]
    keys = pd.MultiIndex.from_frame(passages[["response_id", "row"]])
    return passages.assign(campaign=rows.reindex(keys).fillna("").astype("str").to_numpy())


def _with_themes(passages: pd.DataFrame, assignments: pd.DataFrame) -> pd.DataFrame:
    """List the themes of each passage, separated as clauses are, "" where it has none."""
    found: dict[object, set[str]] = {}
    for passage, theme in zip(assignments.index, assignments["theme"].tolist(), strict=True):
        found.setdefault(passage, set()).add(theme)
    listed = ["; ".join(sorted(found.get(passage, ()))) for passage in passages.index]
    return passages.assign(theme=pd.Series(listed, passages.index, dtype="str"))


def _with_representatives(found: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Quote each theme's representative passage with its place; blank where it has none."""
    quoted = passages[[*columns.PLACE, "text"]].rename(columns={"text": "quote"})
    chosen = quoted.reindex(found["representative"]).set_axis(found.index)
    kinds = {"response_id": "str", "quote": "str", "row": "int64", "start": "int64", "end": "int64"}
    blank = {"response_id": "", "quote": "", "row": -1, "start": -1, "end": -1}
    return found.drop(columns="representative").join(chosen.fillna(blank).astype(kinds))
