"""Engines: one order of results however they are run, and refusals in plain words."""

import pytest

from analysis import InputError
from analysis.engines import Engine


def _square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_batches(workers: int) -> None:
    told: list[tuple[int, int]] = []
    results = Engine(workers=workers).run(
        _square, [3, 1, 2], lambda done, total: told.append((done, total))
    )
    assert results == [9, 1, 4]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("name", "workers", "scheduler", "message"),
    [
        ("ray", 1, "", "no engine 'ray'"),
        ("local", 0, "", "0 workers"),
        ("local", 1, "tcp://127.0.0.1:1", "--engine dask"),
    ],
)
def test_an_engine_that_cannot_run_is_refused(
    name: str, workers: int, scheduler: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        Engine(name, workers, scheduler)
