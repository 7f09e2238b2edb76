"""A response of 100,000 words is read page by page, by everybody who reads it, and none is missing."""

import hashlib
import html
import itertools
import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from consultation import clock
from consultation.dataset.exports import written
from consultation.findings.exports.tables import responses
from consultation.findings.models import Reading
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.disclosures import raise_disclosure
from consultation.responses.actions.releasing import READ_HOLD
from consultation.responses.models import (
    Allocation,
    Comment,
    Hold,
    Inspection,
    Letter,
    Proposal,
    Response,
)
from tests import planted
from tests.dataset.test_exports import read_back

pytestmark = pytest.mark.django_db
HERE = "/admin/analysis/small/"
WORDS = "".join(
    f"Wörd{number} <b>&amp; two\t three é👩‍👧 is said.{' ' if number % 7 else chr(10) * 2}"
    for number in range(14_300)
)
LAST = "One page more."


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    said = [planted.comment("1.2", "Long."), planted.comment("1.3", LAST)]
    planted.respond(page, "a", publish="yes", comments=said, letter="Long.")
    Comment.objects.filter(text="Long.").update(text=WORDS)
    Letter.objects.update(text=WORDS)
    Response.objects.update(set_aside="")
    return page


def client(name: str = "cleared") -> Client:
    signed_in = Client()
    signed_in.force_login(planted.staff(name))
    return signed_in


def long_comment() -> Comment:
    return Comment.objects.get(clause_version__clause__number="1.2")


def of_response() -> str:
    return f"{HERE}responses/{Response.objects.get().reference}/"


def pages_of(reader: Client, address: str) -> list[str]:
    """Every page of what is at the address, as far as its links to the next lead."""
    found = [reader.get(address).content.decode()]
    while forward := re.search(r'href="([^"]*)" rel="next"', found[-1]):
        found.append(reader.get(address + html.unescape(forward[1])).content.decode())
    return found


def words(shown: str) -> list[str]:
    """What stands in each of the boxes of a page for words, without what was added to it."""
    boxes = re.findall(r'<(p|div) class="words[^>]*>(.*?)</\1>', shown, re.DOTALL)
    added = re.compile(r'<span class="(?:note|w-sr-only)">.*?</span>|<[^>]*>', re.DOTALL)
    return [html.unescape(added.sub("", inside)) for _tag, inside in boxes]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_pages_and_files_have_every_character_that_is_stored(page: ConsultationPage) -> None:
    stored = digest(long_comment().text)
    assert len(WORDS.split()) > 100_000
    every = pages_of(client(), of_response())
    assert len(every) > 10 and all(len(one) < 200_000 for one in every)
    seen = set(Comment.objects.values_list("clause_version__text", flat=True))
    said = "".join(text for one in every for text in words(one) if text not in seen)
    assert said == WORDS + LAST + WORDS
    for number in (long_comment().pk, Letter.objects.get().pk):
        kind = "comment" if number == long_comment().pk else "letter"
        clearing = pages_of(client(), f"{HERE}clearing/{kind}/{number}/")
        clause = long_comment().clause_version.text  # type: ignore[union-attr]
        assert digest("".join(t for one in clearing for t in words(one) if t != clause)) == stored
    taken = responses(page)[["response_id", "text"]].rename(columns={"response_id": "n"})
    for kind in ("csv", "xlsx"):
        back = [digest(text) for _n, text in read_back(kind, written(taken, kind, "R"))]
        assert sorted(back) == sorted([stored, digest(LAST), stored]), kind


def test_the_reader_turns_pages_with_the_passage(page: ConsultationPage) -> None:
    here = f"{HERE}read/comment-{long_comment().pk}/"
    clause = long_comment().clause_version.text  # type: ignore[union-attr]
    every = pages_of(client(), here)
    assert "".join(t for one in every for t in words(one) if t != clause) == WORDS
    reader = client("official")
    for number in ("1", str(len(every))):
        refused = reader.post(f"{here}?p={number}", {"read": "1"}, follow=True)
        assert Reading.objects.exists() == (number != "1"), text(refused)


def test_a_link_to_words_leads_to_their_page(page: ConsultationPage) -> None:
    said = long_comment()
    start = WORDS.index("Wörd9000")
    planted.hold(said, WORDS[start - 20_000 : start + 20_000])
    place = f"?source=comment:{said.pk}&start={start}&end={start + 8}"
    shown = client().get(of_response() + place).content.decode()
    assert re.search(r'<a id="quoted"></a><mark class="held">.{0,60}Wörd9000<', shown)
    by_letter = f"?source=letter:{Letter.objects.get().pk}&start={start}&end={start + 8}"
    shown = client().get(of_response() + by_letter).content.decode()
    assert '<mark class="quoted">Wörd9000</mark>' in shown and "Version 1 (continued)" in shown


def test_words_held_across_pages_are_held_on_each(page: ConsultationPage) -> None:
    said = long_comment()
    planted.hold(said, WORDS[50_000:200_000])
    shown = pages_of(client("official"), of_response())
    assert ["[held: may identify a person]" in one for one in shown][:5] == [True] * 4 + [False]
    assert not any("Wörd3000 " in one for one in shown[:4])


def test_only_the_holds_on_the_page_are_noted_as_seen(page: ConsultationPage) -> None:
    said = long_comment()
    early, late = planted.hold(said, "Wörd10 "), planted.hold(said, "Wörd9000 ")
    seen = ModelLogEntry.objects.filter(action=READ_HOLD)
    for address in (
        of_response(), f"{HERE}read/comment-{said.pk}/", f"{HERE}clearing/comment/{said.pk}/",
    ):  # fmt: skip
        client().get(address)
        assert {entry.data["hold"] for entry in seen} == {early.pk}, address
        seen.delete()
    client("duty").get(f"/admin/holds/{late.pk}/")
    assert {entry.data["hold"] for entry in seen} == {late.pk}


def test_nothing_is_cleared_before_its_last_page_was_opened(page: ConsultationPage) -> None:
    here = f"{HERE}clearing/comment/{long_comment().pk}/"
    reader = client()
    last = len(pages_of(reader, here))
    Inspection.objects.all().delete()
    first = reader.get(here).content.decode()
    assert 'value="clear"' not in first
    reader.post(here, {"do": "clear"})
    assert long_comment().cleared_at is None
    assert 'value="clear"' in reader.get(f"{here}?p={last}").content.decode()
    reader.post(f"{here}?p={last}", {"do": "clear"})
    assert long_comment().cleared_at


def test_held_words_and_a_disclosure_have_pages(page: ConsultationPage) -> None:
    said = long_comment()
    held = planted.hold(said, WORDS, Hold.Why.DISCLOSURE)
    assert "".join(t for one in pages_of(client("duty"), f"/admin/holds/{held.pk}/")
                   for t in words(one)) == WORDS  # fmt: skip
    raised = raise_disclosure(said.response, clock.now())
    every = pages_of(client("duty"), f"/admin/disclosures/{raised.pk}/")
    assert "".join(t for one in every for t in words(one)) == WORDS


def test_a_letter_is_confirmed_page_by_page(page: ConsultationPage) -> None:
    letter = Letter.objects.get()
    Comment.objects.all().delete()
    cuts = [0, 1_000, 350_000, len(WORDS)]
    letter.allocations.all().delete()
    for start, end in itertools.pairwise(cuts):
        Allocation.objects.create(letter=letter, start=start, end=end, confidence=0)
    here, reader = f"{HERE}letters/{letter.pk}/", client("official")
    every = pages_of(reader, here)
    assert "".join(t for one in every for t in words(one)) == WORDS
    waiting = letter.allocations.filter(confirmed_at=None)
    left = []
    for number in range(1, len(every) + 1):
        seen = reader.get(f"{here}?p={number}").context["seen"]
        went = reader.post(f"{here}?p={number}", {"seen": seen, "confirm-all": "1"})
        assert went.url == (f"{here}?p={number + 1}" if number < len(every) else f"{HERE}letters/")
        left.append(waiting.count())
    assert (left[0], left[-2], left[-1]) == (2, 1, 0)


def test_proposed_wording_is_read_in_its_response_to_the_end(page: ConsultationPage) -> None:
    said = long_comment()
    Proposal.objects.create(response=said.response, clause_version=said.clause_version, text=WORDS)
    Comment.objects.update(text="")
    on_clause = client().get(f"{HERE}clauses/1.2/").content.decode()
    assert "It goes on" in on_clause and len(on_clause) < 250_000
    shown = "".join(pages_of(client(), of_response()))
    inserted = re.findall(r"Wörd(\d+)", shown.split(">Letter<")[0])
    assert sorted({int(one) for one in inserted}) == list(range(14_300))


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())
