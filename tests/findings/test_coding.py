"""Decisions of people: kept with who and when, undone, and told to the analysis by place."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from wagtail.models import ModelLogEntry

from consultation import clock
from consultation.dataset import frames
from consultation.findings.actions import coding, frame
from consultation.findings.actions.coding import Kind, NotDecided, Place
from consultation.findings.models import ClausePosition, Correction, Passage, Reading, Theme
from consultation.findings.rules import coding as rules
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.models import Comment, Letter
from tests import planted

pytestmark = pytest.mark.django_db

SAID = "Six months is right. Small boards cannot pay for two independent people."


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    planted.respond(page, "a", comments=[planted.comment("1.2", SAID, "support")])
    planted.respond(page, "b", letter="On 1.1: one month is far too short. Costs are forgotten.")
    planted.respond(page, "c", comments=[planted.comment("1.2", "We cannot pay. Six is fine.")])
    return page


@pytest.fixture
def official() -> User:
    return planted.staff("official")


def place(source: Any, words: str = "") -> Place:
    start = source.text.index(words)
    end = start + len(words) if words else len(source.text)
    return Place(source.response, source, start, end)


def clause(number: str) -> Clause:
    return Clause.objects.get(number=number)


def decide(where: Place, kind: str, by: User, **given: Any) -> Correction:
    return coding.correct(where, kind, by, clock.now(), **given)


def test_a_decision_is_kept_with_who_and_when_and_logged_without_words(
    page: ConsultationPage, official: User
) -> None:
    said = Comment.objects.get(text=SAID)
    made = decide(place(said), Kind.POSITION, official, value="oppose", clause=clause("1.2"),
                  machine="support", why="The second sentence decides.")  # fmt: skip
    assert (made.made_by, made.machine, made.undone_at) == (official, "support", None)
    entry = ModelLogEntry.objects.filter(action=coding.CORRECT).get()
    assert entry.data == {"correction": made.pk, "kind": "position"}


def test_decisions_reach_a_run_and_stand(page: ConsultationPage, official: User) -> None:
    said = Comment.objects.get(text=SAID)
    theme = frame.make_theme(page, "paying for it", official, clock.now(), clause=clause("1.2"))
    decide(place(said), Kind.POSITION, official, value="oppose", clause=clause("1.2"))
    decide(place(said, "Small boards cannot pay for two independent people."), Kind.THEME,
           official, value="on", theme=theme)  # fmt: skip
    letter = Letter.objects.get()
    decide(place(letter, "Costs are forgotten."), Kind.CLAUSE, official, clause=clause("1.3"))
    run = planted.analysed(page)
    stands = ClausePosition.objects.get(run=run, response=said.response, clause=clause("1.2"))
    assert (stands.position, stands.decided) == ("oppose", ClausePosition.Decided.PERSON)
    coded = Passage.objects.get(run=run, comment=said, start=SAID.index("Small"))
    assert coded.themes == "1.2: paying for it"
    moved = Passage.objects.get(run=run, letter=letter, clause=clause("1.3"))
    assert moved.clause_source == "decided"
    found = run.findings.get(clause=clause("1.2"))
    assert (found.support, found.oppose) == (0, 2)


def test_undone_decisions_hold_no_longer_and_stay(page: ConsultationPage, official: User) -> None:
    said = Comment.objects.get(text=SAID)
    made = decide(place(said), Kind.AMENDMENT, official, value="yes")
    assert len(coding.decisions(page)) == 1
    assert coding.undo(made, official, clock.now())
    assert not coding.undo(made, official, clock.now())
    assert coding.decisions(page) == []
    assert Correction.objects.get().undone_by == official


def test_the_last_decision_on_the_same_thing_holds(page: ConsultationPage, official: User) -> None:
    said = Comment.objects.get(text=SAID)
    for value in ("oppose", "unclear"):
        decide(place(said), Kind.POSITION, official, value=value, clause=clause("1.2"))
    assert [one.value for one in coding.decisions(page)] == ["1.2: unclear"]


def test_undo_takes_back_the_last_act_of_that_person_alone(
    page: ConsultationPage, official: User
) -> None:
    said, now = Comment.objects.get(text=SAID), clock.now()
    decide(place(said), Kind.NOTE, planted.staff("duty"), why="Of another person.")
    decide(place(said), Kind.QUOTE, official, value="on")
    coding.mark_read(said.response, said, official, now + timedelta(seconds=1))
    later = now + timedelta(seconds=2)
    assert isinstance(coding.undo_last(page, official, later), Reading)
    assert isinstance(coding.undo_last(page, official, later), Correction)
    assert coding.undo_last(page, official, later) is None
    assert Correction.objects.filter(undone_at=None).count() == 1


def test_a_source_is_read_once_by_each_person(page: ConsultationPage, official: User) -> None:
    said, now = Comment.objects.get(text=SAID), clock.now()
    first = coding.mark_read(said.response, said, official, now)
    assert coding.mark_read(said.response, said, official, now) == first
    assert coding.mark_unread(first, official, clock.now())
    assert coding.mark_read(said.response, said, official, clock.now()) != first


def test_what_makes_no_sense_is_refused(page: ConsultationPage, official: User) -> None:
    said, now = Comment.objects.get(text=SAID), clock.now()
    theme = frame.make_theme(page, "cost", official, now)
    frame.retire_theme(theme, official, now)
    for given in (
        {"where": Place(said.response, said, 5, 5), "kind": Kind.QUOTE},
        {"where": Place(said.response, said, 0, 999), "kind": Kind.QUOTE},
        {"where": place(said), "kind": Kind.POSITION, "value": "oppose"},
        {"where": place(said), "kind": Kind.THEME, "value": "on", "theme": theme},
    ):
        with pytest.raises(NotDecided):
            decide(by=official, **given)
    assert not Correction.objects.exists()


def test_the_same_rows_give_the_same_digest_with_decisions_and_another_without(
    page: ConsultationPage, official: User
) -> None:
    without = frames.digest(frames.responses_frame(page, coding.decisions(page)))
    decide(place(Comment.objects.get(text=SAID)), Kind.AMENDMENT, official, value="yes")
    given = frames.responses_frame(page, coding.decisions(page))
    assert frames.digest(given) == frames.digest(given[::-1]) != without


def test_a_part_of_a_letter_is_told_what_lies_in_it() -> None:
    rows = frames.pd.DataFrame(
        {"response_id": ["a", "a"], "clause": ["1.1", "1.2"], "text": ["0123456789", "abcdefghij"],
         "source": ["letter:3"] * 2, "offset": ["0", "10"]}
    )  # fmt: skip
    decisions = [
        frames.rules.Decision("amendment", "a", "letter:3", 8, 13, "yes"),
        frames.rules.Decision("position", "a", "letter:3", 8, 13, "1.2: oppose"),
    ]
    told = frames.rules.with_decisions(rows, decisions)
    assert told["decided_amendment"].tolist() == ["8-10: yes", "0-3: yes"]
    assert told["decided_position"].tolist() == ["", "1.2: oppose"]


def made(number: int, value: str, theme: int | None, kind: str = rules.THEME) -> rules.Made:
    return rules.Made(number, kind, "a", "comment:1", 0, 10, "", theme, value)


def test_decisions_follow_a_theme_to_what_it_became() -> None:
    merged = rules.Frame({2: "cost"}, {1: 2})
    corrections = [made(1, "on", 2), made(2, "off", 1)]
    assert [one.value for one in rules.told(corrections, merged)] == ["-cost"]
    retired = rules.Frame({}, {1: 2})
    assert list(rules.told(corrections, retired)) == []


def test_an_example_codes_its_passage_until_somebody_says_otherwise() -> None:
    current = rules.Frame({1: "cost"}, {})
    example = made(1, "on", 1, rules.EXAMPLE)
    assert [one.value for one in rules.told([example], current)] == ["+cost"]
    off = [one.value for one in rules.told([made(2, "off", 1), example], current)]
    assert off == ["-cost"]
    assert list(rules.told([example, made(3, "off", 1, rules.EXAMPLE)], current)) == []


def test_themes_of_a_passage_are_the_machines_as_people_changed_them() -> None:
    holding = [made(1, "on", 2), made(2, "off", 1)]
    assert rules.themes_of(holding, ("comment:1", 2, 8), [1, 3]) == {2, 3}
    assert rules.themes_of(holding, ("comment:2", 2, 8), [1, 3]) == {1, 3}


def test_the_frame_keeps_every_version(page: ConsultationPage, official: User) -> None:
    now = clock.now()
    cost = frame.make_theme(page, "cost", official, now, description="Money; staff time.")
    time = frame.make_theme(page, "too little time", official, now)
    frame.rename_theme(cost, "costs and burdens", cost.description, official, now, "Clearer.")
    frame.merge_themes(time, cost, official, now)
    new = frame.split_theme(cost, ["money", " ", "staff time"], official, now)
    assert [theme.name for theme in new] == ["money", "staff time"]
    assert frame.version_of(page) == 6  # the first brings what is always there
    verbs = list(page.frame_changes.order_by("version").values_list("verb", flat=True))
    assert verbs == ["made", "made", "made", "renamed", "merged", "split"]
    standing = set(page.themes.filter(origin=Theme.Origin.STANDING).values_list("name", flat=True))
    assert standing == {"other", "no reason given"}


def test_a_change_of_the_frame_is_undone_by_another(page: ConsultationPage, official: User) -> None:
    now = clock.now()
    cost = frame.make_theme(page, "cost", official, now)
    renamed = frame.rename_theme(cost, "costs", "", official, now)
    retired = frame.retire_theme(cost, official, now)
    with pytest.raises(NotDecided, match="undo that one first"):
        frame.undo_change(renamed, official, now)
    frame.undo_change(retired, official, now)
    with pytest.raises(NotDecided, match="undone already"):
        frame.undo_change(retired, official, now)
    cost.refresh_from_db()
    assert (cost.name, cost.in_force) == ("costs", True)


def test_names_are_distinct_where_a_passage_could_have_both(
    page: ConsultationPage, official: User
) -> None:
    now = clock.now()
    frame.make_theme(page, "Cost", official, now, clause=clause("1.1"))
    frame.make_theme(page, "cost; again", official, now, clause=clause("1.1"))
    frame.make_theme(page, "Cost", official, now, clause=clause("1.2"))
    for where in (clause("1.1"), None):
        with pytest.raises(NotDecided, match="already"):
            frame.make_theme(page, "cost", official, now, clause=where)
    assert Theme.objects.filter(name="cost, again").exists()
