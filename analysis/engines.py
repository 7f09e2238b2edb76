"""Run one function over many batches: here, in a pool of processes, or on a dask cluster.

The batches are the same whatever the engine and the number of workers, and results come back in
the order of the batches, so the output is the same to the byte.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits

from analysis.errors import InputError

Batch = TypeVar("Batch")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]

ENGINES = ("local", "dask")


@dataclass(frozen=True)
class Engine:
    """``name`` of ENGINES, ``workers`` (at least 1), dask's ``scheduler`` address or ""."""

    name: str = "local"
    workers: int = 1
    scheduler: str = ""

    def __post_init__(self) -> None:
        if self.name not in ENGINES:
            raise InputError(f"There is no engine {self.name!r}: use {' or '.join(ENGINES)}.")
        if self.workers < 1:
            raise InputError(f"{self.workers} workers cannot work: use at least 1.")
        if self.scheduler and self.name != "dask":
            raise InputError("A scheduler's address needs the dask engine: add --engine dask.")

    def run(
        self,
        function: Callable[[Batch], Result],
        batches: Sequence[Batch],
        report: Callable[[int, int], None],
    ) -> list[Result]:
        """``[function(batch) for batch in batches]``, telling ``report`` (done, total)."""
        results: list[Result] = []
        report(0, len(batches))
        for result in self._results(partial(_on_one_thread, function), batches):
            results.append(result)
            report(len(results), len(batches))
        return results

    def _results(self, function: Callable[[Batch], Result], batches: Sequence[Batch]) -> Any:
        if self.name == "dask":
            return self._dask(function, batches)
        if self.workers == 1 or len(batches) < 2:
            return map(function, batches)
        return self._pool(function, batches)

    def _pool(
        self, function: Callable[[Batch], Result], batches: Sequence[Batch]
    ) -> Iterator[Result]:
        # Spawned, not forked: a forked copy of a threaded web worker may hold its locks.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.workers, mp_context=context) as pool:
            yield from pool.map(function, batches)

    def _dask(
        self, function: Callable[[Batch], Result], batches: Sequence[Batch]
    ) -> Iterator[Result]:
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            raise InputError(
                'The dask engine is not installed: install it with pip install "redraft[dask]".'
            ) from None
        connect: Any = Client
        start: Any = LocalCluster
        if self.scheduler:
            with _client(connect, self.scheduler) as client:
                yield from client.gather(client.map(function, batches, pure=False))
            return
        cluster = start(
            n_workers=self.workers, threads_per_worker=1, dashboard_address=None, protocol="tcp://"
        )
        with cluster, connect(cluster) as client:
            yield from client.gather(client.map(function, batches, pure=False))


def _client(client: Any, address: str) -> Any:
    try:
        return client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError):
        raise InputError(
            f"No dask scheduler answers at {address!r}: start it or correct the address."
        ) from None


def _on_one_thread(function: Callable[[Batch], Result], batch: Batch) -> Result:
    """Numeric libraries add in another order on more threads, which would change last digits."""
    with threadpool_limits(limits=1):
        return function(batch)
