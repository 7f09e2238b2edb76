"""Coming back to a draft by its link; changing and withdrawing what was sent."""

from datetime import timedelta
from typing import Any

from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions.drafts import delete_old_drafts
from consultation.responses.models import Draft, Response, SetAside

from .conftest import CLOSES, Person, version_of


def link_of(person: Person) -> str:
    link = str(person.client.get(f"{person.home}return/").context["link"])
    return link.removeprefix("http://testserver")


def sent(person: Person, version: ClauseVersion) -> str:
    person.write(version)
    return str(person.send().url)


def test_the_link_opens_the_draft_elsewhere_after_a_button(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person.comment(version, text="Begun here. 🙂")
    link = link_of(person)
    elsewhere = Person(consultation)
    answer = elsewhere.client.get(link)
    secret = link.rstrip("/").rpartition("/")[2]
    assert answer.status_code == 302 and secret not in answer.url
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    asked = elsewhere.client.get(answer.url)
    assert asked.status_code == 200 and "Begun here" not in asked.content.decode()
    assert "draft" not in elsewhere.client.cookies
    assert elsewhere.client.post(answer.url).url == elsewhere.home
    form = elsewhere.client.get(f"{elsewhere.home}clause/{version.pk}/").context["form"]
    assert form["text"].value() == "Begun here. 🙂"


def test_another_draft_of_this_browser_is_kept_and_its_link_shown(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person.comment(version, text="One.")
    elsewhere = Person(consultation)
    elsewhere.comment(version, text="Two.")
    other = link_of(elsewhere)
    opened = elsewhere.client.get(link_of(person)).url
    assert other in elsewhere.client.get(opened).content.decode()
    elsewhere.client.post(opened)
    assert Draft.objects.count() == 2


def test_a_wrong_link_and_a_sent_one_open_no_draft(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    wrong = person.client.get(f"{person.home}return/{'x' * 43}/").url
    assert person.client.get(wrong).status_code == 404
    assert person.client.post(wrong).status_code == 404
    person.write(version)
    link = link_of(person)
    receipt = person.send().url
    stranger = Person(consultation)
    gone = stranger.client.get(stranger.client.get(link).url)
    assert gone.status_code == 410 and receipt in gone.content.decode()


def test_a_changed_response_takes_the_place_of_the_first(
    person: Person, version: ClauseVersion
) -> None:
    receipt = sent(person, version)
    old = Response.objects.get()
    assert person.client.post(f"{receipt}change/").url == person.home
    assert person.client.post(f"{receipt}change/").url == person.home
    draft = Draft.objects.get()
    assert (draft.replaces, draft.comments.get().text) == (old, "Six months is right.")
    assert Response.objects.get().set_aside == ""
    other = version_of(version.clause.consultation, "8.3")
    person.comment(other, text="And this.")
    newer = person.send().url
    old.refresh_from_db()
    new = Response.objects.get(replaces=old)
    assert (old.set_aside, new.set_aside, new.comments.count()) == (SetAside.REPLACED, "", 2)
    page = person.client.get(receipt).content.decode()
    assert new.reference in page and newer in page and old.digest in page
    assert old.reference in person.client.get(newer).content.decode()
    assert person.client.post(f"{receipt}change/").status_code == 409


def test_withdrawing_and_undoing(person: Person, version: ClauseVersion) -> None:
    receipt = sent(person, version)
    assert person.client.get(f"{receipt}withdraw/").status_code == 200
    assert Response.objects.get().set_aside == ""
    for _ in range(2):
        assert person.client.post(f"{receipt}withdraw/").url == receipt
    assert Response.objects.get().set_aside == SetAside.WITHDRAWN
    assert "You have withdrawn this response" in person.client.get(receipt).content.decode()
    assert person.client.post(f"{receipt}restore/").url == receipt
    response = Response.objects.get()
    assert response.set_aside == ""
    assert [row.set_aside for row in response.ledger_entries.all()] == ["withdrawn", ""]


def test_what_was_withdrawn_may_be_changed_and_is_not_said_to_count(
    person: Person, version: ClauseVersion
) -> None:
    receipt = sent(person, version)
    person.client.post(f"{receipt}withdraw/")
    asked = person.client.get(f"{receipt}change/").content.decode()
    assert "stays withdrawn" in asked and "What you sent counts" not in asked
    person.client.post(f"{receipt}change/")
    assert "that you withdrew" in person.client.get(person.home).content.decode()
    person.send()
    old = Response.objects.get(replaces=None)
    new = Response.objects.get(replaces=old)
    assert (old.set_aside, new.set_aside) == (SetAside.REPLACED, "")


def test_after_the_deadline_neither(person: Person, version: ClauseVersion, clock: Any) -> None:
    receipt = sent(person, version)
    person.client.post(f"{receipt}change/")
    digest = person.check().context["digest"]
    clock(CLOSES)
    for step in ("change", "withdraw", "restore"):
        answer = person.client.post(f"{receipt}{step}/")
        assert answer.status_code == 409 and "chapter@example.org" in answer.content.decode()
    assert person.send(digest).status_code == 403
    response = Response.objects.get()
    assert response.set_aside == ""


def test_a_page_of_a_receipt_tells_its_address_to_nobody(
    person: Person, version: ClauseVersion
) -> None:
    receipt = sent(person, version)
    page = person.client.get(f"{receipt}withdraw/")
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page.headers["Cache-Control"]


def test_a_merged_response_is_not_replaced(person: Person, version: ClauseVersion) -> None:
    receipt = sent(person, version)
    person.client.post(f"{receipt}change/")
    digest = person.check().context["digest"]
    Response.objects.update(set_aside=SetAside.MERGED)
    assert person.send(digest).status_code == 403
    assert Response.objects.count() == 1 and Draft.objects.count() == 1


def test_drafts_are_deleted_when_their_time_has_come(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, text="Never sent.")
    kept = CLOSES + timedelta(days=28)
    assert delete_old_drafts(kept - timedelta(microseconds=1)) == 0
    assert delete_old_drafts(kept) == 1
    assert Draft.objects.count() == 0
