"""Settings that promises hang on: durable writes, a strict policy, and a site ready to be deployed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings.database import database

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "a-key-of-fifty-characters-and-more-for-the-check-only-1234567890",
    "ALLOWED_HOSTS": "consult.example.gov.uk",
    "SITE_ADDRESS": "https://consult.example.gov.uk",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = ("DATABASE_URL", "DJANGO_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "site/manage.py", *arguments],
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_production_settings_pass_djangos_own_checks(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'live.sqlite3'}"
    result = manage("check", "--deploy", "--fail-level=WARNING", DATABASE_URL=address, **PRODUCTION)
    assert "no issues (0 silenced)" in result.stdout, result.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_ADDRESS", "DATABASE_URL"])
def test_a_live_site_does_not_start_without_its_settings(missing: str) -> None:
    given = PRODUCTION | {"DATABASE_URL": "sqlite:///var/never-made.sqlite3"}
    given.pop(missing)
    result = manage("check", **given)
    assert result.returncode != 0
    assert f"{missing} is not set. See docs/deploying.md" in result.stderr


def test_sqlite_writes_reach_the_disk_before_they_are_acknowledged(tmp_path: Path) -> None:
    ask = "from django.db import connection as c; k = c.cursor(); "
    ask += (
        "print([k.execute('PRAGMA ' + p).fetchone()[0] for p in ('synchronous', 'journal_mode')])"
    )
    address = f"sqlite:///{tmp_path / 'live.sqlite3'}"
    result = manage(
        "shell", "--no-imports", "-c", ask, DATABASE_URL=address,
        DJANGO_SETTINGS_MODULE="config.settings.dev",
    )  # fmt: skip
    assert "[2, 'wal']" in result.stdout, result.stderr


def test_a_postgresql_address_becomes_djangos_settings(tmp_path: Path) -> None:
    settings = database("postgresql://ann:s%40fe@db.example:5433/redraft?sslmode=require", tmp_path)
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == ("redraft", "ann", "s@fe")
    assert (settings["HOST"], settings["PORT"]) == ("db.example", "5433")
    assert settings["OPTIONS"]["sslmode"] == "require"


def test_no_address_means_sqlite_in_the_given_place(tmp_path: Path) -> None:
    assert database("", tmp_path / "here.sqlite3")["NAME"] == tmp_path / "here.sqlite3"


def test_the_public_policy_allows_this_site_alone(client) -> None:
    policy = client.get("/cookies/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_only_the_admin_may_write_scripts_inline(client) -> None:
    policy = client.get("/admin/login/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy
