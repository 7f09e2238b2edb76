"""The rows a caller gives, made into the frames every stage expects."""

from collections.abc import Collection

import pandas as pd

from analysis import columns, decided
from analysis.errors import InputError
from analysis.reading.tables import Table

# The answers people's forms really offer, as positions on the proposal.
ANSWERS = {
    columns.SUPPORT: ("support", "agree", "strongly agree", "strongly support", "yes", "for"),
    columns.SUPPORT_WITH_CHANGES: (
        "support with changes",
        "agree with changes",
        "agree in part",
        "partly agree",
        "partially agree",
        "agree with reservations",
        "support in part",
        "yes with changes",
    ),
    columns.OPPOSE: (
        "oppose",
        "disagree",
        "strongly disagree",
        "strongly oppose",
        "no",
        "against",
    ),
    columns.NOT_SURE: (
        "not sure",
        "unsure",
        "dont know",
        "don't know",
        "no opinion",
        "no view",
        "neither agree nor disagree",
        "neutral",
    ),
    "": ("", "not answered", "unclear"),
}
POSITION_OF = {answer: position for position, answers in ANSWERS.items() for answer in answers}


def responses(given: Table | pd.DataFrame, known_clauses: Collection[str] | None) -> pd.DataFrame:
    """Check RESPONSES and put them in one fixed order, whatever order they came in.

    Returns one row per row given, with every optional column present ("" where it was absent),
    positions in canonical words, and ``row``: its place among that response's rows sorted by
    clause, question and text. Extra columns are carried through; ``text`` is exactly as given.

    Raises InputError for a missing column, a blank response_id, an unknown position, or (where
    ``known_clauses`` is given) an unknown clause.
    """
    table = _table(given, "The table of responses")
    columns.require(table.frame, columns.RESPONSE_REQUIRED, table.name)
    if table.frame.empty:
        raise InputError(f"{table.name} has no rows: give at least one response.")
    frame = _with_optional(table.frame, columns.RESPONSE_OPTIONAL)
    for column in ("response_id", "clause", "question", "respondent_type", "channel"):
        frame[column] = frame[column].str.strip()
    _refuse_where(table, frame["response_id"] == "", "has no response_id", "give every row one")
    frame["position"] = _positions(table, frame["position"])
    if known_clauses is not None:
        _refuse_unknown(table, frame["clause"], known_clauses)
    decided.check(
        frame,
        known_clauses,
        lambda column, wrong, remedy: _refuse_where(
            table, wrong, f"has a {column} that is not understood", remedy, frame[column]
        ),
    )
    return _ordered(frame)


def clauses(given: Table | pd.DataFrame) -> pd.DataFrame:
    """Check CLAUSES (clause, text, heading), kept in the order given, which is the text's own.

    Raises InputError for a missing column, a blank or a repeated clause.
    """
    table = _table(given, "The table of clauses")
    columns.require(table.frame, columns.CLAUSE_REQUIRED, table.name)
    frame = _with_optional(table.frame, columns.CLAUSE_OPTIONAL)
    frame["clause"] = frame["clause"].str.strip()
    _refuse_where(table, frame["clause"] == "", "has no clause", "give every row its number")
    _refuse_where(
        table,
        frame["clause"].duplicated(),
        "repeats a clause that stands above it",
        "keep one row for each clause",
    )
    return frame[["clause", "heading", "text"]].reset_index(drop=True)


def _table(given: Table | pd.DataFrame, name: str) -> Table:
    if isinstance(given, Table):
        return given
    return Table(given, name, tuple(range(1, len(given) + 1)))


def _with_optional(frame: pd.DataFrame, optional: Collection[str]) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    for column in optional:
        if column not in frame:
            frame[column] = ""
    for column in ("response_id", "text", "clause", *optional):
        if column in frame:
            frame[column] = frame[column].astype("str").fillna("")
    return frame


def _positions(table: Table, given: pd.Series) -> pd.Series:
    words = given.str.strip().str.lower().str.replace(r"[\s_,\-–]+", " ", regex=True)
    positions = words.map(POSITION_OF)
    _refuse_where(
        table,
        positions.isna(),
        "has a position that is not known",
        f"use one of {', '.join(sorted(p for p in ANSWERS if p))} or leave it blank",
        given,
    )
    return positions.astype("str")


def _refuse_unknown(table: Table, given: pd.Series, known: Collection[str]) -> None:
    _refuse_where(
        table,
        ~given.isin([*known, ""]),
        "names a clause that is not in the table of clauses",
        "correct it, add the clause, or leave it blank",
        given,
    )


def _refuse_where(
    table: Table, wrong: pd.Series, found: str, remedy: str, values: pd.Series | None = None
) -> None:
    places = wrong.to_numpy().nonzero()[0]
    if not len(places):
        return
    first = int(places[0])
    value = "" if values is None else f" ({str(values.iloc[first])!r})"
    others = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
    raise InputError(f"{table.at(first)}{others}, {found}{value}: {remedy}.")


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort by response, clause, question, text, then all else, so that no order given can tell."""
    keys = ["response_id", "clause", "question", "text"]
    rest = sorted(column for column in frame.columns if column not in keys)
    by = keys + rest
    order = frame[by].astype("str").sort_values(by, kind="stable").index
    frame = frame.loc[order].reset_index(drop=True)
    row = frame.groupby("response_id", sort=False).cumcount()
    return frame.assign(row=row.astype("int64"))
