"""What was misread from a returned form is put right by a person, while the response waits."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions import decide, record_offline
from consultation.responses.actions.putting_right import PUT_RIGHT, can_be_put_right
from consultation.responses.models import Channel, Hold, Response, SetAside
from tests import planted
from tests.responses.conftest import DURING, Person, version_of

from .conftest import fill
from .test_filling import boxes, entered

WORDS = "Six months is fair.\nNot less."
SAID = {"on": "8.2", "choice": "support with changes", "text": "Six months is fair.\r\nNot less."}


@pytest.fixture
def response(consultation: ConsultationPage) -> Response:
    """As a form is recorded: rows of its own, and a letter that waits for a person."""
    who = {
        "name": "Ann Example", "type": "family", "region": "London", "kind": "individual",
        "email": "", "organisation": "", "represents": "",
    }  # fmt: skip
    said = {"clause": "8.2", "position": "support with changes", "text": WORDS}
    given = {
        "key": "form", "channel": "letter", "received_at": DURING, "respondent": who,
        "confidential": False, "confidentiality_reason": "", "publish": "anonymous",
        "comments": [said | {"proposed": "The text of 8.2, within six months."}],
        "answers": [{"question": "q2", "choice": "Disagree", "text": "It is too long."}],
        "letter": "We enclose a paper.",
    }  # fmt: skip
    response = record_offline(consultation, given)
    decide(response, SetAside.WAITING, "It is read from a form.", DURING, planted.staff("official"))
    # It is as if it had never been counted, as one that comes with a file never was.
    response.ledger_entries.filter(set_aside="").delete()
    return response


@pytest.fixture
def official(response: Response) -> Client:
    client = Client()
    client.force_login(planted.staff("official"))
    return client


def home(response: Response) -> str:
    letter = response.letters.get()
    return f"/admin/analysis/{response.consultation.slug}/letters/{letter.pk}/"


def seen(official: Client, page: str) -> dict[str, str]:
    return {"seen": official.get(page).context["form"]["seen"].value()}


def page_of(response: Response, row: Any) -> str:
    return f"{home(response)}recorded/{row._meta.model_name}/{row.pk}/"


def test_a_form_s_misread_tick_is_put_right_and_nothing_else(
    blank: bytes, consultation: ConsultationPage
) -> None:
    v2 = version_of(consultation, "8.2")
    response = entered(consultation, fill(blank, boxes(v2) | {f"comment_{v2.pk}": WORDS}))
    official = Client()
    official.force_login(planted.staff("official"))
    comment, before = response.comments.get(), response.digest
    page = page_of(response, comment)
    assert page in official.get(home(response)).content.decode()
    kept = official.post(page, SAID | {"choice": "oppose"} | seen(official, page))
    assert kept.url == home(response)
    comment.refresh_from_db()
    response.refresh_from_db()
    assert (comment.position, comment.text) == ("oppose", WORDS)
    assert response.digest != before
    (logged,) = ModelLogEntry.objects.filter(action=PUT_RIGHT)
    assert logged.data["fields"] == ["position"] and "months" not in str(logged.data)


def test_it_is_put_on_another_clause_and_its_new_words_are_checked(
    official: Client, response: Response, consultation: ConsultationPage
) -> None:
    comment = response.comments.get()
    page = page_of(response, comment)
    worry = "My neighbour hits her little boy every night and he is frightened to go home."
    given = {"on": "8.4", "choice": "", "text": worry}
    official.post(page, given | seen(official, page))
    comment.refresh_from_db()
    assert comment.clause_version == version_of(consultation, "8.4")
    assert Hold.objects.filter(comment=comment, why=Hold.Why.DISCLOSURE).exists()
    assert not Hold.objects.filter(comment=comment, why=Hold.Why.UNCHECKED).exists()
    assert official.get(page).status_code == 404, "who may not read the words may not change them"


@pytest.mark.parametrize(("wrong", "field"), [
    ({"on": "8.77"}, "on"), ({"on": "8.1 to 8.3"}, "on"), ({"on": "q2"}, "on"),
    ({"choice": "perhaps"}, "choice"), ({"text": "a\x00b"}, "text"),
])  # fmt: skip
def test_what_is_wrong_is_told_and_changes_nothing(
    official: Client, response: Response, wrong: dict[str, str], field: str
) -> None:
    page = page_of(response, response.comments.get())
    answer = official.post(page, SAID | wrong | seen(official, page))
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert response.comments.get().clause_version == version_of(response.consultation, "8.2")


def test_an_answer_and_a_wording_are_put_right_too(official: Client, response: Response) -> None:
    page = page_of(response, response.answers.get())
    wrong = official.post(
        page, {"on": "q3", "choice": "Disagree", "text": ""} | seen(official, page)
    )
    assert wrong.status_code == 422, "the choice is none of that question"
    official.post(page, {"on": "q3", "choice": "", "text": "Too long."} | seen(official, page))
    answer = response.answers.get()
    assert (answer.question_key, answer.choice, answer.text) == ("q3", "", "Too long.")
    page = page_of(response, response.proposals.get())
    official.post(page, {"on": "8.3", "text": "Other words."} | seen(official, page))
    wording = response.proposals.get()
    assert (wording.clause_version.number, wording.text) == ("8.3", "Other words.")


def test_what_is_emptied_is_taken_out(official: Client, response: Response) -> None:
    page = page_of(response, response.comments.get())
    official.post(page, {"on": "8.2", "choice": "", "text": ""} | seen(official, page))
    assert not response.comments.exists()
    assert official.get(home(response)).status_code == 200


def test_the_second_of_two_people_is_told(official: Client, response: Response) -> None:
    page = page_of(response, response.comments.get())
    stale = seen(official, page)
    official.post(page, SAID | {"choice": "oppose"} | stale)
    late = official.post(page, SAID | {"choice": "support"} | stale, follow=True)
    assert "Somebody else changed this meanwhile" in late.content.decode()
    assert response.comments.get().position == "oppose"


def test_words_somebody_decided_on_stay(official: Client, response: Response) -> None:
    comment = response.comments.get()
    duty = planted.staff("duty")
    Hold.objects.create(
        response=response, comment=comment, start=0, end=3, why=Hold.Why.IDENTIFYING, reason="A name.",
        raised_at=DURING, released_at=DURING, released_by=duty,
    )  # fmt: skip
    page = page_of(response, comment)
    given = SAID | {"choice": "oppose", "text": "Other words."}
    official.post(page, given | seen(official, page))
    comment.refresh_from_db()
    assert (comment.position, comment.text) == ("oppose", WORDS)


def test_who_answers_is_shown_to_be_compared(official: Client, response: Response) -> None:
    page = official.get(home(response)).content.decode()
    for said in ("Ann Example", "London", "Parent, carer or family member", "without any name"):
        assert said in page


def test_what_was_counted_or_sent_online_is_not_touched(
    official: Client, response: Response, person: Person, version: ClauseVersion
) -> None:
    page, official_user = page_of(response, response.comments.get()), planted.staff("official")
    decide(response, "", "All confirmed.", DURING, official_user)
    decide(response, SetAside.WAITING, "Look again.", DURING, official_user)
    assert official.get(page).status_code == 404
    person.write(version)
    person.send()
    online = Response.objects.get(channel=Channel.ONLINE)
    Response.objects.filter(pk=online.pk).update(set_aside=SetAside.WAITING)
    online.refresh_from_db()
    assert not can_be_put_right(online)
