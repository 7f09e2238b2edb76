"""Every state of the public side as a respondent can meet it, errors among them, at 320 pixels.

The pages are made by the site, read by a browser: axe finds nothing in any, nothing scrolls
sideways, and each link of an error summary leads to a field.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override
from playwright.sync_api import Browser

from consultation.guidance.models import ClauseVersion, ConsultationPage, EqualityQuestion
from consultation.responses.models import DraftComment, ReceivedFile, Response
from consultation.responses.rules.secrets import address_secret
from tests.journeys.conftest import AXE_RULES
from tests.responses.conftest import CLOSES, OPENS, Person, clock, make_consultation, version_of
from tests.responses.test_changing import link_of
from tests.responses.test_coming_back import rename
from tests.responses.test_files import attach, word

__all__ = ["clock"]

FORM = "application/x-www-form-urlencoded"
WORDS = "Six months is too short."
Page = tuple[str, Any]


class Reader(Person):
    """Somebody whose browser asks for one language."""

    def __init__(self, consultation: ConsultationPage, language: str) -> None:
        super().__init__(
            consultation, headers={"accept-language": language}, raise_request_exception=False
        )
        self.language = language

    def get(self, *addresses: str) -> Iterator[Page]:
        for one in addresses:
            yield one, self.client.get(one, follow=True)


def writing(one: Reader, version: ClauseVersion) -> Iterator[Page]:
    home, clause = one.home, f"{one.home}clause/{version.pk}/"
    yield from one.get(
        "/", "/chapter/", "/chapter/?role=family", "/chapter/section-a/", "/nothing/"
    )
    yield from one.get(home, clause, f"{home}questions/", f"{home}about-you/", f"{home}equality/")
    yield "changes", one.comment(version, text=WORDS, proposed="Other words.", show="changes")
    one.comment(version, text=WORDS, position="oppose", proposed="Other words.")
    yield from one.get(f"/chapter/section-a/?saved={version.pk}", f"{clause}delete/")
    yield from one.get(f"{home}check/", f"{home}return/", f"{home}files/", "/chapter/print/")
    attach(one, word(WORDS), "one.docx")
    file = ReceivedFile.objects.get()
    put_in = f"{home}files/{file.pk}/put-in/"
    yield from one.get(f"{home}files/{file.pk}/remove/", put_in)
    yield "no form", one.client.post(put_in)


def seen_by(one: Reader, version: ClauseVersion) -> str:
    """What the page of a clause carries of the words saved on it."""
    page = one.client.get(f"{one.home}clause/{version.pk}/")
    return str(page.context["form"]["seen"].value())


def wrong(one: Reader, version: ClauseVersion) -> Iterator[Page]:
    home, client = one.home, one.client
    one.comment(version, text=WORDS, position="oppose", seen=seen_by(one, version))
    yield "nothing said", one.comment(version_of(version.clause.consultation, "8.4"))
    yield "unstorable", one.comment(version, text=f"{WORDS}\x00")
    yield "elsewhere", one.comment(version, text="Other words, another tab.")
    delete = f"{home}clause/{version.pk}/delete/"
    yield "changed before it is deleted", client.post(delete, {"seen": "text:0"})
    yield "about you", client.post(f"{home}about-you/", {"email": "nobody", "region": "nowhere"})
    yield "organisation", one.say_who(kind="organisation", confidential="yes", name="n" * 201)
    one.say_who(name="Robin")
    yield "about you elsewhere", one.say_who(name="Sam")
    client.post(f"{home}equality/", {"age": "Young"})
    yield "equality elsewhere", client.post(f"{home}equality/", {"age": "Old"})
    yield "no address", client.post(f"{home}return/", {"email": "nobody"})
    for page in ("other-formats", "young-people"):
        yield page, client.post(f"/chapter/{page}/", {"key": str(version.clause_id)})
    yield "no file", client.post(f"{home}files/", {})
    yield "no such file", attach(one, b"\x00\x01", "one.bin")
    yield "changed since", client.post(f"{home}check/", {"digest": "another"})


def failing(one: Reader, version: ClauseVersion, settings: Any) -> Iterator[Page]:
    clause = f"{one.home}clause/{version.pk}/"
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": one.language})
    yield "no cookie", strict.post(clause, {"text": WORDS})
    settings.FAIR_USE = settings.FAIR_USE | {"on": True}
    yield "too fast", Reader(version.clause.consultation, one.language).comment(version, text=WORDS)
    settings.FAIR_USE = settings.FAIR_USE | {"on": False}
    limit, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, 400
    for name, length in (("long", 600), ("very long", 1_200)):
        yield name, one.client.post(clause, b"text=" + b"x" * length, content_type=FORM)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = limit
    body = "&".join(f"field{number}=1" for number in range(10_000))
    yield "too many fields", one.client.post(clause, body, content_type=FORM)
    rename(DraftComment, "gone")
    failed = one.comment(version, text=WORDS)
    rename(DraftComment)
    yield "failed", failed


def sent(one: Reader, version: ClauseVersion) -> Iterator[Page]:
    about = f"{one.home}about-you/"
    seen = one.client.get(about).context["form"]["seen"].value()
    one.say_who(email="robin@example.org", seen=seen)
    receipt = one.send().url
    response = Response.objects.get(email="robin@example.org")
    secret = address_secret(response.submission_key, response.email)
    confirm = f"{one.home}confirm-address/{response.reference}/{secret}/"
    yield from one.get(confirm)
    one.client.post(confirm)
    yield "confirmed", one.client.get(confirm)
    yield from one.get(receipt, f"{receipt}change/", f"{receipt}withdraw/", one.home)
    one.client.post(f"{receipt}withdraw/")
    yield from one.get(receipt, f"{receipt}restore/")
    one.client.post(f"{receipt}change/")
    yield "changing", one.client.get(one.home)
    newer = one.send().url
    yield from one.get(newer, receipt)
    other = Reader(version.clause.consultation, one.language)
    other.comment(version, text=WORDS)
    link = link_of(other)
    yield "a link", one.client.get(link, follow=True)
    yield from one.get(f"{one.home}return/wrong/")


def at_other_times(one: Reader, version: ClauseVersion, clock: Any) -> Iterator[Page]:
    late = Reader(version.clause.consultation, one.language)
    late.write(version, WORDS)
    clock(OPENS - timedelta(days=2))
    yield from one.get("/chapter/")
    clock(CLOSES - timedelta(hours=3))
    yield from late.get(late.home)
    clock(CLOSES + timedelta(hours=1))
    yield from late.get("/chapter/", late.home, f"{late.home}late/")
    yield "too late", late.comment(version, text=WORDS)
    digest = late.client.get(f"{late.home}late/").context["digest"]
    yield "sent late", late.client.post(f"{late.home}late/", {"digest": digest}, follow=True)


def without_database(language: str) -> Iterator[Page]:
    asked = RequestFactory().get("/")
    with override(language):
        for name in ("400", "403", "404", "500"):
            yield name, render_to_string(f"{name}.html", request=asked)
        yield "no PDF", render_to_string("responses/no_pdf.html", {"receipt": "/"}, request=asked)


def states(language: str, whole: bool, clock: Any, settings: Any) -> Iterator[tuple[str, str]]:
    """The name and the HTML of each; not ``whole``: of what goes wrong, which no other journey meets."""
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    page = make_consultation()
    EqualityQuestion.objects.create(
        consultation=page, key="age", label="Age?", choices="Young\nOld"
    )
    version, one = version_of(page, "8.2"), Reader(page, language)
    walks = [wrong(one, version), failing(one, version, settings)]
    if whole:
        walks.insert(0, writing(one, version))
        walks += [
            sent(one, version),
            at_other_times(one, version, clock),
            without_database(language),
        ]
    for walk in walks:
        for name, answer in walk:
            yield name, answer if isinstance(answer, str) else answer.content.decode()


@pytest.mark.parametrize(("language", "whole"), [
    ("en-gb", False),
    pytest.param("en-gb", True, marks=pytest.mark.faults),
    pytest.param("cy", True, marks=pytest.mark.faults),
])  # fmt: skip
def test_every_state_is_accessible_narrow_and_leads_to_its_errors(
    browser: Browser, live_server: Any, language: str, whole: bool, clock: Any, settings: Any
) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    shown = {"html": ""}
    # Each is gone to as a page of its own, so that its scripts begin anew.
    page.route(
        "**/a-state/", lambda route: route.fulfill(body=shown["html"], content_type="text/html")
    )
    faults, seen, errors = [], 0, 0
    for name, html in states(language, whole, clock, settings):
        shown["html"] = html
        page.goto("/a-state/")
        seen += 1
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
        if found.violations_count:
            faults.append(f"{name}: {found.generate_report()}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            faults.append(f"{name}: {wide} pixels wide")
        summary = page.locator(".govuk-error-summary")
        if summary.count() and not summary.evaluate("one => one === document.activeElement"):
            faults.append(f"{name}: its error summary has not the focus")
        for link in page.locator(".govuk-error-summary a").all():
            errors += 1
            target = (link.get_attribute("href") or "").removeprefix("#")
            field = page.locator(f'[id="{target}"]:is(input, textarea, select)')
            if field.count() != 1:
                faults.append(f"{name}: “{link.inner_text()}” leads to no field")
        if language == "cy" and page.locator("html").get_attribute("lang") != "cy":
            faults.append(f"{name}: is not in Welsh")
    context.close()
    assert not faults, "\n".join(faults)
    assert seen > (60 if whole else 15) and errors > 10, "else this would have shown little"
