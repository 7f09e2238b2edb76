"""Which clause each passage is on: as given, else as cited, else as its words suggest."""

import re
from collections.abc import Collection

import pandas as pd

from analysis import allocation, citations, columns, quotations

# A citation holds to the end of its paragraph; one that is a heading, to the next paragraph's.
INHERITED = 0.8
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n|\r[ \t]*\r|\u2029")
_HEADING_LENGTH = 80
_STOP = re.compile(r"[.!?][\"'”’)]*$")

"""Between the clauses that one passage cites."""


def place(
    passages: pd.DataFrame,
    responses: pd.DataFrame,
    clauses: pd.DataFrame | None,
    embedded: bool = False,
) -> pd.DataFrame:
    """``passages`` with ``clause``, ``clause_source``, ``clause_confidence`` and ``cited``.

    ``cited`` holds every clause a passage without a given clause cites, ``clause`` the first.
    What is neither given nor cited is allocated by its words where ``clauses`` are known, and is
    left on no clause below the allocation's threshold; ``embedded`` uses embeddings for it.
    """
    placed = passages.assign(cited=pd.Series("", passages.index, dtype="str"))
    if clauses is None or clauses.empty:
        return placed
    placed = _cite(placed, responses, tuple(clauses["clause"]))
    unplaced = placed["clause"] == ""
    if unplaced.any():
        found = allocation.allocate(placed[unplaced], clauses, embedded)
        for column in ("clause", "clause_source", "clause_confidence"):
            placed.loc[unplaced, column] = found[column]
    return placed


def _cite(passages: pd.DataFrame, responses: pd.DataFrame, known: Collection[str]) -> pd.DataFrame:
    texts = quotations.texts_of(responses)
    wanting = passages[passages["clause"] == ""]
    found: dict[object, tuple[tuple[str, ...], float]] = {}
    for _, rows in wanting.groupby(["response_id", "row"], sort=False):
        key = (str(rows["response_id"].iloc[0]), int(rows["row"].iloc[0]))
        found |= _cited_in(rows, texts[key], known)
    placed = passages.copy()
    index = list(found)
    placed.loc[index, "cited"] = [columns.SEPARATOR.join(clauses) for clauses, _ in found.values()]
    placed.loc[index, "clause"] = [clauses[0] for clauses, _ in found.values()]
    placed.loc[index, "clause_source"] = columns.CITED
    placed.loc[index, "clause_confidence"] = [sure for _, sure in found.values()]
    return placed


def _cited_in(
    passages: pd.DataFrame, text: str, known: Collection[str]
) -> dict[object, tuple[tuple[str, ...], float]]:
    """The clauses cited by each passage of one text, or inherited from the one before."""
    found: dict[object, tuple[tuple[str, ...], float]] = {}
    held: tuple[str, ...] = ()
    heading = False
    end = 0
    cells = (passages[name].tolist() for name in ("start", "end", "text"))
    for index, start, stop, words in zip(passages.index, *cells, strict=True):
        if _BLANK_LINE.search(text, end, start):
            held = held if heading else ()
            heading = False
        clauses = tuple(
            dict.fromkeys(c for citation in citations.find(words, known) for c in citation.clauses)
        )
        if clauses:
            held, heading = clauses, len(words) <= _HEADING_LENGTH and not _STOP.search(words)
        if held:
            found[index] = (held, 1.0 if clauses else INHERITED)
        end = stop
    return found
