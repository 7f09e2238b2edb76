"""What is read from each response by itself, so that none can change what is read of another."""

from dataclasses import dataclass, fields

import pandas as pd

from analysis import amendments, columns, comments, flags, holds, passages, placing, position, tone

ROWS = 100
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


def read(responses: pd.DataFrame, clauses: pd.DataFrame | None) -> Read:
    """Everything the analysis reads from these rows alone."""
    split = placing.place(passages.of(responses), responses, clauses)
    guidance = () if clauses is None else tuple(clauses["text"])
    proposing, amended = amendments.find(split, clauses)
    found_holds = holds.find(responses)
    split = split.join(tone.score(split["text"], guidance))
    split = split.join(position.read(split, clauses)[["position", "position_confidence"]])
    split = split.assign(amendment=proposing, hold=_held(split, found_holds))
    said = comments.of(split, responses, clauses)
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
