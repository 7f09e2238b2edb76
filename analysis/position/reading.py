"""Turn the evidence in a passage into a position, a confidence and the deciding words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis import columns
from analysis.position import evidence

if TYPE_CHECKING:
    from analysis.position.learning import Model

#: Below this confidence the machine says ``unclear``.
THRESHOLD = 0.6


@dataclass(frozen=True)
class Judgement:
    """A position, its confidence (0 to 1), and the words ``[start, end)`` that decided it."""

    position: str
    confidence: float
    start: int = -1
    end: int = -1


def judge(text: str, target: str = "") -> Judgement:
    """The position ``text`` takes on the proposal ``target``.

    Policy: evidence is added up in log-odds; below ``THRESHOLD`` it is ``unclear``,
    because a wrong position does more harm than an open one that a person will read.
    """
    found = evidence.find(text)
    total = sum(item.weight for item in found)
    sure = 1 / (1 + math.exp(-abs(total)))
    if not found or sure < THRESHOLD:
        return Judgement(columns.UNCLEAR, round(1 - sure, 4))
    sign = 1 if total > 0 else -1
    deciding = max(found, key=lambda item: (item.weight * sign, -item.start))
    position = columns.OPPOSE if sign < 0 else _support(found)
    return Judgement(position, round(sure, 4), deciding.start, deciding.end)


def _support(found: list[evidence.Evidence]) -> str:
    """Support, with changes when the writer also asks for or regrets something."""
    asks = any(item.kind == "asks_change" or item.weight < -0.5 for item in found)
    return columns.SUPPORT_WITH_CHANGES if asks else columns.SUPPORT


def read(
    passages: pd.DataFrame, clauses: pd.DataFrame | None = None, model: Model | None = None
) -> pd.DataFrame:
    """The position of each passage on its clause.

    ``passages`` needs ``text`` and ``start`` (offset of the passage in its response), and
    ``clause`` when ``clauses`` (columns ``clause``, ``text``) is given. Returns, on the same
    index, ``position``, ``position_confidence`` (0 to 1) and ``position_start``,
    ``position_end``: the deciding words in the response's text, or -1 when there are none.
    """
    if model is not None:
        return model.read(passages, clauses)
    targets = targets_of(passages, clauses)
    judged = [judge(text, target) for text, target in zip(passages["text"], targets, strict=True)]
    return as_frame(judged, passages)


def of_texts(texts: Iterable[str], targets: Iterable[str], model: Model | None = None) -> list[str]:
    """Support, oppose or unclear for whole texts, each on its own target.

    "Support with changes" counts as support here, as it does in a count of two sides.
    """
    frame = pd.DataFrame({"text": list(texts), "clause": list(targets)})
    targets_as_clauses = pd.DataFrame({"clause": frame["clause"], "text": frame["clause"]})
    found = read(frame, targets_as_clauses, model)["position"]
    return list(found.replace(columns.SUPPORT_WITH_CHANGES, columns.SUPPORT))


def targets_of(passages: pd.DataFrame, clauses: pd.DataFrame | None) -> list[str]:
    """The words of the clause each passage is about ("" when it has none)."""
    if clauses is None or "clause" not in passages:
        return [""] * len(passages)
    words = dict(zip(clauses["clause"], clauses["text"], strict=True))
    return [words.get(clause, "") for clause in passages["clause"]]


def as_frame(judged: list[Judgement], passages: pd.DataFrame) -> pd.DataFrame:
    """Judgements as columns, offsets moved from the passage to its response."""
    starts = passages["start"] if "start" in passages else [0] * len(passages)
    moved = [
        (item.start + int(start), item.end + int(start)) if item.start >= 0 else (-1, -1)
        for item, start in zip(judged, starts, strict=True)
    ]
    return pd.DataFrame(
        {
            "position": pd.Series([j.position for j in judged], dtype="str"),
            "position_confidence": [j.confidence for j in judged],
            "position_start": pd.Series([m[0] for m in moved], dtype="int64"),
            "position_end": pd.Series([m[1] for m in moved], dtype="int64"),
        }
    ).set_axis(passages.index)
