"""From the environment's DATABASE_URL to Django's settings of the database."""

from pathlib import Path
from typing import Any

SQLITE = "sqlite:///"

#: FULL: an acknowledged response must survive a power cut, not only a killed process.
DURABLE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"

#: In seconds. A connection is checked before use, so a restarted server is found again by itself.
#: The pool tries again ever more rarely; told to give up soon, it begins anew with the next request.
POOL = {"min_size": 1, "max_size": 8, "timeout": 10, "reconnect_timeout": 2}


def database(url: str, default: Path) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name`, `sqlite:///path`, or nothing: SQLite at `default`.

    Raises psycopg.ProgrammingError when the address is neither.
    """
    if not url or url.startswith(SQLITE):
        return sqlite(Path(url.removeprefix(SQLITE) or default))
    return postgresql(url)


def sqlite(path: Path) -> dict[str, Any]:
    """Readers never wait for the writer; a writer waits for its turn instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": DURABLE},
    }


def postgresql(url: str) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(url)
    known = {
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": parts | {"pool": POOL},
        "CONN_HEALTH_CHECKS": True,
    } | known
