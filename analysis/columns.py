"""The names of columns and the values that may stand in them: the one place they are spelt.

A stage takes frames and gives frames; these names are the contract between them.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import InputError

# What people decided, which stands where the machine's reading would: see ``decided``.
DECIDED_COLUMNS = (
    "decided_position", "decided_clause", "decided_themes", "decided_amendment", "decided_campaign"
)  # fmt: skip

#: Stands between the entries of a cell that holds several.
SEPARATOR = "; "

# Frames that callers give.
RESPONSE_REQUIRED = ("response_id", "text")
RESPONSE_OPTIONAL = (
    "clause",
    "question",
    "position",
    "respondent_type",
    "channel",
    "received_at",
    "set_aside",
    "choice",
    *DECIDED_COLUMNS,
)
RESPONSES = ("response_id", "row", "text", *RESPONSE_OPTIONAL)
# Where people have decided what is held: its places in the text, as "12-30; 45-60".
HELD_PLACES = "held_places"
CLAUSE_REQUIRED = ("clause", "text")
CLAUSE_OPTIONAL = ("heading",)

# A place in a response: which of its rows, and the characters from start up to end.
PLACE = ("response_id", "row", "start", "end")

# Positions. `not sure` comes only from a closed answer, `unclear` only from reading words.
SUPPORT = "support"
SUPPORT_WITH_CHANGES = "support with changes"
OPPOSE = "oppose"
NOT_SURE = "not sure"
UNCLEAR = "unclear"
POSITIONS = (SUPPORT, SUPPORT_WITH_CHANGES, OPPOSE, NOT_SURE, UNCLEAR)

# Tones of the words; never a position.
POSITIVE = "positive"
NEUTRAL = "neutral"
NEGATIVE = "negative"
TONES = (POSITIVE, NEUTRAL, NEGATIVE)

# How a passage came to belong to its clause.
GIVEN = "given"
CITED = "cited"
ALLOCATED = "allocated"
DECIDED = "decided"

# Statuses of the ledger: received = counted + set aside.
COUNTED = "counted"
SET_ASIDE = "set_aside"

# Themes that hold what no other theme does.
OTHER = "other"
NO_REASON = "no reason given"
LEFT_OVER = (OTHER, NO_REASON)

# Decimal places kept in every float that is written.
PLACES = 4

PASSAGES = (
    "response_id",
    "row",
    "passage",
    "question",
    "clause",
    "clause_source",
    "clause_confidence",
    "start",
    "end",
    "text",
)


def require(frame: pd.DataFrame, columns: Iterable[str], name: str) -> None:
    """Raise InputError unless ``frame`` has every one of ``columns``; ``name`` says which frame."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise InputError(
            f"{name} has no column {', '.join(map(repr, missing))}: "
            f"it has {', '.join(map(repr, map(str, frame.columns))) or 'none'}; "
            "add or rename the column."
        )


def apart(frame: pd.DataFrame, column: str, cells: pd.Series | None = None) -> pd.DataFrame:
    """``frame`` with one row for each part of ``column`` (or of ``cells``, put in its place).

    What pandas' ``str.split`` and ``explode`` give, but each distinct cell is split once: where a
    letter has a hundred thousand passages, most of the time of the findings went into that.
    """
    number, distinct = pd.factorize(frame[column] if cells is None else cells)
    parts = [str(cell).split(SEPARATOR) for cell in distinct]
    sizes = np.array([len(each) for each in parts], dtype="int64")[number]
    many = frame if (sizes == 1).all() else frame.take(np.repeat(np.arange(len(frame)), sizes))
    flat = [part for at in number.tolist() for part in parts[at]]
    return many.assign(**{column: pd.Series(flat, many.index, dtype="str")})


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The frame's rows by the names of their columns."""
    names = [str(name) for name in frame.columns]
    cells = (frame[name].to_numpy(dtype=object).tolist() for name in frame.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]
