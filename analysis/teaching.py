"""What officials' labels teach the reader of positions, once there are enough of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from analysis import columns, decided, position
from analysis.errors import InputError
from analysis.themes import learning

#: From so many labels of one consultation a gain was measured: see docs/method/position.md.
ENOUGH = 50

#: Folds in which items are left out, and the fewest items a gain is measured on.
FOLDS = 5
FEWEST = 20


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


def gains(
    texts: Sequence[str],
    positions: Sequence[str],
    themes: Sequence[Collection[str]],
    read: Sequence[Collection[str]],
    target: str,
    seed: int = 0,
) -> dict[str, Any]:
    """What learning from coded items gains, each item read by a reader that did not see it.

    ``positions``: of each text on ``target``, or none at all; ``themes``: what people coded,
    ``read``: what the machine had. Shares of positions right, and F1 of all themes together,
    before and after; None where there is too little to learn from.
    """
    return {
        "positions": _gain_of_positions(texts, positions, target, seed),
        "themes": _gain_of_themes(texts, themes, read, seed),
    }


def _gain_of_positions(
    texts: Sequence[str], positions: Sequence[str], target: str, seed: int
) -> dict[str, Any] | None:
    support = {columns.SUPPORT_WITH_CHANGES: columns.SUPPORT}
    labels = [support.get(label, label) for label in positions]
    # With fewer than two of a label in every fold there is nothing to learn from.
    if len(labels) < FEWEST or sum(labels.count(each) >= FOLDS for each in set(labels)) < 2:
        return None
    rows = pd.DataFrame({"text": texts, "target": target, "label": labels})
    try:
        with threadpool_limits(limits=1):
            found = position.gain(rows, seed, FOLDS)
    except InputError:  # every item of one label was left out at once
        return None
    return {"n": found.n, "before": _rounded(found.before), "after": _rounded(found.after)}


def _gain_of_themes(
    texts: Sequence[str],
    themes: Sequence[Collection[str]],
    read: Sequence[Collection[str]],
    seed: int,
) -> dict[str, Any] | None:
    coded = [at for at, each in enumerate(themes) if each]
    if len(coded) < FEWEST or len({one for each in themes for one in each}) < 2:
        return None
    turn = np.random.default_rng(seed).permutation(len(texts)) % FOLDS
    said: list[Collection[str]] = [() for _ in texts]
    for fold in range(FOLDS):
        labelled = [(texts[at], theme) for at in coded if turn[at] != fold for theme in themes[at]]
        table = pd.DataFrame(sorted(labelled), columns=["text", "theme"])
        if table["theme"].nunique() < 2:
            return None
        with threadpool_limits(limits=1):
            model = learning.fit(table, seed)
            out = np.flatnonzero(turn == fold).tolist()
            for at, found in zip(out, model.tag(texts[at] for at in out), strict=True):
                said[at] = found
    return {"n": len(texts), "before": _f1(themes, read), "after": _f1(themes, said)}


def _f1(truth: Sequence[Collection[str]], said: Sequence[Collection[str]]) -> float:
    both = sum(len(set(a) & set(b)) for a, b in zip(truth, said, strict=True))
    return _rounded(2 * both / max(sum(map(len, truth)) + sum(map(len, said)), 1))


def _rounded(value: float) -> float:
    return round(value, columns.PLACES)
