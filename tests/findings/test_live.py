"""Analysed as they arrive: runs start by themselves, no oftener than is good, and leave no heap."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.findings.actions import analyse_what_changed, forget_superseded
from consultation.findings.actions.coding import Place, correct
from consultation.findings.models import Correction, Proposer, Run
from consultation.findings.rules import may_start
from tests import planted

from .test_held import HERE, plain, seen_by

MINUTE = timedelta(minutes=1)


def table(address: str) -> str:
    """The words of the table of a page, as an official reads it."""
    return plain(seen_by("official", address).partition("<table")[2].partition("</table>")[0])


@pytest.mark.parametrize(
    ("ago", "failed", "took", "every", "may"),
    [
        (None, False, 0, 15, True),
        (None, False, 0, 0, False),
        (14, False, 1, 15, False),
        (15, False, 1, 15, True),
        (15, False, 8, 15, False),
        (16, False, 8, 15, True),
        (59, True, 1, 15, False),
        (60, True, 1, 15, True),
        (600, False, 1, 0, False),
    ],
)
def test_a_run_starts_by_itself_no_oftener_than_is_good(ago, failed, took, every, may) -> None:
    now = planted.CLOSES
    last = None if ago is None else now - ago * MINUTE
    assert may_start(last, failed, took * MINUTE, every * MINUTE, now) is may


@pytest.mark.django_db
def test_what_arrived_is_analysed_without_being_asked_for() -> None:
    page = planted.consultation()
    now = clock.now()
    assert analyse_what_changed(now) == 0
    planted.respond(
        page, "one", comments=[planted.comment("1.2", "Six months is right.", "oppose")]
    )
    assert analyse_what_changed(now) == 1
    run = Run.objects.get()
    assert (run.started_by, run.state) == (None, Run.State.WAITING)
    Run.objects.update(heard_at=now + 19 * MINUTE)
    assert analyse_what_changed(now + 20 * MINUTE) == 0, "one is under way"


@pytest.mark.django_db
def test_nothing_starts_until_something_countable_changed() -> None:
    page = planted.consultation()
    said = [planted.comment("1.2", "Six months is right.", "oppose")]
    response = planted.respond(page, "one", comments=said)
    run = planted.analysed(page)
    later = clock.now() + 20 * MINUTE
    assert analyse_what_changed(later) == 0
    place = Place(response, response.comments.get(), 0, 10)
    user = planted.staff("official")
    correct(place, Correction.Kind.NOTE, user, clock.now(), why="Good point.")
    assert analyse_what_changed(later) == 0
    clause = response.comments.get().clause_version.clause
    correct(place, Correction.Kind.POSITION, user, clock.now(), value="support", clause=clause)
    assert analyse_what_changed(clock.now()) == 0, "a quarter of an hour must have passed"
    assert analyse_what_changed(later) == 1
    assert Run.objects.exclude(pk=run.pk).get().state == Run.State.WAITING


@pytest.mark.django_db
def test_a_run_from_before_an_update_shows_no_noughts_and_is_followed_by_itself() -> None:
    page = planted.consultation()
    said = [planted.comment("1.2", "Six months is right. Replace 'six' with 'nine'.", "oppose")]
    planted.respond(page, "one", comments=said)
    run = planted.analysed(page)
    later = clock.now() + 20 * MINUTE
    assert analyse_what_changed(later) == 0
    clause, next_run = HERE + "clauses/1.2/", "counted at the next run"
    glance = table(HERE + "clauses/")
    assert all(next_run not in seen_by("official", one) for one in (clause, clause + "amendments/"))
    Run.objects.update(kept=run.kept - 1, whole_counts={})
    run.findings.update(counts={})
    run.changes.all().delete()
    pages = ("clauses/1.2/", "clauses/1.2/amendments/", "clauses/1.2/alone/", "whole-text/")
    for address in (HERE + each for each in pages):
        text = seen_by("official", address)
        assert next_run in text and "update of Redraft shows figures" in text
    assert "commented" not in plain(seen_by("official", clause))
    assert "0 responses" not in plain(seen_by("official", clause + "amendments/"))
    # What the map shows is counted from the rows, which are there.
    assert table(HERE + "clauses/") == glance
    assert analyse_what_changed(later) == 1


@pytest.mark.django_db
def test_superseded_runs_keep_their_figures_and_lose_their_rows() -> None:
    page = planted.consultation()
    said = "Replace 'six' with 'nine'."
    planted.respond(page, "one", comments=[planted.comment("1.2", said)])
    first = planted.analysed(page)
    asked = planted.analysed(page)
    Run.objects.filter(pk=asked.pk).update(started_by=planted.staff("official"))
    last = planted.analysed(page)
    assert forget_superseded(clock.now()) == 1
    proposing = Proposer.objects.values_list("change__run", flat=True)
    rows = {
        run.pk: [run.passages.count(), run.positions.count(), run.changes.count()]
        for run in Run.objects.all()
    }
    assert rows == {first.pk: [0, 0, 0], asked.pk: [1, 1, 1], last.pk: [1, 1, 1]}
    assert sorted(proposing) == [asked.pk, last.pk]
    assert first.findings.count() == 3
    points = [run.findings.get(clause__number="1.2").made_by_one for run in (first, last)]
    assert [len(each) for each in points] == [0, 1]
    assert forget_superseded(clock.now()) == 0
