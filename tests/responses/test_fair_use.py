"""Floods are slowed down, people are let through, and nobody's words are dropped."""

from datetime import timedelta
from html import unescape
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import Draft, DraftComment
from consultation.responses.rules import receipt_secret, secret_of
from consultation.responses.rules.fair_use import looks_automatic, sender

from .conftest import DURING, Person, SetClock
from .test_handing_back import boxes

WORDS = "Six months\r\nis right."


@pytest.fixture(autouse=True)
def fair_use(settings: Any) -> None:
    settings.FAIR_USE = settings.FAIR_USE | {"on": True}
    caches["fair_use"].clear()


class Visitor(Person):
    """Someone who opens the page, takes a while, and sends the form as the page has it."""

    def __init__(self, consultation: ConsultationPage, address: str, clock: SetClock) -> None:
        super().__init__(consultation, REMOTE_ADDR=address)
        self.clock = clock
        self.now = DURING

    def open(self, version: ClauseVersion) -> dict[str, str]:
        page = self.client.get(f"{self.home}clause/{version.pk}/").content.decode()
        return {"shown": field(page, "shown"), "website_of_sender": ""}

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.clock(self.now)


def field(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


@pytest.fixture
def visitor(consultation: ConsultationPage, clock: SetClock) -> Visitor:
    return Visitor(consultation, "192.0.2.1", clock)


def test_a_person_meets_nothing_of_it(visitor: Visitor, version: ClauseVersion) -> None:
    hidden = visitor.open(version)
    visitor.wait(2)
    assert visitor.comment(version, text=WORDS, **hidden).status_code == 302


@pytest.mark.parametrize(
    ("seconds", "changes"),
    [
        (0.5, {}),
        (30, {"website_of_sender": "https://example.org"}),
        (30, {"shown": ""}),
        (30, {"shown": "forged"}),
        (8 * 24 * 3600, {}),
    ],
)
def test_what_looks_automatic_comes_back_with_a_button_that_sends_it(
    visitor: Visitor, version: ClauseVersion, seconds: float, changes: dict[str, str]
) -> None:
    hidden = visitor.open(version) | changes
    visitor.wait(seconds)
    back = visitor.comment(version, text=WORDS, position="oppose", **hidden)
    page = back.content.decode()
    assert back.status_code == 429
    assert boxes(back) == [WORDS]
    assert "Nothing has been saved yet" in unescape(page) and "checked" in page
    assert not Draft.objects.exists()
    again = {"shown": field(page, "shown"), "website_of_sender": ""}
    assert visitor.comment(version, text=WORDS, **again).status_code == 429
    visitor.wait(2)
    assert visitor.comment(version, text=WORDS, **again).status_code == 302
    assert DraftComment.objects.get().text == WORDS


def test_the_second_button_works_once(
    visitor: Visitor, version: ClauseVersion, consultation: ConsultationPage, clock: SetClock
) -> None:
    page = visitor.comment(version, text=WORDS).content.decode()
    trapped = {"shown": field(page, "shown"), "website_of_sender": "x"}
    visitor.wait(2)
    assert visitor.comment(version, text=WORDS, **trapped).status_code == 302
    bot = Visitor(consultation, "192.0.2.1", clock)
    assert bot.comment(version, text=WORDS, **trapped).status_code == 429


def test_a_class_of_thirty_behind_one_address_is_let_through(
    consultation: ConsultationPage, version: ClauseVersion, clock: SetClock
) -> None:
    people = [Visitor(consultation, "192.0.2.1", clock) for _ in range(30)]
    pages = [person.open(version) for person in people]
    people[0].wait(2)
    answers = [
        person.comment(version, text=WORDS, **hidden)
        for person, hidden in zip(people, pages, strict=True)
    ]
    assert {answer.status_code for answer in answers} == {302}


def flood(consultation: ConsultationPage, version: ClauseVersion, address: str, posts: int) -> int:
    """Posts as a program sends them, each as somebody new; how many were taken."""
    taken = 0
    for number in range(posts):
        bot = Client(REMOTE_ADDR=address)
        answer = bot.post(
            f"/{consultation.slug}/respond/clause/{version.pk}/",
            {"text": f"Buy {number}", "website_of_sender": "x" if number % 2 else ""},
        )
        taken += answer.status_code == 302
    return taken


def test_people_get_through_beside_a_flood(
    consultation: ConsultationPage, version: ClauseVersion, clock: SetClock
) -> None:
    """A tenth of the flood in `make test`; the whole of it is below."""
    assert through_a_flood(consultation, version, clock, posts=20, people=4) == (0, 4)


@pytest.mark.faults
def test_twenty_people_get_through_beside_a_thousand_posts_a_minute(
    consultation: ConsultationPage, version: ClauseVersion, clock: SetClock
) -> None:
    assert through_a_flood(consultation, version, clock, posts=200, people=20) == (0, 20)


def through_a_flood(
    consultation: ConsultationPage,
    version: ClauseVersion,
    clock: SetClock,
    posts: int,
    people: int,
) -> tuple[int, int]:
    """Posts from five addresses, and people on the same ones: (posts taken, people through)."""
    addresses = [f"192.0.2.{number}" for number in range(5)]
    visitors = [Visitor(consultation, addresses[n % 5], clock) for n in range(people)]
    pages = [person.open(version) for person in visitors]
    taken = sum(flood(consultation, version, address, posts) for address in addresses)
    visitors[0].wait(2)
    through = 0
    for person, hidden in zip(visitors, pages, strict=True):
        answer = person.comment(version, text=WORDS, **hidden)
        if answer.status_code == 429:
            assert boxes(answer) == [WORDS]
            again = {"shown": field(answer.content.decode(), "shown"), "website_of_sender": ""}
            clock(person.now + timedelta(seconds=6))
            answer = person.comment(version, text=WORDS, **again)
            clock(person.now)
        through += answer.status_code == 302
    return taken, through


def test_no_address_is_kept(visitor: Visitor, version: ClauseVersion) -> None:
    hidden = visitor.open(version)
    visitor.wait(2)
    visitor.comment(version, text=WORDS, **hidden)
    kept = caches["fair_use"]._cache  # type: ignore[attr-defined]
    assert kept and not any("192.0.2.1" in f"{key}{value!r}" for key, value in kept.items())


@pytest.mark.parametrize("guesses", [60, pytest.param(10_000, marks=pytest.mark.faults)])
def test_guesses_of_secrets_open_nothing_and_are_slowed(
    visitor: Visitor, version: ClauseVersion, guesses: int
) -> None:
    hidden = visitor.open(version)
    visitor.wait(2)
    visitor.comment(version, text=WORDS, **hidden)
    visitor.say_who()
    receipt = visitor.send().url
    codes = [
        visitor.client.get(f"{visitor.home}receipt/{number:064x}/").status_code
        for number in range(guesses)
    ]
    assert set(codes[:30]) == {404} and set(codes[30:]) == {429}
    assert visitor.client.get(receipt).status_code == 200


def test_known_and_unknown_secrets_take_as_long(
    consultation: ConsultationPage, version: ClauseVersion, settings: Any
) -> None:
    settings.FAIR_USE = settings.FAIR_USE | {"on": False}
    draft = Draft.objects.create(
        consultation=consultation, secret_digest="0" * 64, created_at=DURING, changed_at=DURING
    )
    known = receipt_secret(secret_of(draft.pk))
    took: dict[bool, list[float]] = {True: [], False: []}
    for number in range(20):
        for is_known in (True, False):
            secret = known if is_known else f"{number:064x}"
            began = perf_counter()
            Client().get(f"/chapter/respond/receipt/{secret}/")
            took[is_known].append(perf_counter() - began)
    assert abs(median(took[True]) - median(took[False])) < 0.05


@pytest.mark.parametrize(
    ("forwarded", "proxies", "believed"),
    [
        ("203.0.113.9", 0, "192.0.2.1"),
        ("", 1, "192.0.2.1"),
        ("198.51.100.1, 203.0.113.9", 1, "203.0.113.9"),
        ("forged, 203.0.113.9, 10.0.0.1", 2, "203.0.113.9"),
    ],
)
def test_only_ones_own_proxies_are_believed(forwarded: str, proxies: int, believed: str) -> None:
    assert sender("192.0.2.1", forwarded, proxies) == believed


def test_a_page_may_lie_open_for_days() -> None:
    assert not looks_automatic("", 3 * 24 * 3600, 2)
