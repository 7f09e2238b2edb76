"""Equality questions: optional, apart from the response, and shown only as numbers of five and more."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from consultation.guidance.models import ClauseVersion, ConsultationPage, EqualityQuestion
from consultation.responses.models import Draft, DraftEqualityAnswer, EqualityTally, Response
from consultation.responses.rules.equality import suppressed
from consultation.roles import OFFICIALS

from .conftest import CLOSES, DURING, Person, SetClock

PAGE = "/chapter/respond/equality/"
COUNTS = "/admin/analysis/chapter/equality/"


@pytest.fixture(autouse=True)
def asked(consultation: ConsultationPage) -> None:
    for key, choices in {"age": "Under 18\n18 or over", "disability": "Yes\nNo"}.items():
        EqualityQuestion.objects.create(
            consultation=consultation, key=key, label=f"Your {key}?", choices=choices
        )


def official() -> Client:
    user, _ = User.objects.get_or_create(username="official")
    user.groups.set([Group.objects.get(name=OFFICIALS)])
    client = Client()
    client.force_login(user)
    return client


def test_they_are_asked_apart_and_not_to_say_is_always_a_choice(person: Person) -> None:
    assert "Equality questions (optional)" in person.client.get(person.home).content.decode()
    page = person.client.get(PAGE).content.decode()
    assert page.count("Prefer not to say") >= 2
    assert "If a child is at risk now" in page


def test_in_the_draft_they_can_be_changed_and_taken_back(person: Person) -> None:
    person.client.post(PAGE, {"age": "Under 18", "disability": "No"})
    seen = person.client.get(PAGE).context["form"]["seen"].value()
    person.client.post(PAGE, {"age": "18 or over", "disability": "", "seen": seen})
    answer = DraftEqualityAnswer.objects.get()
    assert (answer.question_key, answer.choice) == ("age", "18 or over")
    assert person.client.post(PAGE, {"age": "A name"}).status_code == 422


def test_two_pages_of_them_undo_nothing_of_each_other(person: Person) -> None:
    person.client.post(PAGE, {"age": "Under 18", "disability": ""})
    # The other page was opened before: what it leaves out stays, what it says otherwise is asked.
    other = person.client.post(PAGE, {"age": "18 or over", "disability": "No"})
    assert other.status_code == 422 and "Saved now, from another page" in other.content.decode()
    assert DraftEqualityAnswer.objects.get().choice == "Under 18"
    seen = other.context["form"]["seen"].value()
    person.client.post(PAGE, {"age": "18 or over", "disability": "No", "seen": seen})
    person.client.post(PAGE, {"age": "", "disability": ""})
    kept = dict(DraftEqualityAnswer.objects.values_list("question_key", "choice"))
    assert kept == {"age": "18 or over", "disability": "No"}


def test_leaving_them_all_out_begins_no_draft(person: Person) -> None:
    assert person.client.post(PAGE, {}).status_code == 302
    assert not Draft.objects.exists()


def test_sent_they_are_numbers_and_nothing_says_whose(
    person: Person, version: ClauseVersion
) -> None:
    person.write(version)
    person.client.post(PAGE, {"age": "18 or over"})
    receipt = person.client.get(person.send().url).content.decode()
    person.client.post("/chapter/respond/check/", {"digest": "again"})
    tally = EqualityTally.objects.get()
    assert (tally.question_key, tally.choice, tally.number) == ("age", "18 or over", 1)
    assert not DraftEqualityAnswer.objects.exists()
    columns = {field.name for field in EqualityTally._meta.get_fields()}
    assert columns == {"id", "consultation", "question_key", "choice", "number"}
    assert "18 or over" not in receipt and "received apart" in receipt
    assert Response.objects.count() == 1


def test_what_is_sent_late_adds_to_no_number_that_is_shown_already(
    person: Person, version: ClauseVersion, clock: SetClock
) -> None:
    person.write(version)
    person.client.post(PAGE, {"age": "18 or over"})
    clock(CLOSES)
    late = "/chapter/respond/late/"
    person.client.post(late, {"digest": person.client.get(late).context["digest"]})
    assert Response.objects.count() == 1
    assert not EqualityTally.objects.exists()


def test_officials_see_them_once_it_has_closed(
    consultation: ConsultationPage, clock: SetClock
) -> None:
    for choice, number in {"Under 18": 3, "18 or over": 40, "Prefer not to say": 7}.items():
        EqualityTally.objects.create(
            consultation=consultation, question_key="age", choice=choice, number=number
        )
    before = official().get(COUNTS).content.decode()
    assert "shown once the consultation has closed" in before and "40" not in before
    clock(CLOSES)
    questions = official().get(COUNTS).context["questions"]
    assert questions[0]["counts"] == [
        ("Under 18", None), ("18 or over", 40), ("Prefer not to say", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 5, "b": 9}, ""),
        ({"a": 4, "b": 9, "c": 20}, "ab"),
        ({"a": 0, "b": 9, "c": 20}, "ab"),
        ({"a": 1, "b": 1, "c": 7, "d": 20}, "abc"),
        ({"a": 3, "b": 2, "c": 20}, "ab"),
        ({"a": 1, "b": 2}, "ab"),
        ({"a": 4}, "a"),
    ],
)
def test_small_numbers_and_what_would_give_them_away_are_held_back(
    counts: dict[str, int], hidden: str
) -> None:
    assert (
        "".join(choice for choice, number in suppressed(counts).items() if number is None) == hidden
    )


def test_changing_a_response_asks_nothing_again(
    person: Person, version: ClauseVersion, consultation: ConsultationPage
) -> None:
    person.write(version)
    person.send()
    sent = Response.objects.get()
    other = Person(consultation)
    other.write(version)
    Draft.objects.update(replaces=sent, changed_at=DURING)
    assert other.client.get(PAGE).status_code == 404
    assert "Equality questions" not in other.client.get(other.home).content.decode()
