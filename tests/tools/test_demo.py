"""`make demo`, as a newcomer runs it: once, again after writing something, and served."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.load.people import HOME, SECTION, Person, clause_forms
from tests.load.server import free_port

ROOT = Path(__file__).resolve().parents[2]
QUICK = 15.0

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    database = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    ours = ("DJANGO_", "DATABASE_URL")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return inherited | {
        "DATABASE_URL": f"sqlite:///{database}",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "PORT": str(free_port()),
    }


def demo(environment: dict[str, str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["tools/demo.sh"], cwd=ROOT, env=environment | more, capture_output=True, text=True, check=True
    )  # fmt: skip


@pytest.fixture(scope="module")
def loaded(environment: dict[str, str]) -> str:
    return demo(environment, SERVE="0").stdout


@pytest.fixture(scope="module")
def address(environment: dict[str, str], loaded: str) -> Iterator[str]:
    """The demo served, until the test ends; nothing of it is left running then."""
    process = subprocess.Popen(
        ["tools/demo.sh"], cwd=ROOT, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    host = f"127.0.0.1:{environment['PORT']}"
    try:
        wait_for(f"http://{host}/healthz")
        yield host
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    assert not answers(f"http://{host}/healthz")


def answers(url: str) -> bool:
    try:
        urlopen(url, timeout=60).close()
    except OSError:
        return False
    return True


def wait_for(url: str) -> None:
    until = time.monotonic() + 120
    while not answers(url):
        assert time.monotonic() < until, f"{url} did not answer in two minutes"
        time.sleep(0.2)


def processor_seconds() -> float:
    """Of the programs that ended; the clock on the wall would measure who else uses this machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_first_run_tells_the_logins(loaded: str) -> None:
    for login in ("editor-demo", "official-demo", "duty-demo"):
        assert login in loaded


def test_what_a_newcomer_writes_is_there_after_running_it_again(
    address: str, environment: dict[str, str]
) -> None:
    person = Person(address)
    page = person.read(SECTION)
    person.send(page, clause_forms(page)[0], text="Kept between two runs.", position="support")
    person.connection.close()  # the server would, while the demo is set up again
    began = processor_seconds()
    again = demo(environment, SERVE="0")
    assert processor_seconds() - began < QUICK
    assert "recorded" not in again.stdout, "the example responses were loaded twice"
    assert "Kept between two runs." in person.read(SECTION)
    assert "1 of 44 clauses" in person.read(HOME)
    person.connection.close()


@pytest.mark.parametrize(
    "path", ["/", "/chapter-eight/", "/chapter-eight-closed/", "/admin/login/"]
)
def test_its_pages_answer(address: str, path: str) -> None:
    person = Person(address)
    assert person.ask("GET", path)[0] == 200
    person.connection.close()
