"""Words are kept while they are typed, and two pages of one draft lose nothing of each other's."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.responses.models import Draft, DraftAnswer, DraftComment, Response

from .conftest import ABOUT, CLOSES, Person, make_consultation, version_of

SCRIPT = {"X-Requested-With": "autosave"}


def autosave(person: Person, page: str, **words: str) -> Any:
    return person.client.post(person.home + page, words, headers=SCRIPT)


def box(version: ClauseVersion) -> str:
    return f"clause/{version.pk}/"


def test_the_first_words_make_the_draft_and_its_cookie(
    person: Person, version: ClauseVersion
) -> None:
    answer = autosave(person, box(version), text="Six mon", position="")
    assert answer.status_code == 200
    assert answer.json()["saved_at"] == "1pm"
    assert person.client.cookies["draft"].value
    assert DraftComment.objects.get().text == "Six mon"


def test_typing_on_overwrites_what_the_page_itself_saved(
    person: Person, version: ClauseVersion
) -> None:
    seen = ""
    for words in ("Six", "Six months", "Six months is right.", "Six weeks."):
        answer = autosave(person, box(version), text=words, seen=seen).json()
        seen = answer["seen"]
    assert DraftComment.objects.get().text == "Six weeks."
    assert person.comment(version, text="Six years.", seen=seen).status_code == 302


def test_an_answer_that_never_came_is_repeated_without_a_conflict(
    person: Person, version: ClauseVersion
) -> None:
    autosave(person, box(version), text="Six months")
    again = autosave(person, box(version), text="Six months", seen="").json()
    assert autosave(person, box(version), text="Six months.", seen=again["seen"]).status_code == 200


def test_the_answer_holds_no_words(person: Person, version: ClauseVersion) -> None:
    assert b"Six" not in autosave(person, box(version), text="Six months").content


def test_an_empty_box_is_nothing_to_save(person: Person, version: ClauseVersion) -> None:
    answer = autosave(person, box(version), text="", position="")
    assert answer.status_code == 200 and answer.json() == {"saved_at": ""}
    assert Draft.objects.count() == 0


def test_emptying_a_box_takes_no_comment_back(person: Person, version: ClauseVersion) -> None:
    seen = autosave(person, box(version), text="Six months").json()["seen"]
    assert autosave(person, box(version), text="", seen=seen).json() == {"saved_at": ""}
    assert DraftComment.objects.get().text == "Six months"


def test_another_page_is_told_and_nothing_overwritten(
    person: Person, version: ClauseVersion
) -> None:
    autosave(person, box(version), text="From one.")
    answer = autosave(person, box(version), text="From the other.")
    assert answer.status_code == 422 and "not saved" in answer.json()["problem"]
    assert DraftComment.objects.get().text == "From one."
    page = person.comment(version, text="From the other.").content.decode()
    assert "From one." in page and "From the other." in page


def test_what_cannot_be_stored_is_said(person: Person, version: ClauseVersion) -> None:
    assert autosave(person, box(version), text="a\x00b").status_code == 422


def test_after_the_deadline_the_reason_is_said(
    person: Person, version: ClauseVersion, clock: Any
) -> None:
    clock(CLOSES)
    answer = autosave(person, box(version), text="Too late.")
    assert answer.status_code == 403 and "closed at 11:59pm" in answer.json()["problem"]


def test_without_the_token_nothing_is_saved(
    consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person = Person(consultation, enforce_csrf_checks=True)
    answer = autosave(person, box(version), text="Six months")
    assert answer.status_code == 403 and answer.json()["problem"]
    assert Draft.objects.count() == 0


def test_a_form_about_you_keeps_its_words_before_it_is_whole(person: Person) -> None:
    answer = autosave(person, "about-you/", represents="Forty families", publish="yes")
    assert answer.json()["saved_at"]
    draft = Draft.objects.get()
    assert (draft.represents, draft.kind, draft.publish) == ("Forty families", "", "")
    page = person.client.get(f"{person.home}about-you/")
    assert page.context["form"]["represents"].value() == "Forty families"
    assert page.context["form"]["confidential"].value() is None
    assert autosave(person, "about-you/", **ABOUT).json()["saved_at"]
    assert Draft.objects.get().kind == "individual"


def test_a_whole_form_about_you_is_not_undone_by_half_of_one(person: Person) -> None:
    person.say_who(kind="organisation", organisation="The Example Trust")
    seen = person.client.get(f"{person.home}about-you/").context["form"]["seen"].value()
    half = ABOUT | {"kind": "organisation", "organisation": ""}
    assert autosave(person, "about-you/", seen=seen, **half).json() == {"saved_at": ""}
    assert Draft.objects.get().organisation == "The Example Trust"


def test_two_pages_of_questions_lose_nothing_of_each_other(person: Person) -> None:
    asked = Question.objects.get(key="q1")
    choice, words = f"question-{asked.pk}-choice", f"question-{asked.pk}-text"
    page = f"{person.home}questions/section-a/"
    person.client.post(page, {choice: "Agree", words: "From one."})
    # The other page, opened before, answers in words only: the choice stays, the words conflict.
    answer = person.client.post(page, {choice: "", words: "From the other."})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "From one." in shown and "From the other." in shown
    form = answer.context["form"]
    assert form[choice].value() == "Agree"
    chosen = {choice: "Agree", words: "From the other.", "seen": form["seen"].value()}
    assert person.client.post(page, chosen).status_code == 302
    saved = DraftAnswer.objects.get()
    assert (saved.choice, saved.text) == ("Agree", "From the other.")


def test_two_pages_about_you_lose_nothing_of_each_other(person: Person) -> None:
    person.say_who(name="Robin Example")
    answer = person.say_who(name="Robin E. Example", region="London")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Robin Example" in shown and "Robin E. Example" in shown
    assert Draft.objects.get().name == "Robin Example"
    seen = answer.context["form"]["seen"].value()
    person.say_who(name="Robin E. Example", region="London", seen=seen)
    assert Draft.objects.get().name == "Robin E. Example"


@pytest.mark.parametrize("page", ["comment", "questions", "about"])
def test_many_at_once_on_one_draft_are_one_saved_and_the_rest_told(
    transactional_db: Any, page: str
) -> None:
    consultation = make_consultation()
    version = version_of(consultation, "8.2")
    person = Person(consultation)
    person.comment(version_of(consultation, "8.1"), text="The draft's first words.")
    asked = Question.objects.get(key="q3")
    forms = {
        "comment": (box(version), {}, "text"),
        "questions": ("questions/", {}, f"question-{asked.pk}-text"),
        "about": ("about-you/", ABOUT, "name"),
    }
    address, rest, field = forms[page]
    together = threading.Barrier(8)

    def save(number: int) -> int:
        copy = Person(consultation)
        copy.client.cookies = person.client.cookies.copy()
        together.wait()
        try:
            words = rest | {field: f"Words of page {number}"}
            return int(copy.client.post(copy.home + address, words).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(save, range(8)))
    assert codes == [302] + [422] * 7
    assert Draft.objects.count() == 1 and Response.objects.count() == 0
