"""What every test stands on: no way out of this machine, and a choice of database.

`pytest --only-database` keeps the tests that touch the database, so that a second run on PostgreSQL
(see tools/with_postgresql.py) repeats what could differ and nothing else.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

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
def nothing_is_remembered() -> None:
    """What was kept of one test's database says nothing of the next one's."""
    cache.clear()


@pytest.fixture(autouse=True)
def media_stay_apart(settings: Any, tmp_path: Any) -> None:
    """Uploaded and generated files go where the test's own directory is, never into `var`."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def migrated() -> Path | None:
    """Where a migrated SQLite database lies, or will, for runs with these migrations to begin from.

    Migrating takes longer than most tests. None on PostgreSQL, which starts anew for each run.
    """
    if connection.vendor != "sqlite":
        return None
    root = Path(__file__).resolve().parents[1]
    state = hashlib.sha256((root / "requirements.lock").read_bytes())
    for migration in sorted((root / "consultation").rglob("migrations/*.py")):
        state.update(migration.read_bytes())
    state.update((root / "consultation" / "roles.py").read_bytes())
    return Path(tempfile.gettempdir()) / f"redraft-migrated-{state.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(migrated: Path | None) -> bool:
    """Whether the test database may be there already: on SQLite, as a copy of the migrated one."""
    return migrated is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, migrated: Path | None) -> None:
    """Begin from the migrated database, where an earlier run has left one."""
    if migrated is not None and migrated.exists():
        shutil.copy(migrated, connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, migrated: Path | None
) -> Iterator[None]:
    """The test database; what was migrated is left for the next run, all else is removed."""
    if migrated is not None and not migrated.exists():
        with django_db_blocker.unblock():
            # Where no test of the run touches the database, none was made.
            if "django_migrations" in connection.introspection.table_names():
                leave(migrated)
    yield
    if migrated is not None:
        with django_db_blocker.unblock():
            connection.close()
        for name in (database := Path(connection.settings_dict["NAME"])).parent.glob(
            f"{database.name}*"
        ):
            name.unlink()


def leave(migrated: Path) -> None:
    """Copy the test database to ``migrated``, whole or not at all."""
    connection.ensure_connection()
    making = migrated.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(making)) as copy:
        connection.connection.backup(copy)
    making.replace(migrated)
