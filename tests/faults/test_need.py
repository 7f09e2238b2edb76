"""A database in need: locked, or without room. Words are stored or come back."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from http.client import HTTPException
from pathlib import Path

import pytest
from django.db import connection

from consultation.guidance.models import ClauseVersion, ConsultationPage
from tests.faults.people import TOKEN, Sender, burst, senders
from tests.faults.postgresql import on_sqlite
from tests.faults.test_kills import assert_nothing_lost_or_doubled
from tests.load.server import Server, environment
from tests.responses.conftest import version_of

pytestmark = pytest.mark.faults

HOLD_THE_LOCK = """
import sqlite3, sys, time
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(8)
file.execute("COMMIT")
"""
MEGABYTE = 1024 * 1024
#: Enough that a few comments fill what room is left.
LONG = "What we learnt is this: say what happens when the court takes longer. " * 1500


def comment(one: Sender, version: ClauseVersion, text: str) -> tuple[int, str]:
    """Write a comment as somebody new; the answer."""
    person = one.person()
    person.cookies.pop("draft")
    form = {"text": text, "position": "oppose", "csrfmiddlewaretoken": TOKEN}
    try:
        code, _, page = person.ask("POST", f"{one.home}clause/{version.pk}/", form)
    except (OSError, HTTPException):
        return 0, ""
    finally:
        person.connection.close()
    return code, unescape(page)


@on_sqlite
def test_a_lock_held_for_eight_seconds_refuses_nobody(
    server: Server, consultation: ConsultationPage
) -> None:
    people = senders([server.host], consultation, version_of(consultation, "8.2"), 50, "case")
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(connection.settings_dict["NAME"])]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        burst(people, len(people) + 1, lambda: None)
    assert {tuple(one.codes) for one in people} == {(302,)}
    assert_nothing_lost_or_doubled(people)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("Only an administrator can mount a small disk to fill")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@on_sqlite
def test_a_full_disk_keeps_what_was_taken_and_hands_back_the_rest(
    consultation: ConsultationPage, small_disk: Path, tmp_path: Path
) -> None:
    version = version_of(consultation, "8.2")
    people = senders(["?"], consultation, version, 60, "case")
    file = small_disk / "full.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM INTO '{file}'")
    filler = small_disk / "filler"
    with Server(environment(f"sqlite:///{file}"), log=tmp_path / "full.log").running() as server:
        for one in people:
            one.host = server.host
        for one in people[:10]:
            one.press()
        with filler.open("wb") as room:
            room.write(bytes(shutil.disk_usage(small_disk).free - MEGABYTE))
        taken, handed_back = fill(people[0], version)
        assert taken and handed_back
        for one in people[10:50]:
            one.press()
        assert {code for one in people[:50] for code in one.codes} == {302, 503}
        assert not server.answers(), "The health check is not red."
        held = [one for one in people if one.receipt]
        for one in held:
            assert one.words in one.read(one.receipt)
        assert "Heading 8.2" in people[0].read(f"/{consultation.slug}/section-a/")
        filler.unlink()
        for one in people[10:]:
            one.press_until_received()
        assert server.answers()
    checked = sqlite3.connect(file)
    assert checked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    stored = checked.execute("SELECT count(*) FROM consultation_response").fetchone()
    checked.close()
    assert stored == (60,) and len({one.receipt for one in people}) == 60


def fill(one: Sender, version: ClauseVersion) -> tuple[int, int]:
    """Long comments until no more are taken: how many were, and how many came back on the page."""
    taken = handed_back = 0
    for _ in range(100):
        code, page = comment(one, version, LONG)
        assert code in (302, 503)
        taken += code == 302
        handed_back += code == 503 and LONG in page
        assert taken + handed_back == _ + 1, "Words did not come back."
        if handed_back >= 10:
            break
    return taken, handed_back
