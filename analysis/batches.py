"""What is read from each response by itself, so that none can change what is read of another."""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from analysis import (
    amendments,
    comments,
    decided,
    distinct,
    flags,
    holds,
    passages,
    placing,
    position,
    tone,
)

ROWS = 50
"""Fewest rows in a batch: fixed, so that neither engine nor workers decide how rows are parted."""


@dataclass(frozen=True)
class Read:
    """Frames of passages, comments, amendments, flags and holds, in the order of the batch's rows."""

    passages: pd.DataFrame
    comments: pd.DataFrame
    amendments: pd.DataFrame
    flags: pd.DataFrame
    holds: pd.DataFrame


def cut(responses: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows, sorted by response, in batches of whole responses, at least one batch."""
    first = responses["response_id"].ne(responses["response_id"].shift()).to_numpy().nonzero()[0]
    starts = [0]
    for start in first:
        if start - starts[-1] >= ROWS:
            starts.append(int(start))
    ends = [*starts[1:], len(responses)]
    return [
        responses.iloc[start:end].reset_index(drop=True)
        for start, end in zip(starts, ends, strict=True)
    ]


def read(
    responses: pd.DataFrame,
    clauses: pd.DataFrame | None,
    embedded: bool = False,
    model: position.Model | None = None,
) -> Read:
    """Everything the analysis reads from these rows alone; ``embedded``: with embeddings.

    ``model`` reads positions, where officials' labels have taught one.
    """
    split = placing.place(passages.of(responses), responses, clauses, embedded)
    split = decided.clauses(split, responses)
    guidance = () if clauses is None else tuple(clauses["text"])
    proposing, amended = amendments.find(split, clauses)
    found_holds = holds.find(responses)

    def judged(each: pd.DataFrame) -> pd.DataFrame:
        stands = position.read(each, clauses, model)[["position", "position_confidence"]]
        return tone.score(each["text"], guidance).join(stands)

    split = split.join(distinct.once(split, judged))
    split = split.assign(amendment=proposing, hold=_held(split, found_holds))
    split, amended = decided.amendments(split, amended, responses)
    said = comments.of(split, responses, clauses, model)
    return Read(split, said, amended, flags.find(split), found_holds)


def join(parts: list[Read]) -> Read:
    """The batches' frames one below the other, numbered anew; comments in the clauses' order."""
    passages, said, *found = (
        pd.concat([getattr(part, field.name) for part in parts], ignore_index=True)
        for field in fields(Read)
    )
    ordered = said.sort_values(["clause", "response_id"], kind="stable", ignore_index=True)
    return Read(passages, ordered, *found)


def _held(split: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """The kinds of hold whose words lie in each passage, "" where none do.

    The passages of a row stand in order and apart, so that those of a hold are found by their
    places alone, however many of both a row has.
    """
    kinds: dict[int, set[str]] = {}
    rows = split.groupby(["response_id", "row"], sort=False).indices
    starts, ends = split["start"].to_numpy(), split["end"].to_numpy()
    for row, holds_there in found.groupby(["response_id", "row"], sort=False):
        places = rows.get(row, np.array([], dtype=np.intp))
        first = np.searchsorted(ends[places], holds_there["start"], side="right")
        last = np.searchsorted(starts[places], holds_there["end"], side="left")
        for low, high, kind in zip(first, last, holds_there["kind"], strict=True):
            for place in places[low:high]:
                kinds.setdefault(int(place), set()).add(kind)
    told = ["; ".join(sorted(kinds.get(place, ()))) for place in range(len(split))]
    return pd.Series(told, split.index, dtype="str")
