"""The reader: what it offers, what its buttons keep, and what it never shows."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from consultation import clock
from consultation.findings.actions import coding, frame
from consultation.findings.models import Correction, Opening, Reading, Theme
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models import Comment, Hold, Letter, Response
from tests import planted

pytestmark = pytest.mark.django_db

HERE = "/admin/analysis/small/"
SAID = "Six months is right. Small boards like ours cannot pay for it. Ask Qwnamed about it."


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    for key in "ab":
        planted.respond(page, key, comments=[planted.comment("1.2", SAID)])
    planted.respond(page, "c", letter="On 1.1: one month is far too short for anything.")
    Hold.objects.all().delete()
    planted.analysed(page)
    return page


#: What five people argue alike on 1.3, so that the machine makes two themes of it.
ARGUED = """Small boards like ours cannot pay for independent chairs. Families were never asked what they saw.
A small board cannot pay for an independent chair. Families must be asked what they saw and heard.
Who will pay for independent chairs in small boards? Nobody asked families what they saw.
Small boards cannot pay independent chairs at all. Ask families what they saw before anything else.
Independent chairs cost more than small boards can pay. What families saw was never asked.""".splitlines()


@pytest.fixture
def argued(page: ConsultationPage) -> list[Comment]:
    for number, said in enumerate(ARGUED):
        planted.respond(page, str(number), comments=[planted.comment("1.3", said)])
    Hold.objects.all().delete()
    planted.analysed(page)
    return list(Comment.objects.filter(text__in=ARGUED).order_by("pk"))


@pytest.fixture
def official() -> User:
    return planted.staff("official")


@pytest.fixture
def client(official: User) -> Client:
    client = Client()
    client.force_login(official)
    return client


def address(source: Any, passage: int = 1) -> str:
    return f"{HERE}read/{type(source).__name__.lower()}-{source.pk}/?passage={passage}"


def comment() -> Comment:
    return Comment.objects.order_by("pk")[0]


def test_the_next_unread_is_offered_until_somebody_says_they_read_it(
    client: Client, page: ConsultationPage
) -> None:
    first, second = Comment.objects.order_by("pk")
    assert f"comment-{first.pk}" in client.get(f"{HERE}read/")["Location"]
    client.get(address(first))
    assert not Reading.objects.exists(), "opening is not reading"
    client.post(address(first), {"read": "1"})
    assert f"comment-{second.pk}" in client.get(f"{HERE}read/")["Location"]
    client.post(address(second), {"read": "1"})
    letter = Letter.objects.get()
    assert f"letter-{letter.pk}" in client.get(f"{HERE}read/")["Location"]
    client.post(address(letter), {"read": "1"})
    assert b"has been read by somebody" in client.get(f"{HERE}read/").content


def test_one_clause_can_be_read_alone(client: Client, page: ConsultationPage) -> None:
    assert client.get(f"{HERE}read/?clause=1.2")["Location"].endswith("?clause=1.2")
    assert b"on clause 1.3" in client.get(f"{HERE}read/?clause=1.3").content


def test_every_button_keeps_a_decision_on_its_passage(
    client: Client, page: ConsultationPage, official: User
) -> None:
    theme = frame.make_theme(page, "cost", official, clock.now())
    here = address(comment(), 2)
    for given in (
        {"theme": theme.pk}, {"position": "oppose"}, {"amendment": "1"}, {"quote": "1"},
        {"note": " Ask finance. "}, {"to_clause": "1.3"},
    ):  # fmt: skip
        assert client.post(here, given).status_code == 302
    kept = {row.kind: row for row in Correction.objects.all()}
    assert {kept[kind].value for kind in ("theme", "quote")} == {"on"}
    assert (kept["position"].value, kept["position"].clause) == (
        "oppose",
        Clause.objects.get(number="1.2"),
    )
    assert (kept["amendment"].value, kept["note"].why) == ("yes", "Ask finance.")
    assert kept["clause"].machine == "1.2"
    spans = {SAID[row.start : row.end] for row in kept.values()}
    assert spans == {"Small boards like ours cannot pay for it."}
    shown = client.get(here).content.decode()
    assert "Clause 1.3" in shown and "put on by a person" in shown and "Ask finance." in shown


def test_a_button_pressed_again_takes_it_off(
    client: Client, page: ConsultationPage, official: User
) -> None:
    theme = frame.make_theme(page, "cost", official, clock.now())
    for _ in range(2):
        client.post(address(comment()), {"theme": theme.pk})
    assert [row.value for row in Correction.objects.all()] == ["on", "off"]


def test_a_theme_the_machine_proposes_is_accepted_with_one_press(
    client: Client, argued: list[Comment]
) -> None:
    shown = client.get(address(argued[0])).context["shown"]
    digest, name = shown.suggestions[0]
    client.post(address(argued[0]), {"accept": digest})
    theme = Theme.objects.get(origin="machine")
    assert (theme.name, theme.clause.number) == (name, "1.3")  # type: ignore[union-attr]
    assert theme.corrections.filter(kind="example", made_by__username="official").count() == 5
    again = client.get(address(argued[0])).context["shown"]
    assert [one.on for one in again.themes if one.theme == theme] == [True]
    assert digest not in dict(again.suggestions)


def test_what_was_typed_is_handed_back(client: Client, page: ConsultationPage) -> None:
    refused = client.post(address(comment()), {"hold": "1", "reason": "qwtyped", "why": ""})
    assert refused.status_code == 422 and b"qwtyped" in refused.content


def test_a_person_holds_a_passage_with_a_reason(client: Client, page: ConsultationPage) -> None:
    given = {"hold": "1", "why": "identifying", "reason": "It names a worker."}
    client.post(address(comment(), 3), given)
    held = Hold.objects.get()
    assert SAID[held.start : held.end] == "Ask Qwnamed about it."
    assert b"Qwnamed" not in client.get(address(comment(), 3)).content


def test_held_words_are_not_shown_nor_said_to_be_read(
    client: Client, page: ConsultationPage
) -> None:
    first, second = Comment.objects.order_by("pk")
    planted.hold(first, "Ask Qwnamed about it.")
    coding.correct(
        coding.Place(first.response, first, SAID.index("Ask"), len(SAID)), "note",
        planted.staff("duty"), clock.now(), why="Qwnoted after reading.",
    )  # fmt: skip
    assert f"comment-{second.pk}" in client.get(f"{HERE}read/")["Location"]
    for at in (1, 2, 3):
        shown = client.get(address(first, at)).content
        assert b"Qwnamed" not in shown and b"Qwnoted" not in shown
    assert b"Qwnoted" not in client.get(f"{HERE}frame/history/").content
    client.post(address(first), {"read": "1"})
    assert not Reading.objects.exists()


def test_a_theme_named_in_words_held_since_is_not_named(
    client: Client, argued: list[Comment]
) -> None:
    digest, name = client.get(address(argued[0])).context["shown"].suggestions[0]
    client.post(address(argued[0]), {"accept": digest})
    client.get(HERE)  # shows what was just done
    for one in argued:
        planted.hold(one, one.text)
    number = Theme.objects.get(origin="machine").number
    for place in (f"frame/{number}/", "frame/", "frame/history/", "frame/?clause=1.3"):
        assert name not in client.get(HERE + place).content.decode(), place
    assert name not in client.get(address(argued[0])).content.decode()


def test_opening_is_noted_once(client: Client, page: ConsultationPage, official: User) -> None:
    for _ in range(2):
        client.get(address(comment()))
        client.get(f"{HERE}responses/{comment().response.reference}/")
    seen = Opening.objects.filter(user=official, response=comment().response)
    assert set(seen.values_list("what", flat=True)) == {"reader", "response"}


@pytest.mark.parametrize("name", ["editor", "duty", "administrator"])
def test_only_officials_code(page: ConsultationPage, name: str) -> None:
    client = Client()
    client.force_login(planted.staff(name))
    for given in ({"read": "1"}, {"position": "oppose"}):
        client.post(address(comment()), given)
    client.post(f"{HERE}frame/", {"name": "cost"})
    assert not (Reading.objects.exists() or Correction.objects.exists() or Theme.objects.exists())


def test_as_many_queries_for_many_as_for_one(
    client: Client, page: ConsultationPage, official: User, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address(comment()))
    with CaptureQueriesContext(connection) as few:
        client.get(address(comment()))
    for number in range(6):
        theme = frame.make_theme(page, f"theme {number}", official, clock.now())
        coding.correct(
            coding.Place(comment().response, comment(), 0, 20), "theme", official, clock.now(),
            value="on", theme=theme,
        )  # fmt: skip
    planted.respond(page, "d", comments=[planted.comment("1.2", SAID * 5)])
    Hold.objects.all().delete()
    planted.analysed(page)
    with django_assert_num_queries(len(few)):
        client.get(address(comment()))
    assert Response.objects.count() == 4
