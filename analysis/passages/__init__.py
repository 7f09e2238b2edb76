"""Responses cut into passages, each a sentence-sized span that keeps its place."""

import pandas as pd

from analysis import columns
from analysis.passages.splitting import split

__all__ = ["of", "split"]


def of(responses: pd.DataFrame) -> pd.DataFrame:
    """One row per passage of checked ``responses``, in their order.

    The columns are those of ``columns.PASSAGES``; ``text`` is
    ``responses.text[start:end]`` and the passages of a text hold every character of it but
    white space. A passage has the clause its row was given, and ``clause_source`` says so.
    """
    columns.require(responses, ("response_id", "row", "clause", "text"), "The table of responses")
    rows = zip(
        responses["response_id"],
        responses["row"],
        responses["clause"],
        responses["text"],
        strict=True,
    )
    passages = [
        (response_id, row, number, clause, columns.GIVEN if clause else "", start, end, text)
        for response_id, row, clause, whole in rows
        for number, (start, end) in enumerate(split(whole))
        for text in [whole[start:end]]
    ]
    names = ["response_id", "row", "passage", "clause", "clause_source", "start", "end", "text"]
    frame = pd.DataFrame(passages, columns=names)
    frame["clause_confidence"] = (frame["clause"] != "").astype("float64")
    kinds = dict.fromkeys(["row", "passage", "start", "end"], "int64") | dict.fromkeys(
        ["response_id", "clause", "clause_source", "text"], "str"
    )
    return frame.astype(kinds)[list(columns.PASSAGES)]
