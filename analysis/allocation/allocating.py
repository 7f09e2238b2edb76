"""Give passages without a clause the one they are most likely about, or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from analysis import columns
from analysis.allocation.matching import Matcher

#: Below this confidence a passage keeps no clause: a person will place it.
THRESHOLD = 0.5
#: How much has to be shared with the likeliest clause for it to be right half of the time, and
#: how fast that grows.
EVEN, STEEPNESS = 0.465, 10.2
#: The same where embeddings are used too.
EVEN_EMBEDDED, STEEPNESS_EMBEDDED = 0.79, 8.3


def allocate(passages: pd.DataFrame, clauses: pd.DataFrame, embedded: bool = False) -> pd.DataFrame:
    """``clause``, ``clause_source``, ``clause_confidence`` for each passage without a clause.

    ``passages`` needs ``text`` and ``clause``; only rows whose ``clause`` is "" are given
    back, on their own index. Below ``THRESHOLD`` the clause stays "" and the source "".
    ``embedded`` uses sentence embeddings too; see ``analysis.embeddings``.
    """
    open_ones = passages[passages["clause"] == ""]
    found = pd.DataFrame(
        {"clause": "", "clause_source": "", "clause_confidence": 0.0}, index=open_ones.index
    )
    if len(open_ones) == 0 or len(clauses) == 0:
        return found
    number, distinct = pd.factorize(open_ones["text"].to_numpy(dtype=object))
    shared, likeness = Matcher(clauses, embedded).compare(distinct.tolist())
    best = likeness.argmax(axis=1)[number]
    sure = confidence(shared, likeness, embedded)[number]
    keep = sure >= THRESHOLD
    found["clause"] = np.where(keep, clauses["clause"].to_numpy(dtype=object)[best], "")
    found["clause_source"] = np.where(keep, columns.ALLOCATED, "")
    found["clause_confidence"] = np.where(keep, sure.round(columns.PLACES), 0.0)
    return found


def likeliest(
    texts: Sequence[str],
    clauses: Sequence[tuple[str, str, str]],
    within: Sequence[Collection[str]],
) -> list[tuple[str, float]]:
    """For each text the clause its words are likest to and the confidence, however low.

    ``clauses``: number, heading and text of each. ``within``: for each text the clauses it may
    be on; none given, any.
    """
    if not texts or not clauses:
        return [("", 0.0)] * len(texts)
    numbers = [number for number, _, _ in clauses]
    frame = pd.DataFrame(clauses, columns=["clause", "heading", "text"], dtype="str")
    shared, likeness = Matcher(frame).compare(texts)
    for row, allowed in enumerate(within):
        if allowed:
            likeness[row, [number not in allowed for number in numbers]] = -1.0
    best = likeness.argmax(axis=1)
    sure = confidence(shared, likeness)
    return [(numbers[place], float(value)) for place, value in zip(best, sure, strict=True)]


def confidence(shared: np.ndarray, likeness: np.ndarray, embedded: bool = False) -> np.ndarray:
    """How often the likeliest clause is the right one, where so much is shared with it.

    A logistic curve through 632 comments written for the example chapter and 376 passages on
    other matters, which count as much; the lead over the second clause added nothing to it.
    """
    top = shared[np.arange(len(shared)), likeness.argmax(axis=1)]
    even, steepness = (EVEN_EMBEDDED, STEEPNESS_EMBEDDED) if embedded else (EVEN, STEEPNESS)
    sure: np.ndarray = 1 / (1 + np.exp(steepness * (even - top)))
    return sure
