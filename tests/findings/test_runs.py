"""A run: one at a time, all or nothing, and never in the way of the next."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from consultation import clock
from consultation.findings.actions import RunUnderWay, carry_out_run, start_run, stop_run
from consultation.findings.models import ClauseFinding, Passage, Run
from consultation.findings.rules import SILENCE
from consultation.guidance.models import ConsultationPage
from tests import planted

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for the end of the process: nothing in the program may catch it."""


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    said = [
        planted.comment("1.2", "Six months is right because reports rushed are reports wasted."),
        planted.comment("1.3", "Please delete 'with the names of the panel' from this.", "oppose"),
    ]
    planted.respond(page, "a", comments=said)
    planted.respond(page, "b", letter="On 1.1: one month is far too short for a proper decision.")
    return page


def test_a_run_keeps_a_finding_for_each_clause_and_its_figures(page: ConsultationPage) -> None:
    run = planted.analysed(page)
    assert (run.received, run.counted) == (2, 2)
    by_clause = {found.clause.number: found for found in run.findings.select_related("clause")}
    assert set(by_clause) == {"1.1", "1.2", "1.3"}
    assert (by_clause["1.3"].commenting, by_clause["1.3"].oppose) == (1, 1)
    assert by_clause["1.1"].commenting == 1


def test_findings_hold_no_word_of_a_respondent(page: ConsultationPage) -> None:
    run = planted.analysed(page)
    kept = str([run.whole_text, *run.findings.values_list("detail", flat=True)])
    assert "'source': 'comment:" in kept
    for words in ("rushed", "proper decision", "names of the panel' from"):
        assert words not in kept


def test_places_kept_are_places_in_the_sources(page: ConsultationPage) -> None:
    run = planted.analysed(page)
    for passage in run.passages.select_related("comment", "letter"):
        source = passage.comment or passage.letter
        assert source is not None
        words = source.text[passage.start : passage.end]
        assert words == words.strip() != ""


def test_two_runs_of_one_consultation_cannot_be_under_way(page: ConsultationPage) -> None:
    first = start_run(page, None, clock.now(), enqueue=False)
    with pytest.raises(RunUnderWay) as refused:
        start_run(page, None, clock.now(), enqueue=False)
    assert refused.value.run == first
    # Whatever the program does, the database holds the line.
    now = clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(consultation=page, requested_at=now, heard_at=now)


def test_a_killed_run_leaves_nothing_and_does_not_block_the_next(page: ConsultationPage) -> None:
    def kill(stage: str, done: int, total: int) -> None:
        raise Killed

    before = planted.analysed(page)
    killed = start_run(page, None, clock.now(), enqueue=False)
    with pytest.raises(Killed):
        carry_out_run(killed.pk, kill)
    killed.refresh_from_db()
    assert killed.state == Run.State.RUNNING
    assert not killed.passages.exists()
    later = clock.now() + SILENCE + timedelta(seconds=1)
    following = start_run(page, None, later, enqueue=False)
    killed.refresh_from_db()
    assert killed.state == Run.State.FAILED
    assert "Nothing was heard of it" in killed.error
    assert carry_out_run(following.pk).state == Run.State.DONE
    # The same responses give the same findings, whatever happened in between.
    assert details(following) == details(before)


def details(run: Run) -> list[Any]:
    return list(run.findings.order_by("clause__number").values_list("clause", "detail"))


def test_a_run_given_up_keeps_nothing_however_late_it_finishes(page: ConsultationPage) -> None:
    run = start_run(page, None, clock.now(), enqueue=False)

    def stop(stage: str, done: int, total: int) -> None:
        Run.objects.filter(pk=run.pk).update(state=Run.State.FAILED)

    assert carry_out_run(run.pk, stop).state == Run.State.FAILED
    assert not Passage.objects.exists()
    assert not ClauseFinding.objects.exists()


def test_an_official_can_stop_a_run_and_start_another(page: ConsultationPage) -> None:
    official = planted.staff("official")
    run = start_run(page, official, clock.now(), enqueue=False)
    assert stop_run(run, official, clock.now())
    assert not stop_run(run, official, clock.now())
    assert carry_out_run(run.pk).error == "Stopped by official."
    start_run(page, official, clock.now(), enqueue=False)


def test_a_run_is_carried_out_once(page: ConsultationPage) -> None:
    run = planted.analysed(page)
    passages = run.passages.count()
    assert carry_out_run(run.pk).finished_at == run.finished_at
    assert run.passages.count() == passages


def test_a_run_without_responses_fails_with_what_to_do() -> None:
    page = planted.consultation()
    run = carry_out_run(start_run(page, None, clock.now(), enqueue=False).pk)
    assert run.state == Run.State.FAILED
    assert "run it again when one has" in run.error


def test_the_reason_of_a_failure_repeats_no_words(page: ConsultationPage) -> None:
    def fail(stage: str, done: int, total: int) -> None:
        raise RuntimeError("rushed reports")

    run = carry_out_run(start_run(page, None, clock.now(), enqueue=False).pk, fail)
    assert run.error == "An error in the program: RuntimeError."


def test_starting_hands_the_run_to_the_worker_once_committed(
    page: ConsultationPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = start_run(page, planted.staff("official"), clock.now())
        assert Run.objects.get(pk=run.pk).state == Run.State.WAITING
    assert Run.objects.get(pk=run.pk).state == Run.State.DONE
    assert connection.in_atomic_block
