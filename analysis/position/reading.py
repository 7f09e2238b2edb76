"""Turn what a reader sees in a passage into a position, a confidence and the deciding words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import columns
from analysis.position import contrary, evidence
from analysis.position.learning import LABELS, Model, general

#: A proposal of one sentence, such as those the regression learned from: below this confidence
#: the machine says ``unclear``.
THRESHOLD = 0.4
#: … and where nothing says what the text is about. As many of those said are then right as when the
#: words about the proposal are weighed as on a clause, and more is said.
ALONE = 0.5
#: A clause of several sentences: how far the regression is trusted beside what
#: the writer says of the clause, and the log-odds below which the machine says ``unclear``. Set
#: on the project's own examples so that six of seven said are right.
TRUST, LEAST, MOST = 0.8, 0.6, 4.0
SPOKEN = frozenset(
    {
        "agrees", "opening_yes", "praises", "disagrees", "opening_no", "criticises",
        "asks_rethink", evidence.MEETS, evidence.CROSSES,
    }
)  # fmt: skip
PLAIN = frozenset({"agrees", "opening_yes", "disagrees", "opening_no"})
PLAINLY = 2.0  # log-odds: one such word, neither conceded nor negated
SIDES = {columns.SUPPORT: 1, columns.OPPOSE: -1}


@dataclass(frozen=True)
class Judgement:
    """A position, its confidence (0 to 1), and the words ``[start, end)`` that decided it."""

    position: str
    confidence: float
    start: int = -1
    end: int = -1


def judge(text: str, target: str = "") -> Judgement:
    """The position that ``text`` takes on the proposal ``target``."""
    return judgements([text], [target])[0]


def judgements(texts: list[str], targets: list[str], model: Model | None = None) -> list[Judgement]:
    """The position of each text on its target, by ``model`` or else the shipped reader.

    Each text is read by itself: no other row changes what is said of it.
    """
    chances = (model or general()).chances(texts, targets)
    rows = zip(texts, targets, chances, strict=True)
    return [_judgement(text, target, row, model is not None) for text, target, row in rows]


def _judgement(text: str, target: str, chances: np.ndarray, taught: bool) -> Judgement:
    """Policy: when in doubt, and for a text without a letter, it is ``unclear``, because a
    wrong position does more harm than an open one that a person will read.

    A reader taught on this consultation, or on proposals like this one, is asked; of a
    clause that it has never met it is only heard beside what the writer says.
    """
    found = evidence.find(text, target)
    if taught:
        label, confidence = _likeliest(chances, THRESHOLD)
    elif contrary.proposal(target) or not target.strip():
        label, confidence = _likeliest(chances, THRESHOLD if target.strip() else ALONE)
        if label == columns.UNCLEAR:
            label, confidence = _plainly(found, confidence)
    else:
        label, confidence = _weighed(chances, found)
    if label == columns.UNCLEAR or not any(letter.isalpha() for letter in text):
        return Judgement(columns.UNCLEAR, round(float(chances[-1]), columns.PLACES))
    start, end = _deciding(text, found, SIDES[label])
    return Judgement(_with_changes(label, found), round(confidence, columns.PLACES), start, end)


def _likeliest(chances: np.ndarray, threshold: float) -> tuple[str, float]:
    """The regression's own opinion, unclear below ``threshold``."""
    best = int(chances.argmax())
    confidence = float(chances[best])
    return (LABELS[best] if confidence >= threshold else columns.UNCLEAR), confidence


def _plainly(found: Sequence[evidence.Evidence], unclear: float) -> tuple[str, float]:
    """The side of plain agreement or disagreement, which too few words hide from the regression."""
    said = sum(item.weight for item in found if item.kind in PLAIN)
    if abs(said) < PLAINLY:
        return columns.UNCLEAR, unclear
    side = columns.SUPPORT if said > 0 else columns.OPPOSE
    return side, 1 / (1 + math.exp(-min(abs(said), MOST)))


def _weighed(chances: np.ndarray, found: Sequence[evidence.Evidence]) -> tuple[str, float]:
    """What the writer says of the clause, with the regression's opinion beside it."""
    oppose, support, unclear = (float(chance) for chance in np.clip(chances, 1e-6, 1))
    said = sum(item.weight for item in found if item.kind in SPOKEN)
    lean = float(np.clip(said, -MOST, MOST)) + TRUST * math.log(support / oppose)
    if abs(lean) < LEAST or (unclear > max(oppose, support) and abs(said) < LEAST):
        return columns.UNCLEAR, unclear
    side = columns.SUPPORT if lean > 0 else columns.OPPOSE
    return side, 1 / (1 + math.exp(-abs(lean)))


def _deciding(text: str, found: Sequence[evidence.Evidence], side: int) -> tuple[int, int]:
    """The strongest words on the side taken; the whole passage when it is all of a piece."""
    ours = [item for item in found if item.weight * side > 0]
    if ours:
        best = max(ours, key=lambda item: (item.weight * side, -item.start))
        return (best.start, best.end)
    return (len(text) - len(text.lstrip()), len(text.rstrip()))


def _with_changes(label: str, found: Sequence[evidence.Evidence]) -> str:
    """Support is with changes when the writer also asks for one."""
    asks = any(item.kind == "asks_change" for item in found)
    return columns.SUPPORT_WITH_CHANGES if label == columns.SUPPORT and asks else label


def read(
    passages: pd.DataFrame, clauses: pd.DataFrame | None = None, model: Model | None = None
) -> pd.DataFrame:
    """The position of each passage on its clause.

    ``passages`` needs ``text`` and ``start`` (offset of the passage in its response), and
    ``clause`` when ``clauses`` (columns ``clause``, ``text``) is given. Returns, on the same
    index, ``position``, ``position_confidence`` (0 to 1) and ``position_start``,
    ``position_end``: the deciding words in the response's text, or -1 when there are none.
    """
    judged = judgements(list(passages["text"]), targets_of(passages, clauses), model)
    return as_frame(judged, passages)


def of_texts(texts: Iterable[str], targets: Iterable[str], model: Model | None = None) -> list[str]:
    """Support, oppose or unclear for whole texts, each on its own target.

    "Support with changes" counts as support here, as it does in a count of two sides.
    """
    judged = judgements(list(texts), list(targets), model)
    return [
        columns.SUPPORT if j.position == columns.SUPPORT_WITH_CHANGES else j.position
        for j in judged
    ]


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
            "position_confidence": pd.Series([j.confidence for j in judged], dtype="float64"),
            "position_start": pd.Series([m[0] for m in moved], dtype="int64"),
            "position_end": pd.Series([m[1] for m in moved], dtype="int64"),
        }
    ).set_axis(passages.index)
