"""Commenting beside a clause: other wording, staying in place, how far one has come."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.models import DraftComment, Proposal
from consultation.responses.rules.progress import next_without_comment

from .conftest import CLOSES, Person, version_of

WORDING = "The text of 8.2."
OTHER = "The other text of 8.2."
IN_PLACE = {"X-Requested-With": "in-place"}


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_wording_alone_is_a_comment(person: Person, version: ClauseVersion) -> None:
    assert person.comment(version, proposed=OTHER).status_code == 302
    comment = DraftComment.objects.get()
    assert (comment.text, comment.proposed) == ("", OTHER)


def test_the_clause_as_it_stands_is_none(person: Person, version: ClauseVersion) -> None:
    answer = person.comment(version, proposed=f"{WORDING}\r\n")
    assert answer.status_code == 422
    assert "Write a comment, or choose where you stand" in words_of(answer)


def test_the_box_begins_with_the_clause_and_goes_on_with_the_proposal(
    person: Person, version: ClauseVersion
) -> None:
    address = f"{person.home}clause/{version.pk}/"
    assert f">{WORDING}</textarea>" in words_of(person.client.get(address))
    person.comment(version, proposed=OTHER)
    assert f">{OTHER}</textarea>" in words_of(person.client.get(address))


def test_changes_are_shown_before_anything_is_saved(person: Person, version: ClauseVersion) -> None:
    answer = person.comment(version, text="Because.", proposed=OTHER, show="changes")
    page = words_of(answer)
    assert answer.status_code == 200
    assert "inserted: </span>other <span" in page and "not saved yet" in page
    assert f">{OTHER}</textarea>" in page and ">Because.</textarea>" in page
    assert not DraftComment.objects.exists()
    assert "There is a problem" not in words_of(person.comment(version, show="changes"))


def test_asking_to_see_changes_is_refused_with_the_words_after_the_deadline(
    person: Person, version: ClauseVersion, clock: Any
) -> None:
    clock(CLOSES)
    answer = person.comment(version, proposed=OTHER, show="changes")
    assert answer.status_code == 403 and OTHER in words_of(answer)


def test_the_changes_go_with_the_comment_to_the_receipt(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, text="Because.", proposed=OTHER)
    marked = "inserted: </span>other <span"
    assert marked in words_of(person.client.get("/chapter/section-a/"))
    person.say_who()
    assert marked in words_of(person.check())
    receipt = person.client.get(person.send().url)
    assert marked in words_of(receipt)
    assert Proposal.objects.get().text == OTHER


def test_a_wording_saved_in_another_tab_is_not_overwritten(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, proposed=OTHER)
    untouched = person.comment(version, text="From an older tab.", proposed=WORDING, seen="")
    assert untouched.status_code == 302
    assert DraftComment.objects.get().proposed == OTHER
    changed = person.comment(version, proposed="A third text.", seen="")
    assert changed.status_code == 422
    assert OTHER in words_of(changed) and "A third text." in words_of(changed)


def test_a_proposal_is_compared_with_the_wording_its_writer_saw(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    section: Any = version.clause.section
    section.body[1].value["text"] = "Entirely new words."
    section.save_revision().publish()
    assert person.comment(version, proposed=OTHER).status_code == 302
    comment = DraftComment.objects.get()
    assert (comment.clause_version, comment.proposed) == (version, OTHER)
    page = words_of(person.client.get(f"{person.home}clause/{version.pk}/"))
    assert "This clause has been reworded" in page and "inserted: </span>other <span" in page
    newer = version_of(consultation, "8.2")
    page = words_of(person.client.get(f"{person.home}clause/{newer.pk}/"))
    assert "The wording you proposed, as changes to the earlier wording" in page
    assert f">{OTHER}</textarea>" in page


def test_what_is_saved_is_said_beside_the_clause_with_the_way_on(
    person: Person, version: ClauseVersion
) -> None:
    page = words_of(person.client.get(person.comment(version, text="Yes.").url))
    assert "Your comment on clause 8.2 is saved" in page
    assert "You have commented on 1 of 5 clauses: 1 of 3 in this section." in page
    assert 'href="#clause-8-3">Go to clause 8.3</a>' in page
    assert f'href="{person.home}check/">Check your response and send it</a>' in page
    front = words_of(person.client.get("/chapter/"))
    assert "You have commented on 1 of 5 clauses" in front


def test_the_way_on_leads_to_other_sections_too(
    person: Person, consultation: ConsultationPage
) -> None:
    for number in ("8.1", "8.2", "8.3"):
        person.comment(version_of(consultation, number), text="Yes.")
    page = words_of(person.client.get("/chapter/section-a/"))
    assert 'href="/chapter/clause/8.4/">Next clause without a comment: 8.4</a>' in page
    for number in ("8.4", "8.5"):
        person.comment(version_of(consultation, number), text="Yes.")
    assert "Next clause" not in words_of(person.client.get("/chapter/section-a/"))


def test_after_the_last_clause_the_way_on_begins_again() -> None:
    clauses = [uuid4() for _ in range(3)]
    assert next_without_comment(clauses, {clauses[2]}, clauses[2]) == clauses[0]
    assert next_without_comment(clauses, set(clauses), clauses[0]) is None
    assert next_without_comment(clauses, set(), uuid4()) == clauses[0]


def in_place(person: Person, version: ClauseVersion, **words: str) -> Any:
    address = f"{person.home}clause/{version.pk}/"
    return person.client.post(address, words, headers=IN_PLACE)


def test_in_place_the_answer_is_the_box_of_the_clause(
    person: Person, version: ClauseVersion
) -> None:
    empty = in_place(person, version)
    assert (empty.status_code, empty.headers["X-Fragment"]) == (422, "1")
    assert "There is a problem" in words_of(empty) and "<html" not in words_of(empty)
    shown = in_place(person, version, proposed=OTHER, show="changes")
    assert shown.status_code == 200 and "not saved yet" in words_of(shown)
    saved = in_place(person, version, text="Yes.", proposed=OTHER)
    page = words_of(saved)
    assert saved.status_code == 200 and "draft" in person.client.cookies
    assert "Your comment on clause 8.2 is saved" in page and "1 of 5 clauses" in page
    assert all(f'data-fragment="{name}"' in page for name in ("box-8.2", "progress", "send"))


def test_in_place_what_is_refused_is_a_whole_page(
    person: Person, version: ClauseVersion, clock: Any
) -> None:
    clock(CLOSES)
    answer = in_place(person, version, text="Too late.")
    assert answer.status_code == 403 and "X-Fragment" not in answer.headers
    assert "Too late." in words_of(answer)


@pytest.mark.parametrize("commented", [(), ("8.1",), ("8.1", "8.2", "8.3")])
def test_a_section_takes_as_many_queries_however_much_is_said(
    person: Person, consultation: ConsultationPage, commented: tuple[str, ...]
) -> None:
    person.comment(version_of(consultation, "8.5"), text="Yes.")
    person.client.get("/chapter/section-a/")
    with CaptureQueriesContext(connection) as before:
        person.client.get("/chapter/section-a/")
    for number in commented:
        person.comment(version_of(consultation, number), text="Yes.", proposed="Other words.")
    with CaptureQueriesContext(connection) as after:
        person.client.get("/chapter/section-a/")
    assert len(after) == len(before)
