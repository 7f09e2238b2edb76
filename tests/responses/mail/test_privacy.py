"""What people write and where they are reached is in the database, and in mail, and nowhere else."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.management import call_command

from config.logs import Impersonal
from consultation.guidance.models import ClauseVersion
from consultation.responses.models import Draft, Mail
from tests.responses.conftest import DURING, Person, clock, consultation, person, version
from tests.responses.mail.conftest import MailServer
from tests.responses.mail.people import ask

__all__ = ["clock", "consultation", "person", "version"]

CANARIES = (b"qwcanaryword", b"qwcanarymail", b"qwcanaryname")


def holding_a_canary(*folders: Path) -> list[Path]:
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and "mail" not in path.parts:
                content = path.read_bytes().lower()
                found += [path for canary in CANARIES if canary in content]
    return found


def test_nothing_a_person_wrote_is_written_outside_the_database_and_mail(
    person: Person,
    version: ClauseVersion,
    mail_server: MailServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A whole journey, with the mail server away, back, refusing, and a page that fails."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    log = logging.FileHandler(tmp_path / "site.log")
    log.setFormatter(Impersonal())
    # The test's own mail server tells what it hears; a real one is another machine's.
    log.addFilter(lambda record: not record.name.startswith("mail.log"))
    logging.getLogger().addHandler(log)
    before = set(holding_a_canary(site.ROOT_DIR / "var"))
    try:
        words: dict[str, Any] = {"text": "qwcanaryword " * 50}
        person.client.raise_request_exception = False
        person.comment(version, **words)
        person.say_who(name="qwcanaryname", email="qwcanarymail@example.org")
        person.client.get(f"{person.home}clause/{version.pk}/?q=qwcanaryword%00")
        ask(person, version, "qwcanarymail@example.org", **words)
        call_command("tend", verbosity=0)
        Mail.objects.update(next_try_at=DURING)
        mail_server.answer = lambda asked: "554 qwcanarymail is not wanted" if asked == 1 else ""
        mail_server.start()
        call_command("tend", verbosity=0)
        # A fault of ours, with the words at hand.
        Mail.objects.update(next_try_at=DURING, kind="qwcanary")
        call_command("tend", verbosity=0)
    finally:
        logging.getLogger().removeHandler(log)
        log.close()
    told = (tmp_path / "site.log").read_text()
    assert "was not taken: ConnectionRefusedError" in told
    assert "was refused: SMTPDataError 554" in told
    assert "could not be written" in told
    assert holding_a_canary(tmp_path) == []
    assert set(holding_a_canary(site.ROOT_DIR / "var")) == before
    assert not Draft.objects.exists()
