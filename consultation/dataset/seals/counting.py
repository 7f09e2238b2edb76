"""Counts of a consultation that no clause has: who responded, what was asked, what people decided.

They are bound by a seal with its method note, so that they stay what they were when a response is
erased later.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from consultation.dataset.rules import Decision
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Redaction

Row = Mapping[str, Any]

#: What is asked of every respondent: the column of a response, by what the table is called.
WHO = {"type": "respondent_type", "channel": "channel", "region": "region"}


def counts(
    consultation: ConsultationPage,
    counted: Collection[str],
    responses: bytes,
    decided: Iterable[Decision],
) -> dict[str, Any]:
    """``counted``: references of the counted responses. ``responses``: ``responses.parquet``."""
    removed = Redaction.objects.filter(response__consultation=consultation, lifted_at=None)
    return {
        "who": _who(consultation, set(counted)),
        "asked": asked(_said(responses)),
        "decided": listed(Counter(one.kind for one in decided)),
        "removed": listed(Counter(one.get_reason_display() for one in removed)),
    }


def _who(consultation: ConsultationPage, counted: Collection[str]) -> dict[str, list[Row]]:
    rows = list(consultation.responses.values("reference", *WHO.values()))
    mine = [row for row in rows if row["reference"] in counted]
    return {name: listed(Counter(row[column] for row in mine)) for name, column in WHO.items()}


def _said(responses: bytes) -> list[Row]:
    columns = ["response_id", "question", "choice", "text"]
    frame = pd.read_parquet(io.BytesIO(responses), columns=columns)
    return [dict(zip(columns, row, strict=True)) for row in frame[columns].itertuples(index=False)]


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
