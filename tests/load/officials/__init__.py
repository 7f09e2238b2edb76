"""How long every page of an official takes, over the example responses and over a hundred thousand."""

import json
import os
import subprocess
import sys
from statistics import median

from tests.load.figures import Figure, percentile
from tests.load.server import ROOT

#: How often each of the 300 example responses stands in the database.
FEW, MANY = 1, 334
MEDIAN, P95 = 0.5, 1.5
"""Seconds that every page may take, at its median and at its 95th percentile."""


def measured(times: int) -> dict[str, list[float]]:
    """Seconds each page took, by address, on a PostgreSQL made for it and thrown away.

    Raises subprocess.CalledProcessError when a page does not answer.
    """
    command = [sys.executable, "tools/with_postgresql.py", sys.executable, "-m",
               "tests.load.officials", str(times)]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"},
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def figures(times: int) -> list[Figure]:
    """The slowest page at its median and at its 95th percentile, of all that an official sees."""
    seconds = measured(times)
    name = f"officials' pages, {300 * times:,} responses"
    middle = {page: median(taken) for page, taken in seconds.items()}
    worst = {page: percentile(taken, 0.95) for page, taken in seconds.items()}
    return [
        _slowest(f"{name}, median", middle, MEDIAN),
        _slowest(f"{name}, p95", worst, P95),
    ]


def _slowest(what: str, by_page: dict[str, float], goal: float) -> Figure:
    page = max(by_page, key=lambda each: by_page[each])
    note = f"the slowest of {len(by_page)}: {page}"
    return Figure(what, by_page[page], "s", goal, note, lower_is_better=True)
