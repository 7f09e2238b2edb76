"""What is read from each row by itself, so that no row can change what is read of another."""

from dataclasses import dataclass

import pandas as pd

from analysis import amendments, columns, flags, holds, passages, placing, position, tone

ROWS = 100
"""Rows in a batch: fixed, so that neither engine nor workers decide how rows are parted."""


@dataclass(frozen=True)
class Read:
    """Frames of passages, amendments, flags and holds, in the order of the batch's rows."""

    passages: pd.DataFrame
    amendments: pd.DataFrame
    flags: pd.DataFrame
    holds: pd.DataFrame


def cut(responses: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows in batches of ROWS, at least one."""
    starts = range(0, max(len(responses), 1), ROWS)
    return [responses.iloc[start : start + ROWS].reset_index(drop=True) for start in starts]


def read(responses: pd.DataFrame, clauses: pd.DataFrame | None) -> Read:
    """Everything the analysis reads from these rows alone."""
    split = placing.place(passages.of(responses), responses, clauses)
    guidance = () if clauses is None else tuple(clauses["text"])
    proposing, amended = amendments.find(split, clauses)
    found_holds = holds.find(responses)
    split = split.join(tone.score(split["text"], guidance))
    split = split.join(position.read(split, clauses)[["position", "position_confidence"]])
    split = split.assign(amendment=proposing, hold=_held(split, found_holds))
    return Read(split, amended, flags.find(split), found_holds)


def join(parts: list[Read]) -> Read:
    """The batches' frames one below the other, numbered anew."""
    return Read(
        *(
            pd.concat([getattr(part, name) for part in parts], ignore_index=True)
            for name in ("passages", "amendments", "flags", "holds")
        )
    )


def _held(split: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """The kinds of hold whose words lie in each passage, "" where none do."""
    kinds = pd.Series("", split.index, dtype="str")
    if found.empty:
        return kinds
    spans = split[list(columns.PLACE)].reset_index()
    pairs = spans.merge(found, on=["response_id", "row"], suffixes=("", "_held"))
    inside = (pairs["start_held"] < pairs["end"]) & (pairs["end_held"] > pairs["start"])
    by_passage = pairs[inside].groupby("index")["kind"]
    kinds.update(by_passage.agg(lambda each: "; ".join(sorted(set(each)))))
    return kinds
