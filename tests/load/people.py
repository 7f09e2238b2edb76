"""Many people at once: reading a section, writing a comment, sending a whole response.

A person is a thread with a connection and a cookie of their own, who fills in the forms that the
pages hold. An answer counts as an error unless it is the page that follows success.
"""

import math
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from tests.load.figures import Figure, percentile
from tests.load.server import SLUG

SECTION = f"/{SLUG}/reporting/"
HOME = f"/{SLUG}/respond/"
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
WORDS = "Six months is right, but say what happens when the court takes longer than that. " * 3
ABOUT = {
    "kind": "individual",
    "respondent_type": "family",
    "confidential": "no",
    "publish": "anonymous",
}


@dataclass
class Tally:
    """What one crowd did: seconds taken by each success, and the failures."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def per_second(self, elapsed: float) -> float:
        return len(self.seconds) / elapsed


class TimeIsOver(Exception):
    """The crowd goes home: what was being done is neither a success nor an error."""


PATIENCE = 10
"""Seconds that anybody in a crowd waits for an answer, and for which an act begun in time may go on:
on a machine that cannot keep up, a whole response would else take many minutes."""

ALONE = 60
"""Seconds that a person alone waits: longer than the server waits for a database that is held."""


class Person:
    def __init__(self, host: str, leaves: float = math.inf) -> None:
        self.connection = HTTPConnection(host, timeout=ALONE if leaves == math.inf else PATIENCE)
        self.leaves = leaves
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Status, where it redirects to, and the page. Raises TimeIsOver after `leaves`."""
        if time.monotonic() > self.leaves:
            raise TimeIsOver
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(
            method, path, urlencode(form) if form is not None else None, headers
        )
        response = self.connection.getresponse()
        page = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.headers.get("Location", ""), page

    def read(self, path: str) -> str:
        status, _, page = self.ask("GET", path)
        if status != 200:
            raise AssertionError(f"GET {path} gave {status}")
        return page

    def send(self, page: str, path: str, **typed: str) -> str:
        """Send the form at `path` as the page holds it, and return where success leads."""
        status, leads_to, _ = self.ask("POST", path, hidden(page, path) | typed)
        if status != 302:
            raise AssertionError(f"POST {path} gave {status}")
        return leads_to


def hidden(page: str, path: str) -> dict[str, str]:
    """The hidden fields of the form that posts to `path`, or of the page's only one."""
    forms = re.findall(r"<form\b.*?</form>", page, re.S)
    asked = [form for form in forms if f'action="{path}"' in form] or forms[-1:]
    inputs = HIDDEN.findall(asked[0]) if asked else []
    return {attribute(tag, "name"): attribute(tag, "value") for tag in inputs}


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def clause_forms(page: str) -> list[str]:
    return sorted(set(re.findall(rf'action="({HOME}clause/\d+/)"', page)))


def read_a_section(person: Person) -> None:
    person.read(SECTION)


def write_a_comment(person: Person) -> None:
    """By somebody new each time: the page is read once, and what is counted is the sending."""
    page = person.read(SECTION)
    person.send(page, clause_forms(page)[0], text=WORDS, position="support")


def send_a_response(person: Person) -> None:
    page = person.read(SECTION)
    for path in clause_forms(page):
        person.send(page, path, text=WORDS, position="oppose")
    about = HOME + "about-you/"
    person.send(person.read(about), about, **ABOUT)
    check = HOME + "check/"
    receipt = person.send(person.read(check), check)
    if "receipt" not in receipt:
        raise AssertionError(f"sending led to {receipt}")


def crowd(
    host: str, clients: int, seconds: float, act: Callable[[Person], None], anew: bool
) -> Tally:
    """Let `clients` people act again and again, each time as somebody new if `anew`."""
    tally, until = Tally(), time.monotonic() + seconds

    def live() -> None:
        person = Person(host, until + PATIENCE)
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                act(person)
                tally.seconds.append(time.monotonic() - began)
            except TimeIsOver:
                break
            except (AssertionError, HTTPException, OSError, IndexError) as error:
                tally.errors.append(f"{type(error).__name__}: {error}")
                person.connection.close()
            if anew:
                person.connection.close()
                person = Person(host, until + PATIENCE)
        person.connection.close()

    threads = [threading.Thread(target=live) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def measured(what: str, host: str, clients: int, seconds: float, act: Callable[[Person], None],
             goal: float, *, anew: bool) -> Figure:  # fmt: skip
    began = time.monotonic()
    tally = crowd(host, clients, seconds, act, anew)
    rate = tally.per_second(time.monotonic() - began)
    note = f"p95 {percentile(tally.seconds, 0.95) * 1000:.0f} ms, {clients} at once"
    if tally.errors:
        note += f"; first error: {tally.errors[0]}"
    return Figure(what, rate, "/s", goal, note, errors=len(tally.errors))


def reading(name: str, host: str, clients: int, seconds: float) -> Figure:
    what = f"{name}: a section read"
    return measured(what, host, clients, seconds, read_a_section, 600, anew=False)


def commenting(name: str, host: str, clients: int, seconds: float) -> Figure:
    what = f"{name}: a section read and a comment stored"
    return measured(what, host, clients, seconds, write_a_comment, 150, anew=True)


def responding(name: str, host: str, clients: int, seconds: float) -> Figure:
    what = f"{name}: a whole response, from the section to the receipt"
    return measured(what, host, clients, seconds, send_a_response, 60, anew=True)
