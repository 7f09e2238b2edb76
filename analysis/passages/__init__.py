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
    taken = ("response_id", "row", "clause", "question", "text")
    columns.require(responses, taken, "The table of responses")
    passages = [
        (response_id, row, number, clause, question, start, end, whole[start:end])
        for response_id, row, clause, question, whole in zip(
            *(responses[column] for column in taken), strict=True
        )
        for number, (start, end) in enumerate(split(whole))
    ]
    names = ["response_id", "row", "passage", "clause", "question", "start", "end", "text"]
    frame = pd.DataFrame(passages, columns=names)
    given = frame["clause"] != ""
    frame["clause_source"] = given.map({True: columns.GIVEN, False: ""})
    frame["clause_confidence"] = given.astype("float64")
    kinds = dict.fromkeys(["row", "passage", "start", "end"], "int64") | dict.fromkeys(
        ["response_id", "clause", "question", "clause_source", "text"], "str"
    )
    return frame.astype(kinds)[list(columns.PASSAGES)]
