"""Real servers on the database of the test: SQLite, or PostgreSQL where the tests run on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from consultation.guidance.models import ConsultationPage
from tests.faults.people import open_now
from tests.load.server import Server, environment
from tests.responses.conftest import make_consultation


@pytest.fixture
def here(transactional_db: Any) -> str:
    """The address of the database of this test."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    given = {name.lower(): known[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}
    return make_conninfo(dbname=known["NAME"], **{k: v for k, v in given.items() if v})


@pytest.fixture
def consultation(here: str) -> ConsultationPage:
    """Open for a day by the real clock."""
    page = make_consultation()
    open_now(page)
    return page


@pytest.fixture
def server(here: str, consultation: ConsultationPage, tmp_path: Path) -> Iterator[Server]:
    """Two workers of four threads, as `make demo` starts them."""
    with Server(environment(here), log=tmp_path / "server.log").running() as server:
        yield server
