"""Responses that came by e-mail, letter or event, and the examples."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import UnknownNumber, load_examples, record_offline
from consultation.responses.models import Hold, Response
from consultation.responses.rules import digest
from consultation.responses.rules.receipt import sent

from .conftest import CLOSES, DURING


def example(**changes: Any) -> dict[str, Any]:
    return {
        "key": "letter-1",
        "channel": "letter",
        "received_at": DURING,
        "days_before_close": 10.0,
        "respondent": {
            "type": "family",
            "kind": "individual",
            "name": "Robin Example",
            "organisation": "",
            "represents": "",
            "region": "London",
            "email": "",
        },
        "confidential": False,
        "confidentiality_reason": "",
        "publish": "anonymous",
        "comments": [],
        "answers": [],
        "letter": "Dear team,\n\nWe support paragraph 8.2.\n",
    } | changes


def test_a_letter_is_stored_whole_and_counted(consultation: ConsultationPage) -> None:
    response = record_offline(consultation, example())
    assert response.letters.get().text == example()["letter"]
    assert (response.channel, response.set_aside, response.name) == ("letter", "", "Robin Example")


def test_a_second_copy_is_the_same_response(consultation: ConsultationPage) -> None:
    assert record_offline(consultation, example()) == record_offline(consultation, example())
    assert Response.objects.count() == 1


def test_comments_and_answers_find_their_clause_and_question(
    consultation: ConsultationPage,
) -> None:
    response = record_offline(
        consultation,
        example(
            letter="",
            comments=[{"clause": "8.2", "position": "oppose", "text": "No."}],
            answers=[{"question": "q1", "choice": "agree", "text": ""}],
        ),
    )
    comment, answer = response.comments.get(), response.answers.get()
    assert comment.clause_version is not None and comment.clause_version.number == "8.2"
    assert answer.choice == "Agree" and answer.question_label == "Is it clear?"
    assert answer.clause_version is not None and answer.clause_version.number == "8.1"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"comments": [{"clause": "8.51", "position": "", "text": "x"}]}, "clause 8.51"),
        ({"answers": [{"question": "q99", "choice": "", "text": "x"}]}, "question q99"),
    ],
)
def test_a_wrong_number_is_named_and_nothing_stored(
    consultation: ConsultationPage, wrong: dict[str, Any], named: str
) -> None:
    with pytest.raises(UnknownNumber, match=named):
        record_offline(consultation, example(**wrong))
    assert Response.objects.count() == 0


def test_two_comments_on_a_clause_and_their_wording_are_read_back_as_they_were_recorded(
    consultation: ConsultationPage,
) -> None:
    said = [
        {"clause": "8.4", "position": "oppose", "text": "Too long."},
        {"clause": "8.2", "position": "", "text": "Yes."},
        {"clause": "8.4", "position": "", "text": "And so say all.", "proposed": "Be quick."},
        {"clause": "8.4", "position": "", "text": "All of us.", "proposed": "Be quick."},
    ]
    answers = [{"question": key, "choice": "", "text": "x"} for key in ("q2", "q1")]
    response = record_offline(consultation, example(comments=said, answers=answers))
    assert [one.text for one in response.proposals.all()] == ["Be quick."]
    assert digest(sent(response)) == response.digest


def test_two_wordings_for_one_clause_are_refused(consultation: ConsultationPage) -> None:
    said = [
        {"clause": "8.4", "position": "", "text": "", "proposed": wording}
        for wording in ("Be quick.", "Be slow.")
    ]
    with pytest.raises(UnknownNumber, match=r"clause 8\.4"):
        record_offline(consultation, example(comments=said))
    assert Response.objects.count() == 0


def test_a_comment_on_no_clause_is_kept(consultation: ConsultationPage) -> None:
    said = [{"clause": "", "position": "", "text": "In general, yes."}]
    comment = record_offline(consultation, example(comments=said)).comments.get()
    assert (comment.clause_version, comment.text) == (None, "In general, yes.")


def test_what_came_late_is_set_aside_with_its_reason(consultation: ConsultationPage) -> None:
    response = record_offline(consultation, example(received_at=CLOSES))
    assert response.set_aside == "late" and "decides" in response.set_aside_reason
    in_time = example(key="letter-2", received_at=CLOSES - timedelta(microseconds=1))
    assert record_offline(consultation, in_time).set_aside == ""


def test_what_says_nothing_is_set_aside_and_not_dropped(consultation: ConsultationPage) -> None:
    assert record_offline(consultation, example(letter=" \n ")).set_aside == "blank"


def test_a_letter_naming_a_person_is_held(consultation: ConsultationPage) -> None:
    letter = "The social worker, Mrs Ann Placeholder of 3 High Street, never came."
    response = record_offline(consultation, example(letter=letter))
    assert Hold.objects.filter(response=response, letter__isnull=False).exists()


def test_examples_arrive_before_the_deadline_and_only_once(
    consultation: ConsultationPage,
) -> None:
    examples = [example(), example(key="late", days_before_close=-0.5)]
    assert load_examples(consultation, examples) == 2
    assert load_examples(consultation, examples) == 0
    assert Response.objects.get(set_aside="").received_at == CLOSES - timedelta(days=10)
    assert Response.objects.get(set_aside="late").received_at == CLOSES + timedelta(hours=12)
    assert not Hold.objects.filter(why=Hold.Why.UNCHECKED).exists()


def test_a_wrong_example_loads_none(consultation: ConsultationPage) -> None:
    wrong = example(key="b", comments=[{"clause": "9.9", "position": "", "text": "x"}])
    with pytest.raises(UnknownNumber):
        load_examples(consultation, [example(), wrong])
    assert Response.objects.count() == 0


def test_the_command_says_which_consultation_is_missing(db: Any) -> None:
    with pytest.raises(CommandError, match="no consultation at /nowhere/"):
        call_command("load_example_responses", "nowhere")
