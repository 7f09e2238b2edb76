"""What every test stands on: no way out of this machine, and a choice of database.

`pytest --only-database` keeps the tests that touch the database, so that a second run on PostgreSQL
(see tools/with_postgresql.py) repeats what could differ and nothing else.
"""

import sys
from ipaddress import ip_address
from typing import Any

import pytest

COMMITTING_FIXTURES = {"transactional_db", "live_server"}
DATABASE_FIXTURES = COMMITTING_FIXTURES | {"db", "admin_client", "admin_user"}


def stay_on_this_machine(event: str, details: tuple[Any, ...]) -> None:
    """An audit hook: raise when Python is about to reach another host. It cannot be undone."""
    if event == "socket.connect" and isinstance(details[1], tuple):
        refuse_unless_loopback(details[1][0])
    elif event == "socket.getaddrinfo" and details[0]:
        refuse_unless_loopback(details[0])


def refuse_unless_loopback(host: str | bytes) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name == "localhost":
        return
    try:
        loopback = ip_address(name).is_loopback or ip_address(name).is_unspecified
    except ValueError:
        loopback = False
    if not loopback:
        raise ConnectionRefusedError(
            f"A test tried to reach {name}; nothing may leave this machine."
        )


sys.addaudithook(stay_on_this_machine)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="only tests that touch the database"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what is wanted, and run what commits last: it leaves an empty database behind."""
    kept = [item for item in items if wanted(config, item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = sorted(kept, key=commits)
    for item in filter(commits, kept):
        item.fixturenames.insert(0, "django_db_serialized_rollback")


def commits(item: pytest.Item) -> bool:
    """Whether the test writes for good, so that the rows of the migrations must come back for it."""
    marker = item.get_closest_marker("django_db")
    transaction = marker is not None and marker.kwargs.get("transaction", False)
    return transaction or bool(COMMITTING_FIXTURES & set(getattr(item, "fixturenames", ())))


def wanted(config: pytest.Config, item: pytest.Item) -> bool:
    """Slow proofs run only when asked for by `-m faults`."""
    if item.get_closest_marker("faults") and "faults" not in config.option.markexpr:
        return False
    if not config.option.only_database:
        return True
    fixtures = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def media_stay_apart(settings: Any, tmp_path: Any) -> None:
    """Uploaded and generated files go where the test's own directory is, never into `var`."""
    settings.MEDIA_ROOT = tmp_path / "media"
