"""From rows of the database to frames: the only code that turns the one into the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd
from django.db.models import Exists, Max, OuterRef

from consultation.dataset import rules
from consultation.dataset.ledgers import counts, ledger, received, set_aside
from consultation.dataset.rules import digest
from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage
from consultation.responses.models import (
    Allocation,
    Answer,
    Comment,
    Letter,
    Proposal,
    ReceivedFile,
    Response,
    Restricted,
)
from consultation.responses.rules.masking import Kind, Restriction, masked

__all__ = [
    "clauses_frame",
    "counts",
    "digest",
    "keys",
    "ledger",
    "newest_versions",
    "received",
    "responses_frame",
    "set_aside",
]

RESPONSES = (
    "response_id",
    "clause",
    "question",
    "position",
    "choice",
    "respondent_type",
    "channel",
    "received_at",
    "text",
    "held_places",
    "source",
    "offset",
)

#: The closed answer of a comment that is nothing but other wording for its clause. The wording is
#: no row: it is read as changes to the clause, not as prose; but its writer counts as a respondent.
PROPOSED = "Proposes other wording"

#: What can be under a hold, as ("comment", 12).
Source = tuple[str, int]


def responses_frame(
    consultation: ConsultationPage, decisions: Iterable[rules.Decision] = ()
) -> pd.DataFrame:
    """One row for each comment, answer and letter of the counted responses.

    Columns: response_id (the reference), clause (its name, "" for none), question (key),
    position (the closed answer on that clause), choice (the closed answer, whatever it is on),
    respondent_type (key), channel, received_at (ISO 8601, UTC), text (held and
    redacted words filled in, see ``masking.masked``), held_places (where the held ones stand,
    "12-30; 45-60"), source ("comment:12",
    "answer:7" or "letter:3"), offset (where the text begins in its source). Of a letter only the
    newest version counts; one whose parts a person has confirmed is a row for each part.
    ``decisions`` of people are told in further columns: see ``rules.with_decisions``.
    """
    counted = {row["pk"]: row for row in _responses(consultation) if not row["set_aside"]}
    everything = list(_everything_said(consultation))
    # Restrictions are read last: one put on a response already read is then not missed.
    restricted = Restricted.of_consultation(consultation)
    rows = [
        _row(counted[response], source, restricted, **said)
        for response, source, said in everything
        if response in counted
    ]
    frame = pd.DataFrame(rows, columns=list(RESPONSES), dtype="str")
    return rules.with_decisions(frame, decisions)


def clauses_frame(consultation: ConsultationPage) -> pd.DataFrame:
    """Every clause ever published, as it was published last: clause, heading, text, clause_id."""
    versions = newest_versions(consultation)
    rows = [
        (name, versions[identity].heading, versions[identity].text, str(identity))
        for identity, name in keys(consultation).items()
        if identity in versions
    ]
    return pd.DataFrame(rows, columns=["clause", "heading", "text", "clause_id"], dtype="str")


def newest_versions(consultation: ConsultationPage) -> dict[UUID, ClauseVersion]:
    """The wording published last of each clause, by the clause's identity."""
    clauses = Clause.objects.filter(consultation=consultation)
    newest = clauses.annotate(newest=Max("versions")).exclude(newest=None)
    versions = ClauseVersion.objects.filter(pk__in=newest.values("newest"))
    return {version.clause_id: version for version in versions}


def _responses(consultation: ConsultationPage) -> list[Any]:
    return list(
        Response.objects.filter(consultation=consultation)
        .order_by("reference")
        .values(
            "pk",
            "reference",
            "respondent_type",
            "channel",
            "received_at",
            "set_aside",
        )
    )


def _row(
    response: dict[str, Any], source: Source, restricted: Restricted, **said: str
) -> dict[str, str]:
    name, offset = f"{source[0]}:{source[1]}", int(said["offset"])
    over = restricted.on(name)
    length = len(said["text"])
    held = rules.within(_spans(over, Kind.HELD), offset, offset + length)
    redacted = rules.within(_spans(over, Kind.REDACTED), offset, offset + length)
    return {
        "response_id": response["reference"],
        "respondent_type": response["respondent_type"],
        "channel": response["channel"],
        "received_at": response["received_at"].isoformat(),
        "clause": said["clause"],
        "question": said["question"],
        "position": said["position"],
        "choice": said["choice"],
        "text": masked(said["text"], [*held, *redacted]),
        "held_places": "; ".join(f"{start}-{end}" for start, end in held),
        "source": name,
        "offset": said["offset"],
    }


def _spans(over: list[Restriction], kind: Kind) -> list[rules.Span]:
    return [rules.Span(one.start, one.end) for one in over if one.kind == kind]


def _everything_said(
    consultation: ConsultationPage,
) -> Iterator[tuple[int, Source, dict[str, str]]]:
    """(response, source, what it says) for each comment, answer and newest letter not blank."""
    names = keys(consultation)
    yield from _comments(consultation, names)
    yield from _answers(consultation, names)
    yield from _letters(consultation)


def _comments(
    consultation: ConsultationPage, names: dict[UUID, str]
) -> Iterator[tuple[int, Source, dict[str, str]]]:
    of_it = {"response": OuterRef("response"), "clause_version": OuterRef("clause_version")}
    comments = Comment.objects.filter(response__consultation=consultation).order_by("pk")
    for pk, response, clause, position, text, proposed in comments.annotate(
        proposed=Exists(Proposal.objects.filter(text__regex=r"\S", **of_it))
    ).values_list("pk", "response", "clause_version__clause", "position", "text", "proposed"):
        said = _said(text, clause=names.get(clause, ""), position=position)
        if position or text.strip():
            yield response, ("comment", pk), said
        elif proposed:
            yield response, ("comment", pk), said | {"choice": PROPOSED}


def _answers(
    consultation: ConsultationPage, names: dict[UUID, str]
) -> Iterator[tuple[int, Source, dict[str, str]]]:
    answers = Answer.objects.filter(response__consultation=consultation).order_by("pk")
    for pk, response, clause, key, choice, text in answers.values_list(
        "pk", "response", "clause_version__clause", "question_key", "choice", "text"
    ):
        if not (choice or text.strip()):
            continue
        position = rules.position_of(choice) if clause else ""
        said = _said(text, clause=names.get(clause, ""), question=key, position=position)
        yield response, ("answer", pk), said | {"choice": choice}


def _letters(consultation: ConsultationPage) -> Iterator[tuple[int, Source, dict[str, str]]]:
    """The newest version of what staff typed and of each file; by its parts, once confirmed.

    A part on several clauses is a row for each: its words are said of every one of them.
    """
    letters = Letter.objects.filter(response__consultation=consultation).order_by("pk")
    letters = letters.exclude(file__state=ReceivedFile.State.NOTHING)
    by_source: dict[tuple[int, Any], list[tuple[int, int, str]]] = defaultdict(list)
    rows = letters.values_list("response", "file", "pk", "version", "text")
    for response, file, pk, version, text in rows:
        by_source[response, file].append((pk, version, text))
    confirmed = _confirmed(consultation)
    for (response, _file), versions in by_source.items():
        for pk, text in rules.latest_versions(versions).items():
            for part in confirmed.get(pk, [Part(0, len(text))]):
                words = text[part.start : part.end]
                if words.strip():
                    said = _said(words, clause=part.clause, question=part.question)
                    yield response, ("letter", pk), said | {"offset": str(part.start)}


class Part(NamedTuple):
    """A part of a letter on one clause, one question or nothing that is known."""

    start: int
    end: int
    clause: str = ""
    question: str = ""


def _confirmed(consultation: ConsultationPage) -> dict[int, list[Part]]:
    """The parts of each letter of which a person has confirmed every one, by the letter."""
    names = keys(consultation)
    parts = Allocation.objects.filter(letter__response__consultation=consultation)
    rows = parts.order_by("letter", "start", "pk", "clause_versions__clause__order")
    found: dict[int, list[Part]] = defaultdict(list)
    for letter, start, end, clause, question in rows.exclude(
        letter__in=parts.filter(confirmed_at=None).values("letter")
    ).values_list("letter", "start", "end", "clause_versions__clause", "question__key"):
        found[letter].append(Part(start, end, names.get(clause, ""), question or ""))
    return found


def _said(text: str, *, clause: str = "", question: str = "", position: str = "") -> dict[str, str]:
    said = {"text": text, "clause": clause, "question": question, "position": position}
    return said | {"choice": "", "offset": "0"}


def keys(consultation: ConsultationPage) -> dict[UUID, str]:
    """The name of each clause in every frame and figure, by the clause's identity."""
    clauses = Clause.objects.filter(consultation=consultation)
    return rules.clause_keys(clauses.values_list("pk", "number", "withdrawn_at"))
