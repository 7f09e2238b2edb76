"""Counts of a consultation that no clause has: who responded, what was asked, what people decided.

They are bound by a seal with its method note, so that they stay what they were when a response is
erased later.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from consultation.dataset.rules import Decision
from consultation.dataset.seals.reading import themes
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Redaction
from consultation.responses.models.placed import source_of

Row = Mapping[str, Any]

SAID = ("response_id", "row", "question", "choice", "text")
#: What is asked of every respondent: the column of a response, by what the table is called.
WHO = {"type": "respondent_type", "channel": "channel", "region": "region"}


def counts(
    consultation: ConsultationPage,
    received: Iterable[Row],
    files: Mapping[str, bytes],
    decided: Iterable[Decision],
    removed: Iterable[Row],
) -> dict[str, Any]:
    """``received``: what ``with_regions`` gives. ``files``: those of the analysis. ``removed``: what
    ``redactions`` gives."""
    said = _read(files["responses.parquet"], SAID)
    return {
        "who": _who(consultation, [row for row in received if row["status"] == "counted"]),
        "asked": [{**one, "themes": _themes(one["question"], said, files)} for one in asked(said)],
        "decided": listed(Counter(one.kind for one in decided)),
        "removed": listed(Counter(row["reason"] for row in removed)),
    }


def with_regions(consultation: ConsultationPage, ledger: Iterable[Row]) -> list[Row]:
    """The ledger with the region each respondent gave, which no row of the analysis has."""
    given = dict(consultation.responses.values_list("reference", "region"))
    return [{**row, "region": given.get(row["response_id"], "")} for row in ledger]


def redactions(consultation: ConsultationPage) -> list[Row]:
    """A row for each place redacted now: whose, where and why, and never the words.

    ``source`` is "comment:12", as in sources.csv; one in an e-mail address has no place in it.
    """
    rows = Redaction.objects.filter(response__consultation=consultation, lifted_at=None)
    return [
        {
            "response_id": one.response.reference,
            "source": "" if one.in_email else source_of(one),
            "start": "" if one.in_email else str(one.start),
            "end": "" if one.in_email else str(one.end),
            "reason": one.get_reason_display(),
        }
        for one in rows.select_related("response").order_by("pk")
    ]


def _who(consultation: ConsultationPage, counted: Sequence[Row]) -> dict[str, list[Row]]:
    told = consultation.responses.values("reference", "respondent_type", "channel")
    given = {row["reference"]: row for row in told}
    mine = [{**given[row["response_id"]], "region": row["region"]} for row in counted]
    return {name: listed(Counter(row[column] for row in mine)) for name, column in WHO.items()}


def _read(table: bytes, columns: Sequence[str]) -> list[Row]:
    frame = pd.read_parquet(io.BytesIO(table), columns=list(columns))[list(columns)]
    return [dict(zip(columns, row, strict=True)) for row in frame.itertuples(index=False)]


def _themes(question: str, said: Iterable[Row], files: Mapping[str, bytes]) -> list[Row]:
    """What several argue in answer to a question, on no clause: how many, the most first.

    A theme is called by words of respondents, so it is told by its place in ``themes.csv``, where they
    are masked when they must be.
    """
    mine = {(row["response_id"], row["row"]) for row in said if row["question"] == question}
    makers: dict[str, set[str]] = defaultdict(set)
    for passage in _read(files["passages.parquet"], ("response_id", "row", "theme")):
        if (passage["response_id"], passage["row"]) in mine:
            for theme in passage["theme"].split("; "):
                makers[theme].add(passage["response_id"])
    scope = f"{question}: ".replace(";", ",")
    found = [
        {"place": place, "responses": len(makers[theme])}
        for place, (theme, _name) in enumerate(themes(files["themes.csv"]))
        if theme.startswith(scope) and len(makers[theme]) > 1
    ]
    return sorted(found, key=lambda one: (-one["responses"], one["place"]))


def asked(said: Iterable[Row]) -> list[Row]:
    """By question: how many answered it, how many chose what, how many wrote words."""
    chosen: dict[str, dict[str, str]] = {}
    words: dict[str, set[str]] = {}
    for row in said:
        if row["question"]:
            chosen.setdefault(row["question"], {})
            if row["choice"]:
                chosen[row["question"]][row["response_id"]] = row["choice"]
            if row["text"].strip():
                words.setdefault(row["question"], set()).add(row["response_id"])
    return [
        {
            "question": question,
            "answering": len(given),
            "choices": listed(Counter(given.values())),
            "words": len(words.get(question, ())),
        }
        for question, given in sorted(chosen.items())
    ]


def listed(tally: Mapping[str, int]) -> list[Row]:
    """The most first; of as many, by name."""
    ordered = sorted(tally.items(), key=lambda one: (-one[1], one[0]))
    return [{"name": name, "number": number} for name, number in ordered]
