"""A response is stored once, whole, and held until its words have been checked."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions import (
    DraftGone,
    Refused,
    check_words,
    delete_comment,
    save_comment,
    start_draft,
    submit,
)
from consultation.responses.actions.holds import hold_unchecked
from consultation.responses.models import Comment, Draft, Hold, Response

from .conftest import CLOSES, DURING, Person, make_consultation, version_of

AT_RISK = (
    "My neighbour's little boy told me his stepfather hits him with a belt every night. "
    "He is seven and I am frightened for him."
)


@pytest.fixture
def draft(consultation: ConsultationPage, version: ClauseVersion) -> Draft:
    draft = start_draft(consultation, DURING)
    save_comment(draft, version, "support", "I agree with this clause.", DURING)
    return draft


def test_fifty_copies_at_once_make_one_response(transactional_db: Any) -> None:
    consultation = make_consultation()
    person = Person(consultation)
    person.write(version_of(consultation, "8.2"))
    digest = person.check().context["digest"]
    together = threading.Barrier(50)

    def press(_: int) -> str:
        copy = Person(consultation)
        copy.client.cookies = person.client.cookies.copy()
        together.wait()
        try:
            answer = copy.send(digest)
            return f"{answer.status_code} {answer.get('Location', '')}"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as pool:
        receipts = set(pool.map(press, range(50)))
    assert Response.objects.count() == 1
    assert len(receipts) == 1, receipts
    assert receipts.pop().startswith("302 /chapter/respond/receipt/")


def test_sending_twice_returns_the_first(draft: Draft) -> None:
    first = submit(draft, DURING, "receipt")
    assert submit(draft, DURING + timedelta(days=200), "receipt") == first
    assert Response.objects.count() == 1
    assert Comment.objects.get().text == "I agree with this clause."


def test_the_action_itself_refuses_what_came_too_late(draft: Draft) -> None:
    with pytest.raises(Refused, match="closed at 11:59pm"):
        submit(draft, CLOSES, "receipt")
    assert Response.objects.count() == 0
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_a_deleted_draft_is_not_sent_and_not_written_in(
    draft: Draft, version: ClauseVersion
) -> None:
    comment = draft.comments.get()
    Draft.objects.all().delete()
    with pytest.raises(DraftGone):
        submit(draft, DURING, "receipt")
    with pytest.raises(DraftGone):
        save_comment(draft, version, "", "More.", DURING)
    with pytest.raises(DraftGone):
        delete_comment(draft, comment, DURING)


def test_words_written_after_sending_from_another_tab_come_back(
    person: Person, version: ClauseVersion
) -> None:
    person.write(version)
    form = person.client.get(f"{person.home}clause/{version.pk}/").context["form"]
    person.send()
    answer = person.comment(version, text="Too slow.", seen=form["seen"].value())
    # A new draft takes them: they are neither lost nor added to what was sent.
    assert answer.status_code == 302
    assert Draft.objects.get().comments.get().text == "Too slow."
    assert Comment.objects.get().text == "Six months is right."


def test_harmless_words_are_free_once_checked(draft: Draft) -> None:
    submit(draft, DURING, "receipt")
    assert list(Hold.objects.all()) == []


def test_a_possible_disclosure_is_held(draft: Draft, version: ClauseVersion) -> None:
    save_comment(draft, version, "", AT_RISK, DURING)
    submit(draft, DURING, "receipt")
    hold = Hold.objects.get(why=Hold.Why.DISCLOSURE)
    assert hold.comment is not None
    assert hold.comment.text[hold.start : hold.end] in AT_RISK and hold.end > hold.start
    assert not Hold.objects.filter(why=Hold.Why.UNCHECKED).exists()


def test_words_that_cannot_be_checked_stay_held_and_stored(draft: Draft) -> None:
    def broken(text: str) -> list[Any]:
        raise RuntimeError("a fault in the check")

    response = submit(draft, DURING, "receipt")
    hold_unchecked(response, DURING)
    assert not check_words(response, broken)
    assert response.comments.get().text == "I agree with this clause."
    hold = Hold.objects.get()
    assert (hold.why, hold.start, hold.end) == ("unchecked", 0, len("I agree with this clause."))
    assert check_words(response)
    assert list(Hold.objects.all()) == []


def test_a_failed_store_leaves_the_draft(draft: Draft) -> None:
    class Stop(Exception):
        pass

    def sent_by_a_server_that_stops() -> None:
        with transaction.atomic():
            submit(draft, DURING, "receipt")
            raise Stop

    with pytest.raises(Stop):
        sent_by_a_server_that_stops()
    assert Response.objects.count() == 0
    assert Draft.objects.get().comments.count() == 1


def test_the_log_holds_no_words(
    draft: Draft, version: ClauseVersion, caplog: pytest.LogCaptureFixture
) -> None:
    save_comment(draft, version, "", "CANARY " + AT_RISK, DURING)
    submit(draft, DURING, "receipt")
    assert "CANARY" not in caplog.text
