"""Settings that promises hang on: durable writes, a strict policy, and a site ready to be deployed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings.database import database
from config.settings.mail import mail

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "a-key-of-fifty-characters-and-more-for-the-check-only-1234567890",
    "ALLOWED_HOSTS": "consult.example.gov.uk",
    "SITE_ADDRESS": "https://consult.example.gov.uk",
    "EMAIL_URL": "smtp+tls://mailer:secret@localhost",
    "EMAIL_FROM": "consult@example.gov.uk",
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


@pytest.mark.parametrize("missing", [*PRODUCTION, "DATABASE_URL"][1:])
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


@pytest.mark.parametrize(("url", "expected"), [
    ("smtp://relay.example", ("relay.example", 25, "", "", False, False)),
    ("smtp+tls://ann:s%40fe@relay.example", ("relay.example", 587, "ann", "s@fe", True, False)),
    ("smtps://relay.example:8465", ("relay.example", 8465, "", "", False, True)),
])  # fmt: skip
def test_a_mail_servers_address_becomes_djangos_settings(
    url: str, expected: tuple[object, ...], tmp_path: Path
) -> None:
    got = mail(url, tmp_path)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(got[f"EMAIL_{name}"] for name in names) == expected
    assert got["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_without_a_mail_server_mail_goes_to_files(tmp_path: Path) -> None:
    assert mail("", tmp_path)["EMAIL_FILE_PATH"] == tmp_path


def test_another_kind_of_mail_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="begins with http://; expected smtp://host"):
        mail("http://relay.example", tmp_path)


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
