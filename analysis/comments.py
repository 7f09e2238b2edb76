"""What each response says on each clause, taken together: one position a response and clause."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis import columns, decided, distinct, position
from analysis.position import Model

COMMENTS = (
    "response_id",
    "clause",
    "position",
    "position_source",
    "position_confidence",
    "row",
    "start",
    "end",
    "contradiction",
)
CLOSED = "closed answer"
WORDS = "words"
PERSON = "person"


def of(
    passages: pd.DataFrame,
    responses: pd.DataFrame,
    clauses: pd.DataFrame | None,
    model: Model | None = None,
) -> pd.DataFrame:
    """One row for each response and each clause it comments on ("" for no clause).

    What a person decided wins, then a closed answer beside the clause, then the words
    (``position_source`` says which); where the words say the opposite of a closed answer,
    ``contradiction`` is true. ``row``, ``start`` and ``end`` are the words that decided or
    contradict, -1 where there are none.
    """
    spoken = _spoken(passages, clauses, model)
    closed = _closed(responses)
    both = spoken.merge(closed, on=["response_id", "clause"], how="outer").sort_values(
        ["clause", "response_id"], kind="stable", ignore_index=True
    )
    by_words = both["spoken"].fillna(columns.UNCLEAR)
    by_answer = both["closed"].notna()
    both["position"] = both["closed"].where(by_answer, by_words)
    both["position_source"] = by_answer.map({True: CLOSED, False: WORDS})
    both["contradiction"] = by_answer & _opposite(both["position"], by_words)
    sure = both["position_confidence"].fillna(0.0)
    both["position_confidence"] = sure.where(~by_answer, 1.0).round(columns.PLACES)
    both = _decided(both, decided.positions(responses))
    for column in ("row", "start", "end"):
        both[column] = both[column].fillna(-1).astype("int64")
    kinds = dict.fromkeys(["response_id", "clause", "position", "position_source"], "str")
    return both[list(COMMENTS)].astype(kinds | {"contradiction": "bool"})


def _decided(both: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """What people decided of those who comment on the clause; it contradicts nothing."""
    said = both.merge(found, on=["response_id", "clause"], how="left")["decided"]
    by_person = said.notna().to_numpy()
    both["position"] = both["position"].where(~by_person, said)
    both["position_source"] = both["position_source"].where(~by_person, PERSON)
    both["position_confidence"] = both["position_confidence"].where(~by_person, 1.0)
    both["contradiction"] &= ~by_person
    return both


def on_clauses(passages: pd.DataFrame) -> pd.DataFrame:
    """``passages`` with one row for each clause they are on, those they cite included."""
    several = passages["cited"].where(passages["cited"] != "", passages["clause"])
    return columns.apart(passages, "clause", several)


def _closed(responses: pd.DataFrame) -> pd.DataFrame:
    """Closed answers that are on a clause, or on the whole where no question was asked.

    An answer to a question that names no clause says nothing of any one clause.
    """
    answers = responses[
        (responses["position"] != "")
        & ((responses["clause"] != "") | (responses["question"] == ""))
    ]
    last = answers.groupby(["response_id", "clause"], sort=True)["position"].agg(_one)
    return last.rename("closed").reset_index()


def _one(answers: pd.Series) -> str:
    """The answer, where a response's closed answers on a clause agree; unclear where not."""
    return str(answers.iloc[0]) if answers.nunique() == 1 else columns.UNCLEAR


def _opposite(first: pd.Series, second: pd.Series) -> pd.Series:
    supports = {columns.SUPPORT, columns.SUPPORT_WITH_CHANGES}
    return (first.isin(supports) & (second == columns.OPPOSE)) | (
        (first == columns.OPPOSE) & second.isin(supports)
    )


def _spoken(
    passages: pd.DataFrame, clauses: pd.DataFrame | None, model: Model | None
) -> pd.DataFrame:
    """The position of a response's passages on a clause, read together as one text."""
    joined: list[dict[str, Any]] = []
    places: list[Sequence[tuple[int, int, int]]] = []
    for (response_id, clause), group in on_clauses(passages).groupby(
        ["response_id", "clause"], sort=True
    ):
        text, parts = _together(group)
        joined.append({"response_id": response_id, "clause": clause, "text": text, "start": 0})
        places.append(parts)
    frame = pd.DataFrame(joined, columns=["response_id", "clause", "text", "start"])
    read = distinct.once(frame, lambda each: position.read(each, clauses, model))
    found = [
        _place(parts, start, end)
        for parts, start, end in zip(
            places, read["position_start"], read["position_end"], strict=True
        )
    ]
    return frame[["response_id", "clause"]].assign(
        spoken=read["position"],
        position_confidence=read["position_confidence"],
        row=pd.Series([place[0] for place in found], dtype="int64"),
        start=pd.Series([place[1] for place in found], dtype="int64"),
        end=pd.Series([place[2] for place in found], dtype="int64"),
    )


def _together(group: pd.DataFrame) -> tuple[str, list[tuple[int, int, int]]]:
    """The passages' text in lines, and for each line (where it begins, its row, its start)."""
    parts: list[tuple[int, int, int]] = []
    length = 0
    for row, start, text in zip(group["row"], group["start"], group["text"], strict=True):
        parts.append((length, int(row), int(start)))
        length += len(text) + 1
    return "\n".join(group["text"]), parts


def _place(parts: Sequence[tuple[int, int, int]], start: int, end: int) -> tuple[int, int, int]:
    """Where in its row the deciding words stand; (-1, -1, -1) where there are none."""
    if start < 0:
        return (-1, -1, -1)
    line = bisect_right(parts, (start, 1 << 60, 0)) - 1
    offset, row, begin = parts[line]
    if line + 1 < len(parts):
        # Words that run on into the next line stand in two passages: the first decides.
        end = min(end, parts[line + 1][0] - 1)
    return (row, start - offset + begin, end - offset + begin)
