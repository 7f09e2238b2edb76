"""Bootstrap intervals: round the figure, the same for a seed, narrower with more rows."""

import numpy as np

from analysis.evaluate.intervals import bootstrap


def _share(count: int, seed: int = 0) -> tuple[float, float]:
    right = np.arange(count) % 4 != 0
    return bootstrap(lambda rows: {"share": float(right[rows].mean())}, count, seed)["share"]


def test_the_interval_is_that_of_a_share() -> None:
    low, high = _share(400)
    margin = 1.96 * np.sqrt(0.75 * 0.25 / 400)
    assert abs(low - (0.75 - margin)) < 0.01
    assert abs(high - (0.75 + margin)) < 0.01


def test_a_seed_gives_one_interval_and_more_rows_a_narrower_one() -> None:
    assert _share(401, 1) == _share(401, 1) != _share(401, 2)
    assert np.diff(_share(400)) < np.diff(_share(40))


def test_one_row_has_no_interval() -> None:
    assert bootstrap(lambda rows: {"share": 1.0}, 1, 0) == {}
