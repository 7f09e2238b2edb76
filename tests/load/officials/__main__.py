"""`python -m tests.load.officials TIMES [ROUNDS]`: visit every page an official sees, and time it.

Runs on the empty PostgreSQL database that DATABASE_URL names (see tools/with_postgresql.py). It loads
the demo, makes every response stand TIMES times, starts the site as production does, asks for each
address ROUNDS times, and prints one line of JSON: seconds by address. Everything runs on this machine.
"""

import json
import os
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPResponse

from tests.load.officials import multiplying
from tests.load.server import ROOT, Server, environment

#: Python for Django's shell: what the demo has none of; every page, and a session of who visits it.
PLANT = "from tests.load.officials.addresses import plant; plant()"
ANSWER = "from tests.load.officials.addresses import answer; answer()"
ASK = "from tests.load.officials.addresses import asked; print(asked())"

#: Seconds after which a page is given up.
PATIENCE = 120


def manage(address: str, *command: str) -> str:
    told = subprocess.run(
        [sys.executable, "site/manage.py", *command],
        cwd=ROOT, env=environment(address), check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return told.stdout


def visit(host: str, pages: dict[str, str], rounds: int) -> dict[str, list[float]]:
    """Seconds each page took, from asking to the last byte, one visitor at a time.

    ``pages``: the cookie of who visits it, by address.
    """
    seconds: dict[str, list[float]] = {page: [] for page in pages}
    for _round in range(rounds + 1):
        for page, cookie in pages.items():
            connection = HTTPConnection(host, timeout=PATIENCE)
            began = time.monotonic()
            connection.request("GET", page, headers={"Cookie": f"sessionid={cookie}"})
            try:
                answer = connection.getresponse()
                answer.read()
            except TimeoutError:
                raise RuntimeError(f"{page} did not answer in {PATIENCE} seconds") from None
            seconds[page].append(time.monotonic() - began)
            connection.close()
            if not _answered(answer):
                raise RuntimeError(f"{page} answered {answer.status}: expected 200")
    # The first of each also loads what is loaded once.
    return {page: taken[1:] for page, taken in seconds.items()}


def _answered(answer: HTTPResponse) -> bool:
    """Whether it is a page, or leads on to one other than that for signing in."""
    leads = answer.status == 302 and "/login/" not in (answer.getheader("Location") or "/login/")
    return answer.status == 200 or leads


def main(times: int, rounds: int) -> None:
    address = os.environ["DATABASE_URL"]
    manage(address, "migrate", "-v0")
    manage(address, "load_demo", "-v0")
    manage(address, "shell", "--no-imports", "-c", PLANT)
    if times == 1:
        # A seal holds an analysis of its own: of the many it would take the benchmark an hour.
        manage(address, "shell", "--no-imports", "-c", ANSWER)
    else:
        multiplying.multiply(address, times)
    pages = json.loads(manage(address, "shell", "--no-imports", "-c", ASK))
    with Server(environment(address)).running() as server:
        print(json.dumps(visit(server.host, pages, rounds)))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
