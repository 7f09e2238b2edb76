"""What is handed out on request: all that is theirs to one, and nothing of anybody else's."""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from consultation import clock
from consultation.findings.actions.coding import Place, correct
from consultation.findings.models import Correction
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.mail import post
from consultation.responses.actions.redacting import redact
from consultation.responses.models import (
    Comment,
    Draft,
    DraftComment,
    Hold,
    Letter,
    Mail,
    Reason,
    Response,
)
from tests import planted

pytestmark = pytest.mark.django_db

MINE = "My view of minewords: six months is fair, says Orla Pennyfeather and Mr Tom Qwthird too."
OTHERS = "Other people say otherwords of it."
SECRET = "Nobody may know secretwords, please."


@pytest.fixture(scope="module")
def _page(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant().pk
        transaction.set_rollback(True)


def plant() -> ConsultationPage:
    page = planted.consultation()
    who = {"name": "Orla Pennyfeather", "email": "orla@example.org"}
    mine = planted.respond(
        page, "mine", who=who, letter="A letter of letterwords.",
        comments=[planted.comment("1.2", MINE, "support") | {"proposed": "Within proposedwords."}],
        answers=[{"question": "q1", "choice": "Agree", "text": "An answer of answerwords."}],
    )  # fmt: skip
    planted.respond(page, "other", who={"name": "Una Other", "email": "una@example.org"},
                    comments=[planted.comment("1.2", OTHERS, "oppose")])  # fmt: skip
    planted.respond(page, "secret", confidential=True, confidentiality_reason="My employer reads.",
                    comments=[planted.comment("1.2", SECRET, "oppose")])  # fmt: skip
    Hold.objects.all().delete()
    planted.file(mine, "attached.txt", b"A file of filewords.")
    post(Mail.Kind.RECEIPT, mine.email, response=mine, now=clock.now())
    draft = Draft.objects.create(
        consultation=page, secret_digest="2" * 64, email="ORLA@example.org",
        created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    DraftComment.objects.create(
        draft=draft, clause_version=mine.comments.get().clause_version, text="draftwords"
    )
    planted.analysed(page)
    comment = mine.comments.get()
    place = Place(mine, comment, 0, len(comment.text))
    correct(place, Correction.Kind.NOTE, planted.staff("official"), clock.now(), why="notedwords")
    redact(page, [], ["Tom Qwthird"], Reason.THIRD_PARTY, planted.staff("cleared"), clock.now())
    return page


@pytest.fixture
def page(_page: int, db: None) -> ConsultationPage:
    return ConsultationPage.objects.get(pk=_page)


def of(text: str) -> Response:
    return Comment.objects.get(text=text).response


def client(name: str = "cleared") -> Client:
    signed_in = Client()
    signed_in.force_login(planted.staff(name))
    return signed_in


def unpacked(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return {name: pack.read(name).decode("utf-8-sig") for name in pack.namelist()}


def access(response: Response, name: str = "cleared") -> Any:
    return client(name).post(f"/admin/analysis/small/responses/{response.reference}/access/")


def test_a_respondent_is_given_everything_held_of_them(page: ConsultationPage) -> None:
    response = of(MINE)
    pack = unpacked(access(response).content)
    everything = "\n".join(pack.values())
    for word in ("minewords", "letterwords", "proposedwords", "answerwords", "filewords",
                 "notedwords", "draftwords", "Orla Pennyfeather", "orla@example.org", "Receipt",
                 response.digest, "The review should be finished"):  # fmt: skip
        assert word in everything, word
    log = pack[f"{response.reference}/log.csv"]
    assert "Subject access" in unpacked(access(response).content)[f"{response.reference}/log.csv"]
    assert "Subject access" not in log


def test_nothing_of_anybody_else_is_in_it(page: ConsultationPage) -> None:
    everything = "\n".join(unpacked(access(of(MINE)).content).values())
    for never in ("otherwords", "secretwords", "Una", "Qwthird", "official\r", "cleared\r"):
        assert never not in everything, never
    assert "[redacted: names a third party]" in everything
    assert "masked in 1 place." in everything


def test_what_is_held_waits_for_a_decision_and_what_is_theirs_is_shown(
    page: ConsultationPage,
) -> None:
    response, said = of(MINE), Comment.objects.get(text=MINE)
    letter = Letter.objects.get(text="A letter of letterwords.")
    user = planted.staff("cleared")
    redact(page, [], ["letterwords"], Reason.CONFIDENTIAL, user, clock.now())
    planted.hold(said, "minewords")
    address = f"/admin/analysis/small/responses/{response.reference}/access/"
    assert "Words in 1 place are held" in client().get(address).content.decode()
    everything = "\n".join(unpacked(access(response).content).values())
    assert "minewords" not in everything
    assert letter.text in everything


def test_packs_are_for_those_who_may_have_them_and_logged(page: ConsultationPage) -> None:
    for name in ("official", "duty", "editor", "administrator"):
        assert access(of(MINE), name).status_code == 302
        asked = client(name).post(
            "/admin/analysis/small/information/", {"clause": "1.2", "make": 1}
        )
        assert asked.status_code == 302
    assert not ModelLogEntry.objects.filter(action="consultation.make_subject_pack").exists()
    access(of(MINE))
    (entry,) = ModelLogEntry.objects.filter(action="consultation.make_subject_pack")
    assert entry.user == planted.staff("cleared")
    assert entry.data == {"held": 0, "redacted": 1}


def asked(page: ConsultationPage, **given: Any) -> dict[str, str]:
    answer = client().post("/admin/analysis/small/information/", given | {"make": "1"})
    assert answer.status_code == 200, answer.content
    return unpacked(answer.content)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_request_on_a_clause_gives_masked_words_and_no_names(page: ConsultationPage) -> None:
    pack = asked(page, clause="1.2")
    said = {row["text"] for row in rows(pack["responses.csv"])}
    assert OTHERS in said and "Within proposedwords." in said
    everything = "\n".join(pack.values())
    for never in ("Pennyfeather", "Qwthird", "Una", "secretwords", of(MINE).reference, "@example"):
        assert never not in everything, never
    assert (
        "says [redacted: their own name] and Mr [redacted: names a third party] too" in everything
    )
    (withheld,) = rows(pack["withheld.csv"])
    assert (withheld["reason_given"], withheld["decision"]) == ("My employer reads.", "withheld")


def test_confidence_is_weighed_by_a_person(page: ConsultationPage) -> None:
    secret = of(SECRET).reference
    seen = client().post("/admin/analysis/small/information/", {"clause": "1.2"}).content.decode()
    assert f"Disclose {secret}" in seen and "My employer reads." in seen
    pack = asked(page, clause="1.2", disclose=secret)
    assert "secretwords" in pack["responses.csv"]
    assert rows(pack["withheld.csv"])[0]["decision"] == "disclosed"
    entry = PageLogEntry.objects.filter(action="consultation.make_information_pack").latest("pk")
    assert entry.data["disclosed"] == [secret]
    # Nobody slips in a reference that did not ask for confidence, or is not of what was asked.
    asked(page, question="q1", disclose=secret)
    entry = PageLogEntry.objects.filter(action="consultation.make_information_pack").latest("pk")
    assert entry.data["disclosed"] == []


def test_a_request_on_a_question_or_on_one_response(page: ConsultationPage) -> None:
    assert [row["answer"] for row in rows(asked(page, question="q1")["responses.csv"])] == ["Agree"]
    pack = asked(page, reference=of(OTHERS).reference)
    assert [row["text"] for row in rows(pack["responses.csv"])] == [OTHERS]
    nothing = client().post("/admin/analysis/small/information/", {"reference": "QQ", "make": "1"})
    assert "Nothing is held of that" in nothing.content.decode()
    both = client().post("/admin/analysis/small/information/", {"clause": "1.2", "question": "q1"})
    assert "one of them" in both.content.decode()
