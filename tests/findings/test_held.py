"""Held words on the officials' pages: the holds of the database are the truth, before and after."""

from typing import Any

import pytest
from django.test import Client

from analysis.columns import LEFT_OVER
from consultation import clock
from consultation.findings.models import Run
from consultation.findings.rules import labels_held
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.releasing import release_hold
from consultation.responses.models import Comment, Hold, Letter, Response
from tests import planted

pytestmark = pytest.mark.django_db
HERE = "/admin/analysis/small/"

NAMED = "Mrs Ann Quillfeather of 12 Elm Road told us that six months is far too long."


@pytest.fixture
def page() -> ConsultationPage:
    return planted.consultation()


def seen_by(name: str, address: str) -> str:
    client = Client()
    client.force_login(planted.staff(name))
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def release(holds: Any) -> None:
    for hold in holds:
        release_hold(hold, planted.staff("duty"), "An invented name.", clock.now())


def test_what_was_released_is_not_held_by_what_the_analysis_proposes(
    page: ConsultationPage,
) -> None:
    planted.respond(page, "a", comments=[planted.comment("1.2", NAMED)])
    assert Hold.objects.exists()
    assert seen_of(planted.analysed(page)) == [True]
    assert "1 passage about this clause is held" in seen_by("official", HERE + "clauses/1.2/")
    release(Hold.objects.all())
    assert seen_of(planted.analysed(page)) == [False]
    text = seen_by("official", HERE + "clauses/1.2/")
    assert "about this clause" not in text and "held and not quoted" not in text
    assert "Quillfeather" in text


def seen_of(run: Run) -> list[bool]:
    return list(run.passages.order_by("pk").values_list("held", flat=True))


def test_a_passage_held_in_a_letter_counts_on_the_clause_it_cites(page: ConsultationPage) -> None:
    planted.respond(page, "a", letter="On clause 1.2, six months is right. On 1.3, publish it.")
    planted.analysed(page)
    letter = Letter.objects.get()
    Hold.objects.create(
        response=letter.response, letter=letter, start=0, end=35, why=Hold.Why.IDENTIFYING,
        reason="It names a person.", raised_at=clock.now(),
    )  # fmt: skip
    assert "1 passage about this clause is held" in seen_by("official", HERE + "clauses/1.2/")
    assert "about this clause" not in seen_by("official", HERE + "clauses/1.3/")


RUSHED = (
    "Blackthorn lane was rushed and the family was left out of the report.",
    "The family at blackthorn lane never saw the report.",
    "Look at blackthorn lane, where the report missed what the family said.",
    "After blackthorn lane nobody would rush a family report again.",
    "What happened at blackthorn lane shows that reports fail the family.",
)
COSTLY = (
    "Six months costs too much money for a small board.",
    "Our board has no money to pay for an author.",
    "The costs fall on a board that has no budget.",
    "A small board cannot pay the costs of a review.",
    "Who pays when the budget of the board is spent?",
)


def test_the_name_of_a_theme_is_held_with_words_of_its_members(page: ConsultationPage) -> None:
    for number, text in enumerate(RUSHED + COSTLY):
        planted.respond(page, str(number), comments=[planted.comment("1.2", text)])
    Hold.objects.all().delete()
    run = planted.analysed(page)
    themes = run.findings.get(clause__number="1.2").detail["themes"]
    names = {theme["theme"]: theme["name"].casefold() for theme in themes}
    listed = run.passages.filter(comment__text__in=RUSHED).values_list("themes", flat=True)
    rushed = {names[key] for keys in listed for key in keys.split("; ")} - set(LEFT_OVER)
    others = set(names.values()) - rushed - set(LEFT_OVER)
    assert rushed and others
    clause = HERE + "clauses/1.2/"
    assert named(rushed | others, seen_by("official", clause)) == rushed | others
    for comment in Comment.objects.filter(text__in=RUSHED):
        planted.hold(comment, comment.text)
    assert named(rushed | others, seen_by("official", clause)) == others
    assert named(rushed | others, seen_by("duty", clause)) == rushed | others


def named(names: set[str], shown: str) -> set[str]:
    return {name for name in names if name in shown.casefold()}


def test_old_words_that_are_not_the_clause_s_are_places_too(page: ConsultationPage) -> None:
    proposed = "Please replace 'Blackthorn lane house' with 'a place' in this clause."
    planted.respond(page, "a", comments=[planted.comment("1.3", proposed)])
    Hold.objects.all().delete()
    run = planted.analysed(page)
    clause = HERE + "clauses/1.3/"
    assert "Blackthorn lane house" in plain(seen_by("official", clause))
    assert "Blackthorn" not in str(run.findings.values_list("detail", flat=True))
    planted.hold(Comment.objects.get(), proposed)
    assert "Blackthorn" not in seen_by("official", clause)


def test_a_label_is_held_wherever_the_machine_writes_it_and_nowhere_else() -> None:
    detail = {
        "themes": [{"theme": "t1", "name": "Elm road"}, {"theme": "t2", "name": "Elm roadside"}],
        "summary": {"sentences": [{"text": "They raise elm road (2 of 3)."}]},
        "kind": "elm road",
    }
    assert labels_held(detail, {"Elm road"}) == {
        "themes": [{"theme": "t1", "name": "[held]"}, {"theme": "t2", "name": "Elm roadside"}],
        "summary": {"sentences": [{"text": "They raise [held] (2 of 3)."}]},
        "kind": "elm road",
    }


def test_details_that_tell_of_another_are_read_by_a_duty_officer_only(
    page: ConsultationPage,
) -> None:
    who = {
        "name": "Marigold Finchley", "email": "marigold@example.org", "organisation": "Qworganisation",
        "represents": "The mother of Tom Qwwren, aged 4, of 12 Elm Road.",
    }  # fmt: skip
    planted.respond(page, "a", who=who, letter="Six months is right.")
    response = Response.objects.get()
    reading = f"{HERE}responses/{response.reference}/"
    for address in (reading, f"{HERE}responses/", HERE, f"{HERE}ledger/"):
        text = seen_by("official", address).casefold()
        assert not [
            word
            for word in ("tom qwwren", "marigold", "finchley", "qworganisation")
            if word in text
        ]
    assert "may identify a person" in seen_by("official", reading)
    assert "Tom Qwwren" in seen_by("duty", reading)
    hold = Hold.objects.get()
    assert "Tom Qwwren" in seen_by("duty", f"/admin/holds/{hold.pk}/")
    release([hold])
    assert "Tom Qwwren" in seen_by("official", reading)
    assert "Qworganisation" in seen_by("official", f"{HERE}responses/")


def test_who_only_chose_an_answer_on_several_clauses_is_counted_everywhere(
    page: ConsultationPage,
) -> None:
    planted.respond(page, "a", comments=[planted.comment("1.2", "Six months is right.", "support")])
    planted.respond(page, "b", answers=[{"question": "q1", "choice": "Agree", "text": ""}])
    Response.objects.latest("pk").answers.update(clause_version=None, choice="Every month")
    run = planted.analysed(page)
    assert (run.received, run.counted) == (2, 2)
    assert run.bases["counted"] == 2 and run.bases["set_aside"] == 0
    assert {found["bases"]["all"] for found in run.findings.values_list("detail", flat=True)} == {2}
    assert "Support 1 100% 50%" in plain(seen_by("official", HERE + "clauses/1.2/"))


def plain(html: str) -> str:
    import re

    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
