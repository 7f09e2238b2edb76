"""People with a written draft, who press the button until they hold a receipt."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from threading import Lock

from django.db import connection

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions import save_comment, save_details, start_draft
from consultation.responses.models import Draft
from consultation.responses.rules import digest, secret_of, submission
from tests.load.people import Person

#: Seconds in which everybody must have a receipt, whatever was killed meanwhile.
PATIENCE = 90
TOKEN = "a" * 32
WHO = {
    "kind": "individual", "respondent_type": "family", "confidential": False, "publish": "anonymous"
}  # fmt: skip


def open_now(consultation: ConsultationPage, seconds: float = 86_400) -> datetime:
    """Let the consultation be open by the real clock for as long; when it closes."""
    now = datetime.now(UTC)
    closes = now + timedelta(seconds=seconds)
    dates = {"opens": now - timedelta(days=1), "closes": closes}
    ConsultationPage.objects.filter(pk=consultation.pk).update(**dates)
    return closes


@dataclass
class Sender:
    """One person at the last page, whose draft is ready. Threads use it one at a time."""

    host: str
    home: str
    secret: str
    digest: str
    words: str
    receipt: str = ""
    answered_at: datetime | None = None
    codes: list[int] = field(default_factory=list)

    def person(self) -> Person:
        person = Person(self.host)
        person.cookies = {"draft": self.secret, "csrftoken": TOKEN}
        return person

    def press(self) -> str:
        """The button, once. Where it leads, or the page; empty when the connection broke."""
        person = self.person()
        form = {"digest": self.digest, "csrfmiddlewaretoken": TOKEN}
        try:
            code, leads_to, page = person.ask("POST", f"{self.home}check/", form)
        except (OSError, HTTPException):
            self.codes.append(0)
            return ""
        finally:
            person.connection.close()
        self.answered_at = datetime.now(UTC)
        self.codes.append(code)
        if code == 302 and "/receipt/" in leads_to:
            self.receipt = leads_to
        return leads_to or page

    def press_until_received(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.receipt and time.monotonic() < until:
            self.press()
            if not self.receipt:
                time.sleep(0.2)

    def read(self, path: str) -> str:
        person = self.person()
        try:
            return person.read(path)
        finally:
            person.connection.close()


def senders(
    hosts: list[str], consultation: ConsultationPage, version: ClauseVersion, count: int, about: str
) -> list[Sender]:
    """As many people, each with a draft of words of their own; they go to the hosts in turn."""
    now = datetime.now(UTC)
    home = f"/{consultation.slug}/respond/"
    made = []
    for number in range(count):
        words = f"Six months is right, as we learnt in {about} {number}."
        draft = start_draft(consultation, now)
        save_comment(draft, version, "support", words, now)
        save_details(draft, WHO, now)
        host = hosts[number % len(hosts)]
        made.append(Sender(host, home, secret_of(draft.pk), present(draft), words))
    return made


def present(draft: Draft) -> str:
    """The digest that the last page of this draft names."""
    stored = Draft.objects.get(pk=draft.pk)
    return digest(submission(stored, stored.comments.all(), stored.answers.all()))


def burst(people: list[Sender], when: int, strike: Callable[[], object]) -> None:
    """Everybody at once; ``strike`` falls when so many have their receipt."""
    lock, struck = Lock(), []

    def send(one: Sender) -> None:
        one.press_until_received()
        with lock:
            now = not struck and sum(bool(other.receipt) for other in people) >= when
            if now:
                struck.append(True)
        if now:
            strike()

    with ThreadPoolExecutor(len(people) + 1) as pool:
        if when == 0:
            struck.append(True)
            pool.submit(strike)
        list(pool.map(send, people))
    connection.close()  # What struck may have cut it.
