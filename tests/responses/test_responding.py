"""From the first comment to the receipt."""

import hashlib
import json
from typing import Any

import pytest

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question
from consultation.responses.models import Draft, DraftComment, Response
from consultation.responses.rules import digest, submission
from consultation.responses.views.receipts import sent

from .conftest import Person, version_of


def test_a_comment_starts_a_draft_and_leads_back_to_the_clause(
    person: Person, version: ClauseVersion
) -> None:
    answer = person.comment(version, text="I agree.", position="support")
    assert answer.status_code == 302
    assert answer.url.endswith(f"/chapter/section-a/?saved={version.pk}#clause-8-2")
    comment = DraftComment.objects.get()
    assert (comment.text, comment.position, comment.clause_version) == (
        "I agree.",
        "support",
        version,
    )


def test_the_cookie_is_for_this_consultation_and_no_script(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, text="I agree.")
    cookie = person.client.cookies["draft"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/chapter/"
    assert len(cookie.value) >= 43  # 256 bits in base64
    stored = Draft.objects.get().secret_digest
    assert stored == hashlib.sha256(cookie.value.encode()).hexdigest()


def test_reading_makes_no_draft_and_no_cookie(person: Person) -> None:
    for page in ("", "about-you/", "questions/", "questions/section-a/"):
        assert person.client.get(person.home + page).status_code == 200
    assert "draft" not in person.client.cookies
    assert Draft.objects.count() == 0


def test_a_made_up_secret_opens_nothing_and_is_not_taken_over(
    person: Person, version: ClauseVersion
) -> None:
    person.client.cookies["draft"] = "guessed"
    person.comment(version, text="Mine.")
    assert person.client.cookies["draft"].value != "guessed"


def test_the_section_page_shows_the_comment_and_a_count(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, text="Two tests would be better.")
    page = person.client.get("/chapter/section-a/").content.decode()
    assert "You have commented on clause 8.2" in page
    assert "Two tests would be better." in page
    assert "You have commented on 1 of 5 clauses" in page
    stranger = Person(version.clause.consultation).client.get("/chapter/section-a/")
    assert "Two tests would be better." not in stranger.content.decode()


def test_a_comment_is_changed_in_place(person: Person, version: ClauseVersion) -> None:
    person.comment(version, text="First.")
    form = person.client.get(f"{person.home}clause/{version.pk}/").context["form"]
    assert form["text"].value() == "First."
    person.comment(version, text="Second.", seen=form["seen"].value())
    assert [row.text for row in DraftComment.objects.all()] == ["Second."]


def test_another_tab_overwrites_nothing_unseen(person: Person, version: ClauseVersion) -> None:
    person.comment(version, text="From one tab.")
    answer = person.comment(version, text="From the other.", seen="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "From one tab." in page and "From the other." in page
    assert DraftComment.objects.get().text == "From one tab."
    seen = answer.context["form"]["seen"].value()
    assert person.comment(version, text="From the other.", seen=seen).status_code == 302
    assert DraftComment.objects.get().text == "From the other."


def test_deleting_asks_first(person: Person, version: ClauseVersion) -> None:
    person.comment(version, text="Delete me.")
    address = f"{person.home}clause/{version.pk}/delete/"
    page = person.client.get(address)
    assert "Delete me." in page.content.decode()
    assert DraftComment.objects.count() == 1
    seen = page.context["form"]["seen"].value()
    assert person.client.post(address, {"seen": seen}).url.endswith("#clause-8-2")
    assert DraftComment.objects.count() == 0


def test_words_written_in_another_tab_are_not_deleted_unseen(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, text="One line.")
    address = f"{person.home}clause/{version.pk}/delete/"
    seen = person.client.get(address).context["form"]["seen"].value()
    person.comment(version, text="An hour of work.", seen=seen)
    told = person.client.post(address, {"seen": seen})
    assert told.status_code == 422
    assert "An hour of work." in told.content.decode(), "what would be deleted is shown"
    assert DraftComment.objects.get().text == "An hour of work."
    seen = told.context["form"]["seen"].value()
    assert person.client.post(address, {"seen": seen}).status_code == 302
    assert not DraftComment.objects.exists()


def test_answers_are_kept_with_the_question_as_it_was_put(person: Person) -> None:
    asked = Question.objects.get(key="q1")
    address = f"{person.home}questions/section-a/"
    words = {f"question-{asked.pk}-choice": "Agree", f"question-{asked.pk}-text": "Because."}
    assert person.client.post(address, words).url == person.home
    answer = Draft.objects.get().answers.get()
    assert (answer.choice, answer.text, answer.question_label) == (
        "Agree",
        "Because.",
        "Is it clear?",
    )
    assert answer.clause_version is not None and answer.clause_version.number == "8.1"
    assert 'value="Agree" checked' in person.client.get(address).content.decode()


def test_a_question_on_several_clauses_is_on_none(person: Person) -> None:
    asked = Question.objects.get(key="q2")
    person.client.post(
        f"{person.home}questions/section-b/", {f"question-{asked.pk}-choice": "Agree"}
    )
    assert Draft.objects.get().answers.get().clause_version is None


def test_the_task_list_counts(person: Person, version: ClauseVersion) -> None:
    person.comment(version, text="One.")
    page = person.client.get(person.home).content.decode()
    assert "You have commented on 1 of 5 clauses" in page
    assert "1 of 3 clauses" in page and "Not started" in page


def test_what_is_missing_is_named_and_nothing_is_sent(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, text="One.")
    answer = person.send()
    assert answer.status_code == 422
    assert "Tell us about you" in answer.content.decode()
    assert Response.objects.count() == 0


def test_a_required_question_is_asked_for_at_the_end(
    person: Person, version: ClauseVersion
) -> None:
    Question.objects.filter(key="q3").update(required=True)
    person.write(version)
    assert "Answer the question “Anything else?”" in person.send().content.decode()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"kind": ""}, "Choose whether you answer for yourself"),
        ({"kind": "organisation"}, "Enter the name of the organisation"),
        ({"confidential": "yes"}, "Say why it should be kept confidential"),
        ({"respondent_type": "made-up"}, "Choose one from the list"),
        ({"email": "nobody"}, "Enter a valid email address"),
    ],
)
def test_about_you_says_what_is_wrong_and_keeps_the_rest(
    person: Person, changes: dict[str, str], error: str
) -> None:
    answer = person.say_who(name="Robin Example", **changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert error in page and "Robin Example" in page and "There is a problem" in page


def test_sending_gives_a_receipt_with_everything(person: Person, version: ClauseVersion) -> None:
    person.write(version, text="Six months is right.\r\n\r\nMostly.")
    answer = person.send()
    assert answer.status_code == 302
    receipt = person.client.get(answer.url)
    page = receipt.content.decode()
    response = Response.objects.get()
    assert response.reference in page and response.digest in page
    assert "Six months is right.\r\n\r\nMostly." in page
    assert "13:00:00 on 1 September 2027" in page
    assert receipt.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in receipt.headers["Cache-Control"]
    assert receipt.headers["X-Robots-Tag"] == "noindex"
    assert Draft.objects.count() == 0


def test_anyone_can_work_the_digest_out_again(person: Person, version: ClauseVersion) -> None:
    person.write(version, text="Ünïcødé 🙂 \u202e right to left")
    receipt = person.send().url
    downloaded = person.client.get(receipt + "record/")
    response = Response.objects.get()
    assert hashlib.sha256(downloaded.content).hexdigest() == response.digest
    assert digest(sent(response)) == response.digest
    assert json.loads(downloaded.content)["comments"][0]["clause"] == "8.2"
    assert downloaded.headers["Content-Disposition"].startswith("attachment")


def test_pressing_again_leads_to_the_same_receipt(person: Person, version: ClauseVersion) -> None:
    person.write(version)
    first = person.send()
    again = person.send(digest="whatever was on the page")
    assert again.url == first.url
    assert Response.objects.count() == 1


def test_a_receipt_opens_to_its_own_secret_only(person: Person, version: ClauseVersion) -> None:
    person.write(version)
    address = person.send().url
    reference = Response.objects.get().reference
    stranger = Person(version.clause.consultation).client
    assert stranger.get(address).status_code == 200
    assert stranger.get(f"{person.home}receipt/{reference}/").status_code == 404
    assert stranger.get(address.replace("/chapter/", "/other/")).status_code == 404


def test_a_stale_check_page_sends_nothing(person: Person, version: ClauseVersion) -> None:
    person.write(version, text="As I checked it.")
    seen = person.check().context["digest"]
    seen_comment = person.client.get(f"{person.home}clause/{version.pk}/").context["form"]["seen"]
    person.comment(version, text="As changed in another tab.", seen=seen_comment.value())
    answer = person.send(digest=seen)
    assert answer.status_code == 422
    assert "As changed in another tab." in answer.content.decode()
    assert Response.objects.count() == 0


def test_after_sending_new_words_are_a_new_response(person: Person, version: ClauseVersion) -> None:
    person.write(version)
    person.send()
    assert "Anything you write now becomes another response" in (
        person.client.get(person.home).content.decode()
    )
    person.write(version, text="One more thing.")
    person.send()
    assert Response.objects.count() == 2
    assert len({row.receipt_digest for row in Response.objects.all()}) == 2


def test_a_submission_says_the_same_as_its_draft(person: Person, version: ClauseVersion) -> None:
    person.write(version)
    draft = Draft.objects.get()
    before = digest(submission(draft, draft.comments.all(), draft.answers.all()))
    person.send()
    assert Response.objects.get().digest == before


def test_a_reworded_clause_keeps_the_comment_on_the_wording_seen(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    section: Any = version.clause.section
    section.body[1].value["text"] = "Entirely new words."
    section.save_revision().publish()
    assert version_of(consultation, "8.2").pk != version.pk
    assert person.comment(version, text="On the old words.").status_code == 302
    assert DraftComment.objects.get().clause_version == version
    page = person.client.get(f"{person.home}clause/{version.pk}/").content.decode()
    assert "This clause has been reworded" in page and "The text of 8.2." in page
    listed = person.client.get("/chapter/section-a/").content.decode()
    assert "reworded since" in listed


def test_a_comment_moves_to_the_new_wording_only_when_asked(
    person: Person, consultation: ConsultationPage, version: ClauseVersion
) -> None:
    person.comment(version, text="On the old words.")
    section: Any = version.clause.section
    section.body[1].value["text"] = "Entirely new words."
    section.save_revision().publish()
    newer = version_of(consultation, "8.2")
    form = person.client.get(f"{person.home}clause/{newer.pk}/").context["form"]
    person.comment(newer, text="On the new words.", seen=form["seen"].value())
    assert [row.clause_version for row in DraftComment.objects.all()] == [newer]
