"""`python -m tests.load`: measure the site and the analysis on this machine, and print one table.

The clients run on the same cores as the server, so the figures are lower than what a server of its
own would do. A row that misses its goal is marked; the command fails only for errors.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.load import analysing, officials, people
from tests.load.figures import Figure, table
from tests.load.server import served

SECONDS = 10
CLIENTS = 50


def site(name: str, address: str) -> Iterator[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="redraft-load-") as folder,
        served(Path(folder), address) as host,
    ):
        yield people.reading(name, host, CLIENTS, SECONDS)
        yield people.commenting(name, host, CLIENTS, SECONDS)
        yield people.responding(name, host, CLIENTS, SECONDS)


def main() -> int:
    figures = [*site("SQLite", ""), analysing.letters(700)]
    figures += analysing.against_the_naive_script()
    figures += [*officials.figures(officials.FEW), *officials.figures(officials.MANY)]
    print(table(figures))  # noqa: T201
    return any(figure.errors for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
