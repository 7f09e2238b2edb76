"""95% intervals by the bootstrap (Efron 1979): rows drawn again with replacement."""

from collections.abc import Callable, Mapping

import numpy as np

RESAMPLES = 1000


def bootstrap(
    measure: Callable[[np.ndarray], Mapping[str, float]],
    count: int,
    seed: int,
    resamples: int = RESAMPLES,
) -> dict[str, tuple[float, float]]:
    """Percentile intervals of each of ``measure(rows)``'s figures.

    ``rows`` is an integer array: ``count`` positions drawn with replacement. Percentiles 2.5 and
    97.5 of ``resamples`` draws; nothing for fewer than two rows.
    """
    if count < 2:
        return {}
    random = np.random.default_rng(seed)
    draws = [measure(random.integers(0, count, count)) for _ in range(resamples)]
    return {
        name: (
            float(np.percentile([draw[name] for draw in draws], 2.5)),
            float(np.percentile([draw[name] for draw in draws], 97.5)),
        )
        for name in draws[0]
    }
