"""What a task of the evaluation is given and what it gives back."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Options:
    """``clauses`` as read; ``learn`` rows to fit on first (0: none); ``seed``; ``k`` themes;
    ``embedded`` for sentence embeddings."""

    clauses: pd.DataFrame | None = None
    learn: int = 0
    seed: int = 0
    k: int | None = None
    embedded: bool = False


@dataclass(frozen=True)
class Scores:
    """``measures`` by the names design fixes; ``intervals`` 95% (low, high) of some of them."""

    measures: dict[str, float | int]
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def learning_rows(count: int, options: Options) -> np.ndarray:
    """A boolean mask over ``count`` rows: True for the ``options.learn`` drawn at random."""
    chosen = np.zeros(count, dtype=bool)
    drawn = np.random.default_rng(options.seed).permutation(count)[: options.learn]
    chosen[drawn] = True
    return chosen
