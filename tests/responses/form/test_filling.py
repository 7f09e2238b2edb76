"""A form becomes comments, answers and details, of a response or of a draft."""

import hashlib
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.responses.actions import confirming, files
from consultation.responses.actions.files import read_waiting_files
from consultation.responses.admin.intake.queue import unconfirmed, waiting_counts
from consultation.responses.models import Draft, Hold, Letter, ReceivedFile, Response
from tests import planted
from tests.responses.conftest import DURING, Person, make_consultation, version_of
from tests.responses.test_files import attach, upload
from tests.responses.test_intake import TOKEN, WORDS

from .conftest import fill, saved

State = ReceivedFile.State


@pytest.fixture
def v2(consultation: ConsultationPage) -> ClauseVersion:
    return version_of(consultation, "8.2")


def boxes(version: ClauseVersion) -> dict[str, str]:
    """A box of each kind, filled in."""
    question = Question.objects.get(key="q2")
    return {
        f"position_{version.pk}": "[x] Support with changes",
        f"comment_{version.pk}": "Six months is fair.\nNot \u202eless\u202c. 七.",
        f"wording_{version.pk}": "The text of 8.2, within six months.",
        f"choice_{question.pk}": "[x] Disagree",
        f"answer_{question.pk}": "It is too long.",
        "about_kind": "[x] As an individual",
        "about_name": "Ann Example",
        "about_email": "ann@example.org",
        "about_respondent_type": "[x] Parent, carer or family member",
        "about_region": "[x] London",
        "about_confidential": "[x] No",
        "about_publish": "[x] Yes, but without any name",
    }


def entered(consultation: ConsultationPage, content: bytes) -> Response:
    """The form as staff enter it, read by the worker."""
    client = Client()
    client.force_login(planted.staff("official"))
    given = WORDS | {"token": TOKEN, "text": "", "name": ""} | {"uploads": [upload(content)]}
    answer = client.post(f"/admin/analysis/{consultation.slug}/letters/enter/", given)
    assert answer.status_code == 302, answer.context["form"].errors
    read_waiting_files(DURING)
    return Response.objects.get()


def test_staff_receive_what_was_filled_in(
    blank: bytes, consultation: ConsultationPage, v2: ClauseVersion
) -> None:
    response = entered(consultation, fill(blank, boxes(v2)))
    comment, answer = response.comments.get(), response.answers.get()
    assert (comment.clause_version, comment.position) == (v2, "support with changes")
    assert comment.text == "Six months is fair.\nNot \u202eless\u202c. 七."
    assert response.proposals.get().text == "The text of 8.2, within six months."
    assert (answer.question_key, answer.choice, answer.text) == (
        "q2",
        "Disagree",
        "It is too long.",
    )
    assert (response.kind, response.name, response.email) == (
        "individual", "Ann Example", "ann@example.org"
    )  # fmt: skip
    assert (response.respondent_type, response.region, response.publish) == (
        "family", "London", "anonymous"
    )  # fmt: skip
    assert response.set_aside == "waiting"
    assert response.letters.get().text == "" and not response.letters.get().allocations.exists()


def test_it_waits_until_a_person_confirms_it(
    blank: bytes, consultation: ConsultationPage, v2: ClauseVersion
) -> None:
    response = entered(consultation, fill(blank, boxes(v2)))
    letter = response.letters.get()
    assert [row["letter"] for row in unconfirmed(consultation)] == [letter]
    client = Client()
    client.force_login(planted.staff("official"))
    here = f"/admin/analysis/{consultation.slug}/letters/{letter.pk}/"
    page = client.get(here)
    assert "Six months is fair." in page.content.decode()
    Hold.objects.create(
        response=response, comment=response.comments.get(), start=0, end=3,
        why=Hold.Why.DISCLOSURE, reason="A reason.", raised_at=DURING,
    )  # fmt: skip
    assert "Six months is fair." not in client.get(here).content.decode()
    client.post(here, {"seen": page.context["seen"], "confirm-all": "1"})
    response.refresh_from_db()
    assert (response.set_aside, response.files.get().state) == ("", State.CONFIRMED)
    assert waiting_counts(consultation)["confirming"] == 0


def test_its_words_are_checked_as_all_others(
    blank: bytes, consultation: ConsultationPage, v2: ClauseVersion
) -> None:
    worry = "My neighbour hits her little boy every night and he is frightened to go home."
    response = entered(consultation, fill(blank, {f"comment_{v2.pk}": worry, "about_name": "Ann"}))
    holds = Hold.objects.filter(response=response)
    assert not holds.filter(why=Hold.Why.UNCHECKED).exists()
    assert holds.filter(comment=response.comments.get(), why=Hold.Why.DISCLOSURE).exists()


def test_what_fits_into_no_column_becomes_a_letter(
    blank: bytes, consultation: ConsultationPage, v2: ClauseVersion
) -> None:
    given = {
        f"position_{v2.pk}": "[x] Support",
        f"comment_{v2.pk}": "Good.",
        "about_email": "no address",
        "about_name": "n" * 201,
    }
    content = fill(fill(blank, given), {f"position_{v2.pk}": "[x] Oppose"})
    document = docx.Document(BytesIO(content))
    document.add_paragraph("We enclose a paper.")
    response = entered(consultation, saved(document))
    assert (response.comments.get().position, response.email, response.name) == ("", "", "")
    letter = response.letters.get()
    for words in ("☒ Support\n☒ Oppose", "no address", "n" * 201, "We enclose a paper."):
        assert words in letter.text
    parts = list(letter.allocations.all())
    assert "".join(letter.text[part.start : part.end] for part in parts) == letter.text
    placed = [part for part in parts if v2 in part.clause_versions.all()]
    assert [part.why for part in placed] == ["form"]
    assert letter.text[placed[0].start : placed[0].end].strip() == "☒ Support\n☒ Oppose"


def test_a_form_on_an_earlier_wording_keeps_to_it(
    blank: bytes, consultation: ConsultationPage, v2: ClauseVersion
) -> None:
    newer = ClauseVersion.objects.create(
        clause=v2.clause, number="8.2", heading="H", text="New.", published_at=DURING
    )
    response = entered(consultation, fill(blank, {f"comment_{v2.pk}": "As it was."}))
    assert response.comments.get().clause_version == v2 != newer


def test_the_form_of_another_consultation_is_a_letter(
    blank: bytes, consultation: ConsultationPage, v2: ClauseVersion
) -> None:
    other = make_consultation("other")
    response = entered(other, fill(blank, {f"comment_{v2.pk}": "Six months."}))
    assert not response.comments.exists() and "Six months." in response.letters.get().text


def test_read_twice_it_is_one(
    blank: bytes, consultation: ConsultationPage, v2: ClauseVersion
) -> None:
    response = entered(consultation, fill(blank, boxes(v2)))
    file = response.files.get()
    file.state = State.WAITING
    files.read_file(file, DURING)
    assert response.comments.count() == 1 and Letter.objects.count() == 1


def test_sent_online_it_changes_nothing_that_the_receipt_states(
    blank: bytes, person: Person, v2: ClauseVersion
) -> None:
    attach(person, fill(blank, boxes(v2)), "form.docx")
    person.say_who()
    sent = person.send()
    read_waiting_files(DURING)
    response = Response.objects.get()
    record = person.client.get(f"{sent['Location']}record/").content
    assert hashlib.sha256(record).hexdigest() == response.digest
    assert not response.comments.exists()
    letter = response.letters.get()
    (on_clause,) = {part.clause_versions.get() for part in letter.allocations.exclude(
        clause_versions=None
    )}  # fmt: skip
    assert on_clause == v2
    assert "The text of 8.1." not in letter.text, "what is printed is nobody's words"
    for words in (
        "Six months is fair.",
        "☒ Support with changes",
        "It is too long.",
        "Ann Example",
    ):
        assert words in letter.text
    assert confirming.still_waits(response)


def put_in(person: Person, **data: str) -> Any:
    file = ReceivedFile.objects.get()
    assert person.client.get(f"{person.home}files/{file.pk}/put-in/").status_code == 200
    return person.client.post(f"{person.home}files/{file.pk}/put-in/", data)


def test_a_respondent_puts_the_form_into_the_response(
    blank: bytes, person: Person, v2: ClauseVersion
) -> None:
    attach(person, fill(blank, boxes(v2)), "form.docx")
    assert "Use as the form" in person.client.get(f"{person.home}files/").content.decode()
    answer = put_in(person)
    assert (answer.status_code, answer["Location"]) == (302, person.home)
    draft = Draft.objects.get()
    comment = draft.comments.get()
    assert (comment.clause_version, comment.position) == (v2, "support with changes")
    assert comment.text.startswith("Six months") and comment.proposed.endswith("six months.")
    assert draft.answers.get().choice == "Disagree"
    assert (draft.name, draft.publish, draft.kind) == ("Ann Example", "anonymous", "individual")
    assert not draft.files.exists(), "all of it is in the response now"
    assert person.send().status_code == 302


def test_nothing_written_before_is_overwritten(
    blank: bytes, person: Person, v2: ClauseVersion
) -> None:
    person.comment(v2, text="A year is right.", position="")
    attach(person, fill(blank, boxes(v2)), "form.docx")
    answer = put_in(person)
    assert answer["Location"] == f"{person.home}files/?left=some"
    assert "Nothing was overwritten" in person.client.get(answer["Location"]).content.decode()
    draft = Draft.objects.get()
    comment = draft.comments.get()
    assert (comment.text, comment.position) == ("A year is right.", "support with changes")
    assert draft.files.exists(), "what differs is still in the file"


def test_choices_that_nobody_made_do_not_look_made(blank: bytes, person: Person) -> None:
    given = {"about_kind": "[x] As an individual", "about_name": "Ann Example"}
    attach(person, fill(blank, given), "form.docx")
    put_in(person)
    draft = Draft.objects.get()
    assert (draft.kind, draft.name) == ("", "Ann Example")


def test_another_document_is_left_as_it_is(person: Person) -> None:
    attach(person, saved(docx.Document()), "letter.docx")
    answer = put_in(person)
    assert answer.status_code == 422 and "could not be read as the form" in answer.content.decode()
    assert ReceivedFile.objects.exists()


def test_both_ways_of_the_form_are_found_and_gone_when_it_is_not_published(
    consultation: ConsultationPage, client: Client
) -> None:
    page = client.get(f"/{consultation.slug}/").content.decode()
    for address in ("form.docx", "print/"):
        assert f"/{consultation.slug}/{address}" in page
        assert client.get(f"/{consultation.slug}/{address}").status_code == 200
    printed = client.get(f"/{consultation.slug}/print/").content.decode()
    for words in ("The text of 8.5.", "Is it right?", "Support with changes", "call 999"):
        assert words in printed
    consultation.unpublish()
    assert client.get(f"/{consultation.slug}/form.docx").status_code == 404
    assert client.get(f"/{consultation.slug}/print/").status_code == 404
