"""Staff enter and load letters, put each part beside its clause, and the response is counted."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import ModelLogEntry

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import confirming
from consultation.responses.actions.deciding import decide
from consultation.responses.actions.files import read_waiting_files
from consultation.responses.actions.releasing import OPEN_ORIGINAL
from consultation.responses.admin.intake.queue import unconfirmed, waiting_counts
from consultation.responses.models import Allocation, Hold, Letter, ReceivedFile, Response, SetAside
from consultation.responses.rules.masking import Kind, Restriction, Sight, shown, stretches
from consultation.responses.rules.places import Place, place_named
from consultation.responses.rules.waiting import Waits, may_open, waits_for
from tests import planted

from .conftest import CLOSES, DURING

TEXT = "Dear team,\n\nClause 8.2\n\nSix months is fair.\n\n8.4 is not needed at all.\n"
WORDS = {"channel": "letter", "received_at": "2027-08-31T10:00", "text": TEXT, "name": "A. Person"}
TOKEN = "b3a0c9f0-8c1e-4d0e-9a58-0a3f2d6f7c11"


@pytest.fixture
def official(consultation: ConsultationPage) -> Client:
    client = Client()
    client.force_login(planted.staff("official"))
    return client


@pytest.fixture
def here(consultation: ConsultationPage) -> str:
    return f"/admin/analysis/{consultation.slug}/letters/"


def enter(official: Client, here: str, **changes: Any) -> Response:
    answer = official.post(f"{here}enter/", WORDS | {"token": TOKEN} | changes)
    assert answer.status_code == 302, answer.context["form"].errors
    return Response.objects.get(reference=answer.url.split("/")[-2])


def page_of(official: Client, here: str, letter: Letter) -> dict[str, Any]:
    """The fields of the page on which the letter is confirmed, as it is shown."""
    shown = official.get(f"{here}{letter.pk}/").context
    return {"seen": shown["seen"]} | {f"on-{p['row'].pk}": p["on"] for p in shown["parts"]}


@pytest.mark.parametrize(("words", "wanted"), [
    ("", Place()),
    ("8.10", Place(("8.10",))),
    ("8.9 to 8.11", Place(("8.9", "8.10", "8.11"))),
    ("clauses 8.9–8.10, 8.12", Place(("8.9", "8.10", "8.12"))),
    ("q3", Place(question="q3")),
    ("Question 3", Place(question="q3")),
])  # fmt: skip
def test_what_a_person_writes_names_a_place(words: str, wanted: Place) -> None:
    assert place_named(words, ["8.9", "8.10", "8.11", "8.12"], ["q1", "q3"]) == wanted


@pytest.mark.parametrize("words", ["8.99", "8.9 to 8.99", "q9", "8.9 to 8.10 to 8.11", "timing"])
def test_what_names_nothing_is_told(words: str) -> None:
    assert place_named(words, ["8.9", "8.10", "8.11"], ["q1"]).problem


def test_held_words_are_cut_out_of_a_part() -> None:
    held = [Restriction(start, end, Kind.HELD, "Why") for start, end in [(3, 5), (0, 2)]]
    cut = stretches("ab cd ef", held, Sight(held=True), 1, 8)
    assert [(one.text, one.held) for one in cut] == [
        ("b", True), (" ", False), ("cd", True), (" ef", False)
    ]  # fmt: skip
    assert shown("ab cd ef", held, start=1, end=8) == "[held: why] [held: why] ef"


def test_a_response_waits_while_anything_of_it_does() -> None:
    assert waits_for(["confirmed", "typing"], 0) is Waits.TYPING
    assert waits_for(["confirmed"], 2) is Waits.CONFIRMING
    assert waits_for(["confirmed", "nothing"], 0) is Waits.NOTHING


def test_a_letter_waits_until_every_part_is_confirmed(
    official: Client, here: str, consultation: ConsultationPage
) -> None:
    response = enter(official, here)
    assert (response.set_aside, response.channel, response.name) == (
        "waiting", "letter", "A. Person"
    )  # fmt: skip
    letter = response.letters.get()
    assert "".join(letter.text[p.start : p.end] for p in letter.allocations.all()) == TEXT
    first, *_ = letter.allocations.all()
    fields = page_of(official, here, letter)
    official.post(f"{here}{letter.pk}/", fields | {"confirm": first.pk})
    response.refresh_from_db()
    assert response.set_aside == "waiting" and len(unconfirmed(consultation)) == 1
    fields = page_of(official, here, letter)
    official.post(f"{here}{letter.pk}/", fields | {"confirm-all": "1"})
    response.refresh_from_db()
    assert response.set_aside == "" and response.ledger_entries.count() >= 2
    assert waiting_counts(consultation) == {"confirming": 0, "typing": 0, "reading": 0}


def test_the_button_pressed_twice_stores_one(official: Client, here: str) -> None:
    assert enter(official, here) == enter(official, here)
    assert Response.objects.count() == 1 and Letter.objects.count() == 1


def test_what_arrived_late_is_late_whenever_it_is_entered(
    official: Client, here: str, clock: Any
) -> None:
    clock(CLOSES + timedelta(days=3))
    assert enter(official, here).set_aside == "waiting"
    late = enter(official, here, token=TOKEN.replace("b3", "b4"), received_at="2027-10-24T00:00")
    assert late.set_aside == "late"


def test_what_is_wrong_is_told_and_nothing_stored(official: Client, here: str) -> None:
    for wrong in ({"text": " "}, {"received_at": "2027-09-02T00:00"}, {"channel": "online"}):
        answer = official.post(f"{here}enter/", WORDS | {"token": TOKEN} | wrong)
        assert answer.status_code == 422 and "Nothing was stored" in answer.content.decode()
    assert Response.objects.count() == 0


def test_parts_are_moved_joined_and_split(official: Client, here: str) -> None:
    letter = enter(official, here).letters.get()
    greeting, second, third = letter.allocations.all()
    address = f"{here}{letter.pk}/"
    fields = page_of(official, here, letter) | {f"on-{third.pk}": "8.4 to 8.5"}
    official.post(address, fields | {"keep": "1"})
    third.refresh_from_db()
    assert str(confirming.place_of(third)) == "8.4, 8.5" and third.why == Allocation.Why.PERSON
    official.post(address, page_of(official, here, letter) | {"join": str(second.pk)})
    assert list(letter.allocations.values_list("pk", flat=True)) == [greeting.pk, third.pk]
    at = TEXT.index("Clause")
    split = {"split": str(greeting.pk), f"at-{greeting.pk}": str(at)}
    official.post(address, page_of(official, here, letter) | split)
    spans = list(letter.allocations.values_list("start", "end"))
    assert spans == [(0, at), (at, third.start), (third.start, len(TEXT))]


def test_a_wrong_number_changes_nothing(official: Client, here: str) -> None:
    letter = enter(official, here).letters.get()
    part = letter.allocations.last()
    assert part is not None
    fields = page_of(official, here, letter) | {f"on-{part.pk}": "8.77", "confirm-all": "1"}
    answer = official.post(f"{here}{letter.pk}/", fields)
    assert answer.status_code == 422 and "8.77" in answer.content.decode()
    assert not letter.allocations.exclude(confirmed_at=None).exists()


def test_the_second_of_two_people_is_told(official: Client, here: str) -> None:
    letter = enter(official, here).letters.get()
    stale = page_of(official, here, letter)
    part = letter.allocations.last()
    assert part is not None
    official.post(f"{here}{letter.pk}/", stale | {f"on-{part.pk}": "8.5"})
    answer = official.post(f"{here}{letter.pk}/", stale | {"confirm-all": "1"}, follow=True)
    assert "Somebody else" in answer.content.decode()
    assert not letter.allocations.exclude(confirmed_at=None).exists()


def test_held_words_are_not_shown_to_who_may_not_read_them(official: Client, here: str) -> None:
    said = "Clause 8.2\n\nMrs Ann Placeholder of 3 High Street, Anytown, never came."
    letter = enter(official, here, text=said).letters.get()
    assert Hold.objects.filter(letter=letter).exists()
    assert "Placeholder" not in official.get(f"{here}{letter.pk}/").content.decode()
    official.logout()
    official.force_login(planted.staff("editor"))
    assert official.get(f"{here}{letter.pk}/").status_code == 302


def load(official: Client, here: str, *files: SimpleUploadedFile) -> Any:
    given = {"channel": "letter", "received_at": "2027-08-31T10:00", "uploads": files}
    return official.post(f"{here}load/", given)


def mail() -> SimpleUploadedFile:
    content = (
        b"From: Robin Example <robin@example.org>\r\nSubject: 8.2\r\n\r\nClause 8.2\r\n\r\nYes.\r\n"
    )
    return SimpleUploadedFile("one.eml", content)


def test_many_files_become_responses_once_each(
    official: Client, here: str, consultation: ConsultationPage
) -> None:
    note = SimpleUploadedFile("two.txt", b"8.4 should go.")
    answer = load(official, here, mail(), note)
    assert answer.status_code == 302 and "/load/" in answer.url
    by_mail = Response.objects.get(channel="email")
    assert (by_mail.name, by_mail.email) == ("", ""), "its sender is proposed, not taken over"
    assert official.get(answer.url).headers["Refresh"]
    read_waiting_files(DURING)
    assert "2 of 2" in official.get(answer.url).content.decode()
    assert waiting_counts(consultation)["confirming"] == 2
    again = load(official, here, mail())
    assert again.url == here
    assert Response.objects.count() == 2 and ReceivedFile.objects.count() == 2


def test_what_no_machine_can_read_is_typed(official: Client, here: str) -> None:
    load(official, here, SimpleUploadedFile("two.txt", b"8.4 should go."))
    file = ReceivedFile.objects.get()
    ReceivedFile.objects.update(state=ReceivedFile.State.TYPING)
    answer = official.post(f"{here}type/{file.pk}/", {"text": "8.2 is right."})
    letter = Letter.objects.get()
    assert answer.url == f"{here}{letter.pk}/" and letter.file == file
    official.post(answer.url, page_of(official, here, letter) | {"confirm-all": "1"})
    file.refresh_from_db()
    assert file.state == "confirmed" and Response.objects.get().set_aside == ""


def test_the_original_is_only_ever_saved(official: Client, here: str) -> None:
    load(official, here, SimpleUploadedFile("two.txt", b"8.4 should go."))
    file = ReceivedFile.objects.get()
    read_waiting_files(DURING)
    answer = official.get(f"{here}original/{file.pk}/")
    assert answer.content == b"8.4 should go."
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["X-Content-Type-Options"], "sandbox" in answer["Content-Security-Policy"]) == (
        "nosniff", True
    )  # fmt: skip
    Hold.objects.create(
        response=file.response, start=0, end=1, why="identifying", reason="x", raised_at=DURING
    )
    assert official.get(f"{here}original/{file.pk}/").status_code == 302


@pytest.mark.parametrize(("state", "status"), [("waiting", 302), ("typing", 200)])
def test_a_file_is_opened_unchecked_only_to_be_typed(
    official: Client, here: str, state: str, status: int
) -> None:
    load(official, here, SimpleUploadedFile("two.txt", b"8.4 should go."))
    ReceivedFile.objects.update(state=state)
    file = ReceivedFile.objects.get()
    assert official.get(f"{here}original/{file.pk}/").status_code == status
    opened = ModelLogEntry.objects.filter(action=OPEN_ORIGINAL, user__username="official")
    assert [entry.data["file"] for entry in opened] == ([str(file.pk)] if status == 200 else [])


@pytest.mark.parametrize("state", ["waiting", "typing", "read"])
def test_who_may_read_held_words_may_open_any_file(state: str) -> None:
    assert may_open(state, may_read_all=True, may_read_held=True)
    assert not may_open(state, may_read_all=False, may_read_held=False)
    assert not may_open(state, may_read_all=False, may_read_held=True)


def test_who_sent_it_is_put_right_while_it_waits(official: Client, here: str) -> None:
    response = enter(official, here)
    address = f"{here}of/{response.reference}/"
    assert official.get(address).status_code == 200
    given = {"received_at": "2027-08-30T09:00", "name": "Another Name", "confidential": ""}
    assert official.post(f"{address}details/", given).status_code == 302
    before = response.digest
    response.refresh_from_db()
    assert response.name == "Another Name" and response.digest != before
    receipt = official.get(f"{address}receipt/")
    assert "/respond/receipt/" in receipt.url


def test_what_was_taken_back_is_not_in_the_queue(
    official: Client, here: str, consultation: ConsultationPage
) -> None:
    response = enter(official, here)
    assert len(unconfirmed(consultation)) == 1
    decide(response, SetAside.WITHDRAWN, "They wrote to take it back.", DURING)
    assert unconfirmed(consultation) == []


def test_who_moves_a_confirmed_part_is_in_the_log(official: Client, here: str) -> None:
    letter = enter(official, here).letters.get()
    page = f"{here}{letter.pk}/"
    official.post(page, page_of(official, here, letter) | {"confirm-all": "1"})
    part = letter.allocations.latest("start")
    official.post(page, page_of(official, here, letter) | {f"on-{part.pk}": "8.1"})
    moved = [entry.data for entry in ModelLogEntry.objects.filter(action=confirming.CONFIRM)]
    assert {"letter": letter.pk, "moved": 1} in moved
