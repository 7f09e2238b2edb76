"""Blind double coding: drawn by a seed, coded blind or not counted, settled, frozen, learned from."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from consultation import clock
from consultation.findings.actions import agreeing, blindness, coding, frame, sampling
from consultation.findings.actions.agreeing import NotBlind
from consultation.findings.actions.coding import NotDecided
from consultation.findings.models import Coder, Correction, Sample, Theme
from consultation.findings.rules import sampling as rules
from consultation.findings.views.agreement import measured
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models import Hold
from consultation.roles import OFFICIALS
from tests import planted

pytestmark = pytest.mark.django_db

HERE = "/admin/analysis/small/samples/"
SAID = ["We support this.", "We oppose this: it costs too much.", "Boards cannot pay for it.",
        "It is right and fair.", "Please drop it. Nobody has the time.", "It costs boards dear."]  # fmt: skip


def finding(text: str) -> str:
    """A search that finds the text: its longest word."""
    return f"q={max(re.findall(r'[a-z]+', text), key=len)}"


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    for number, said in enumerate(SAID):
        planted.respond(page, str(number), comments=[planted.comment("1.2", said)])
    Hold.objects.all().delete()
    return page


@pytest.fixture
def people() -> list[User]:
    other = User.objects.create_user("other", password="other")
    other.groups.add(Group.objects.get(name=OFFICIALS))
    return [planted.staff("official"), other]


@pytest.fixture
def cost(page: ConsultationPage, people: list[User]) -> Theme:
    return frame.make_theme(page, "cost", planted.staff("cleared"), clock.now())


@pytest.fixture
def sample(page: ConsultationPage, people: list[User], cost: Theme) -> Sample:
    run, clause = planted.analysed(page), Clause.objects.get(number="1.2")
    return sampling.draw_sample(
        run, people, 7, planted.staff("cleared"), clock.now(), clause=clause
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def judge_all(sample: Sample, cost: Theme, differ: int = 0) -> None:
    """Both coders judge everything; the second differs on the first ``differ`` items."""
    for coder in sample.coders.all():
        for item in sample.items.filter(left_out_at=None):
            odd = coder.order == 2 and item.order <= differ
            position = "unclear" if odd else ("oppose" if item.order % 2 else "support")
            themes = [] if odd or item.order % 2 else [cost]
            sampling.judge(item, coder, position, themes, clock.now())


@pytest.mark.parametrize(("population", "drawn"), [(6, 6), (50, 50), (60, 50), (501, 51)])
def test_a_tenth_is_drawn_and_fifty_where_there_are_as_many(population: int, drawn: int) -> None:
    references = [f"r{number}" for number in range(population)]
    once = rules.drawn(references, 3)
    assert len(set(once)) == drawn == rules.size(population)
    assert once == rules.drawn(references[::-1], 3)
    assert population < 10 or once != rules.drawn(references, 4)


def test_a_sample_keeps_places_and_what_the_machine_said(sample: Sample) -> None:
    assert (sample.items.count(), sample.population) == (6, 6)
    assert set(sample.themes.values_list("name", flat=True)) == {"cost"}
    for item in sample.items.all():
        assert set(item.machine) == {"position", "themes"}
        assert agreeing.words_of(item).replace("\n", " ") in SAID


def test_responses_with_held_words_are_not_drawn(
    page: ConsultationPage, people: list[User]
) -> None:
    said = page.responses.order_by("pk")[0].comments.get()
    run = planted.analysed(page)
    planted.hold(said, said.text)
    clause = Clause.objects.get(number="1.2")
    drawn = sampling.draw_sample(run, people, 7, people[0], clock.now(), clause=clause)
    assert drawn.items.count() == 5
    assert not drawn.items.filter(response=said.response).exists()


def test_a_coder_sees_no_answer_of_anybody(sample: Sample, people: list[User], cost: Theme) -> None:
    first, _second = sample.coders.all()
    for item in sample.items.all():
        sampling.judge(item, first, "support with changes", [cost], clock.now())
    client = client_of(people[1])
    shown = client.get(f"{HERE}{sample.pk}/code/")
    assert shown.status_code == 200
    assert b"checked" not in shown.content.replace(b'id="keys-on" checked', b"")
    item = sample.items.get(order=1)
    assert item.response.reference.encode() not in shown.content
    before = client.get(f"{HERE}{sample.pk}/").content
    assert b"once both coders are done" in before and b"Agreement" not in before


def test_only_its_coders_code_a_sample(sample: Sample) -> None:
    client = client_of(planted.staff("cleared"))
    assert client.get(f"{HERE}{sample.pk}/code/").status_code == 404


def test_agreement_is_refused_where_a_coder_had_seen_an_answer(
    sample: Sample, people: list[User], cost: Theme
) -> None:
    shown = sample.items.get(order=2).response
    client_of(people[0]).get(f"/admin/analysis/small/responses/{shown.reference}/")
    judge_all(sample, cost)
    with pytest.raises(NotBlind, match="1 of the items"):
        agreeing.figures_of(sample)
    with pytest.raises(NotBlind):
        agreeing.freeze(sample, people[0], clock.now())
    assert sampling.leave_out(sample, people[0], clock.now()) == 1
    assert agreeing.figures_of(sample)["items"] == 5


@pytest.mark.parametrize(
    "how",
    [
        "read", "corrected", "listed", "quoted", "in the reader", "searched", "export_search",
        "passages", "positions", "codings", "project",
    ],
)  # fmt: skip
def test_whoever_met_it_in_the_workbench_does_not_code_it_blind(
    how: str, sample: Sample, people: list[User]
) -> None:
    item, user, now = sample.items.get(order=1), people[0], clock.now()
    said = item.response.comments.get()
    client = client_of(user)
    if how == "read":
        coding.mark_read(item.response, said, user, now)
    elif how == "corrected":
        place = coding.Place(item.response, said, 0, 5)
        coding.undo(coding.correct(place, "quote", user, now, value="on"), user, now)
    elif how == "searched":
        client.get(f"/admin/analysis/small/search/?{finding(said.text)}&decided=words")
    elif how == "export_search":
        take = f"/admin/analysis/small/search/export/?{finding(said.text)}&decided=words"
        assert client.post(take, {"format": "csv"}).status_code == 200
    elif how in ("passages", "positions", "codings", "project"):
        place = coding.Place(item.response, said, 0, 5)
        coding.correct(place, "quote", people[1], now, value="on")
        Correction.objects.update(made_by=planted.staff("cleared"))
        take = f"/admin/analysis/small/exports/{how}/"
        assert client.post(take, {"format": "csv"}).status_code == 200
    elif how == "listed":
        client.get("/admin/analysis/small/behind/?clause=1.2")
    elif how == "quoted":
        client.get("/admin/analysis/small/clauses/1.2/")
    else:
        client.get(f"/admin/analysis/small/read/comment-{said.pk}/")
    assert sampling.seen(user, [item.response_id])
    assert not sampling.seen(people[1], [item.response_id])


def test_words_found_or_exported_without_an_answer_leave_the_coder_blind(
    sample: Sample, people: list[User]
) -> None:
    client = client_of(people[0])
    for text in SAID:
        client.get(f"/admin/analysis/small/search/?{finding(text)}&type=gp")
        client.post(f"/admin/analysis/small/search/export/?{finding(text)}", {"format": "csv"})
    for export in ("responses", "ledger", "themes", "campaigns"):
        client.post(f"/admin/analysis/small/exports/{export}/", {"format": "csv"})
    assert sampling.seen(people[0], sampling.responses_of(sample)) == {}


def test_an_opening_after_a_judgement_does_no_harm(
    sample: Sample, people: list[User], cost: Theme
) -> None:
    judge_all(sample, cost)
    everything = sampling.responses_of(sample)
    blindness.note_opened(everything, people[0], "response", clock.now())
    assert sampling.items_not_blind(sample) == []
    assert agreeing.figures_of(sample)["pairs"]["people"]["positions"]["kappa"] == 1


def test_figures_are_of_people_and_of_the_machine_on_the_same_items(
    sample: Sample, people: list[User], cost: Theme
) -> None:
    with pytest.raises(NotDecided, match="Both coders"):
        agreeing.figures_of(sample)
    sample.items.update(machine={"position": "oppose", "themes": [cost.pk]})
    judge_all(sample, cost, differ=2)
    figures = agreeing.figures_of(sample)
    pairs = figures["pairs"]
    assert set(pairs) == {"people", "machine_first", "machine_second"}
    assert pairs["people"]["positions"]["agreed"] == round(4 / 6, 4)
    # The first coder put cost on items 2, 4 and 6, the second on 4 and 6; the machine on all.
    assert pairs["people"]["themes"]["all"]["f1"] == 0.8
    assert pairs["machine_first"]["themes"]["all"]["precision"] == 0.5
    assert pairs["machine_first"]["themes"]["all"]["recall"] == 1
    assert pairs["machine_first"]["positions"]["agreed"] == 0.5


def test_a_frozen_sample_stands_teaches_and_is_shown(
    sample: Sample, people: list[User], cost: Theme, page: ConsultationPage
) -> None:
    judge_all(sample, cost, differ=1)
    with pytest.raises(NotDecided, match="1 items are not settled"):
        agreeing.freeze(sample, people[0], clock.now())
    odd = sample.items.get(order=1)
    agreeing.adjudicate(odd, "oppose", [], "It says so.", people[0], clock.now())
    frozen = agreeing.freeze(sample, people[0], clock.now())
    assert "machine_settled" in frozen.figures["pairs"]
    assert Correction.objects.filter(kind="position", clause=sample.clause).count() == 6
    assert len([one for one in coding.decisions(page) if one.kind == "position"]) == 6
    for act in (agreeing.freeze, sampling.leave_out):
        with pytest.raises(NotDecided, match="frozen"):
            act(frozen, people[0], clock.now())
    told = measured(page, sample.clause_id)["measured"]
    assert [one["items"] for one in told] == [6] and told[0]["kappa_people"] is not None
    shown = client_of(people[0]).get("/admin/analysis/small/clauses/1.2/").content.decode()
    assert "how far they agree with each other" in shown


def test_a_judgement_can_be_changed_until_the_coder_is_done(sample: Sample, cost: Theme) -> None:
    coder = Coder.objects.filter(sample=sample)[0]
    first = sample.items.get(order=1)
    sampling.judge(first, coder, "support", [], clock.now())
    again = sampling.judge(first, coder, "oppose", [cost], clock.now() + timedelta(seconds=1))
    assert again.position == "oppose" and first.judgements.count() == 1
    judge_all(sample, cost)
    with pytest.raises(NotDecided, match="done"):
        sampling.judge(first, coder, "support", [], clock.now())


def test_two_different_people_code(page: ConsultationPage, people: list[User]) -> None:
    run = planted.analysed(page)
    clause = Clause.objects.get(number="1.2")
    with pytest.raises(NotDecided, match="two different people"):
        sampling.draw_sample(run, people[:1] * 2, 7, people[0], clock.now(), clause=clause)
    with pytest.raises(NotDecided, match="Nothing"):
        sampling.draw_sample(run, people, 7, people[0], clock.now(), question="q1")


def gains(count: int) -> Any:
    from analysis import teaching

    texts = [f"Case {n}: the cost is too high." if n % 2 else f"Case {n}: families were not asked."
             for n in range(count)]  # fmt: skip
    positions = ["oppose" if n % 2 else "support" for n in range(count)]
    themes = [{"1"} if n % 2 else {"2"} for n in range(count)]
    return teaching.gains(texts, positions, themes, [set()] * count, "Boards decide.", 1)


def test_the_gain_of_learning_is_measured_on_items_left_out() -> None:
    found = gains(30)
    assert found["themes"] == {"n": 30, "before": 0.0, "after": 1.0}
    assert found["positions"]["n"] == 30
    assert found["positions"]["after"] > found["positions"]["before"]
    assert gains(10) == {"positions": None, "themes": None}
