"""Every change proposed to a clause, in comments, letters and wordings, equal ones made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from consultation.findings.actions.keeping import sources
from consultation.findings.models import ChangeKind, ClausePosition, ProposedChange, Proposer, Run
from consultation.findings.rules import place_of
from consultation.findings.rules.amending import edits, plain, stripped, trimmed
from consultation.responses.models import Proposal
from consultation.responses.models.placed import SOURCES
from consultation.responses.rules.proposing import proposed_changes


class Place(NamedTuple):
    """Characters of a source, "comment:12"."""

    source: str
    start: int
    end: int


class Change(NamedTuple):
    """What is done to a clause: the columns of a ``ProposedChange``."""

    clause_id: str
    kind: str
    clause_start: int | None
    clause_end: int | None
    gives_words: bool


class Proposed(NamedTuple):
    """A change, what equal changes share, and the response and place that propose it."""

    change: Change
    alike: Hashable
    response: int
    place: Place


class Passage(NamedTuple):
    """A passage that proposes a change, as the analysis read it; ``group``: of equal passages."""

    group: str
    clause: str
    kind: str
    clause_start: int
    clause_end: int
    response: int
    place: Place
    gives_words: bool


def changes(
    run: Run, result: Any, clauses: pd.DataFrame, positions: Iterable[ClausePosition]
) -> tuple[list[ProposedChange], list[Proposer]]:
    """The changes of ``result`` and of wordings in boxes of their own, and who proposes each.

    Policy: who asks for the same in several places proposes it once, in the first. Proposers come
    in the order of their responses, so the first of a change is the same after the next run.
    """
    wordings = {row["clause_id"]: row["text"] for row in clauses.to_dict("records")}
    kept: dict[Hashable, ProposedChange] = {}
    first: dict[tuple[Hashable, int], Place] = {}
    for one in [*_of_passages(run, result, clauses, wordings), *_of_wordings(run, wordings)]:
        if one.alike not in kept:
            kept[one.alike] = ProposedChange(run=run, **one.change._asdict())
        first.setdefault((one.alike, one.response), one.place)
    types = dict(run.consultation.responses.values_list("pk", "respondent_type"))
    campaigns = {one.response_id: one.campaign for one in positions if one.leads}
    proposers = [
        Proposer(
            change=kept[alike],
            response_id=response,
            respondent_type=types[response],
            campaign=campaigns.get(response, ""),
            start=place.start,
            end=place.end,
            **_column(place.source),
        )
        for (alike, response), place in sorted(first.items(), key=lambda item: item[0][1])
    ]
    return list(kept.values()), proposers


def _column(source: str) -> dict[str, int]:
    kind, _, number = source.partition(":")
    return {f"{kind}_id": int(number)}


def _of_passages(
    run: Run, result: Any, clauses: pd.DataFrame, wordings: Mapping[str, str]
) -> Iterator[Proposed]:
    """What is proposed in comments, answers and letters."""
    passages = list(_passages(run, result, clauses))
    first: dict[str, Passage] = {}
    for one in passages:
        first.setdefault(one.group, one)
    words = _words(one.place for one in first.values() if one.gives_words)
    read = {group: _read(one, wordings, words) for group, one in first.items()}
    for one in passages:
        change, alike = read[one.group]
        yield Proposed(change, alike, one.response, one.place)


def _passages(run: Run, result: Any, clauses: pd.DataFrame) -> Iterator[Passage]:
    where = sources(result)
    ids = dict(zip(clauses["clause"], clauses["clause_id"], strict=True))
    responses = dict(run.consultation.responses.values_list("reference", "pk"))
    keys = ["response_id", "row", "start", "end"]
    spans = result.passages.drop_duplicates(keys)[[*keys, "text"]]
    for row in result.amendments.merge(spans, on=keys, how="left").to_dict("records"):
        if row["clause"] not in ids:
            continue
        source, offset = where[row["response_id"], row["row"]]
        start, end = row["start"] + offset, row["end"] + offset
        # Of a change that names no place in the clause, new words alone would say little.
        words = row["new_words"] if row["clause_start"] >= 0 else ""
        new = place_of(words, {"quote": str(row["text"]), "start": start})
        yield Passage(
            row["group"],
            ids[row["clause"]],
            row["kind"],
            row["clause_start"],
            row["clause_end"],
            responses[row["response_id"]],
            Place(source, new["start"], new["end"]) if new else Place(source, start, end),
            new is not None,
        )


def _read(
    one: Passage, wordings: Mapping[str, str], words: Mapping[Place, str]
) -> tuple[Change, Hashable]:
    """What a group of passages changes, and what equal changes share."""
    gives, group = one.gives_words, ("group", one.clause, one.group)
    if one.clause_start < 0:
        return Change(one.clause, one.kind, None, None, gives), group
    span = trimmed(wordings[one.clause], one.clause_start, one.clause_end)
    change = Change(one.clause, one.kind, *span, gives)
    if one.kind == ChangeKind.MOVE:
        return change, group
    return change, (one.clause, *span, plain(words.get(one.place, "")) if gives else "")


def _of_wordings(run: Run, wordings: Mapping[str, str]) -> Iterator[Proposed]:
    """Each change in a proposed wording; a wording of another text is one change as a whole."""
    rows = Proposal.objects.filter(response__consultation=run.consultation, response__set_aside="")
    compared: dict[tuple[str, str], list[Any]] = {}
    for pk, response, identity, version, seen, text in rows.order_by("pk").values_list(
        "pk", "response", "clause_version__clause", "clause_version", "clause_version__text", "text"
    ):
        clause, source = str(identity), f"proposal:{pk}"
        if clause not in wordings:
            continue
        if seen != wordings[clause]:
            change = Change(clause, ChangeKind.OTHER, None, None, True)
            alike: Hashable = ("wording", clause, version, plain(text))
            yield Proposed(change, alike, response, Place(source, 0, len(text)))
            continue
        if (seen, text) not in compared:
            compared[seen, text] = edits(seen, proposed_changes(seen, text))
        for edit in compared[seen, text]:
            span = trimmed(seen, edit.start, edit.end)
            start, end = stripped(text, edit.new_start, edit.new_end)
            change = Change(clause, edit.kind, *span, start < end)
            alike = (clause, *span, plain(text[start:end]))
            yield Proposed(change, alike, response, Place(source, start, end))


def _words(places: Iterable[Place]) -> dict[Place, str]:
    """The words at these places, to compare them: they are not kept."""
    wanted: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        wanted[place.source.partition(":")[0]].append(place)
    found: dict[Place, str] = {}
    for kind, here in wanted.items():
        texts = SOURCES[kind]._default_manager.in_bulk([_number(one) for one in here])
        found |= {
            one: texts[_number(one)].text[one.start : one.end]
            for one in here
            # What was erased meanwhile is gone; the run is then given up before it is kept.
            if _number(one) in texts
        }
    return found


def _number(place: Place) -> int:
    return int(place.source.partition(":")[2])
