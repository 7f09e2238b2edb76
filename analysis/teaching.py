"""What officials' labels teach the reader of positions, once there are enough of them."""

from __future__ import annotations

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis import columns, decided, position

#: A hundred labels of one consultation teach more than other people's debates; see ``position``.
ENOUGH = 100


def positions(
    responses: pd.DataFrame, clauses: pd.DataFrame | None, seed: int = 0
) -> position.Model | None:
    """A reader fitted on the positions people decided; None, for the shipped one, where they are
    too few or all the same."""
    labelled = decided.learned_positions(responses, clauses)
    if not _enough(labelled):
        return None
    with threadpool_limits(limits=1):
        return position.fit(labelled, seed)


def taught(responses: pd.DataFrame, clauses: pd.DataFrame | None) -> dict[str, int]:
    """How many labels of people there are: those that taught ``positions``, and of themes."""
    labelled = decided.learned_positions(responses, clauses)
    themes = responses[columns.DECIDED_COLUMNS[2]].str.count(r"(?:^|: )\+").sum()
    counts = {"positions": len(labelled) if _enough(labelled) else 0, "themes": int(themes)}
    return {name: count for name, count in counts.items() if count}


def _enough(labelled: pd.DataFrame) -> bool:
    return len(labelled) >= ENOUGH and labelled["label"].nunique() > 1
