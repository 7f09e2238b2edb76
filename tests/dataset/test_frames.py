"""Rows become frames: what is counted, what is held, what is on which clause."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation import clock
from consultation.dataset import frames
from consultation.guidance.models import Clause, ConsultationPage
from consultation.responses.actions.letters import add_letter
from consultation.responses.actions.releasing import release_hold
from consultation.responses.actions.splitting import split
from consultation.responses.models import Answer, Comment, Letter, ReceivedFile
from tests import planted

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> ConsultationPage:
    return planted.consultation()


def test_each_thing_said_is_a_row_on_its_clause(page: ConsultationPage) -> None:
    answer = {"question": "q1", "choice": "Disagree", "text": ""}
    said = planted.comment("1.3", "Leave the names out.", "oppose")
    planted.respond(page, "a", comments=[said], answers=[answer], letter="We write on 1.1.")
    frame = frames.responses_frame(page).set_index("text")
    assert list(frame.loc["Leave the names out.", ["clause", "position"]]) == ["1.3", "oppose"]
    assert list(frame.loc["", ["clause", "question", "position"]]) == ["1.2", "q1", "oppose"]
    assert frame.loc["We write on 1.1.", "clause"] == ""
    assert frame.loc["We write on 1.1.", "source"] == f"letter:{Letter.objects.get().pk}"
    assert set(frame["respondent_type"]) == {"gp"}


def test_a_choice_that_declares_no_position_gives_none(page: ConsultationPage) -> None:
    planted.respond(page, "a", answers=[{"question": "q1", "choice": "Disagree", "text": ""}])
    Answer.objects.update(choice="Every month")
    assert list(frames.responses_frame(page)["position"]) == [""]


def test_held_words_do_not_leave_until_they_are_released(page: ConsultationPage) -> None:
    text = "My colleague Zyxwv Qponm said so. Six months is right."
    planted.respond(page, "a", comments=[planted.comment("1.2", text)])
    held = planted.hold(Comment.objects.get(), "Zyxwv Qponm")
    row = frames.responses_frame(page).iloc[0]
    assert "Zyxwv" not in row["text"]
    assert row["text"].index("Six months") == text.index("Six months")
    release_hold(held, planted.staff("duty"), "It is an invented name.", clock.now())
    for other in Comment.objects.get().hold_set.filter(released_at=None):
        release_hold(other, planted.staff("duty"), "The same.", clock.now())
    assert frames.responses_frame(page).iloc[0]["text"] == text


def test_received_is_counted_and_set_aside_each_with_a_reason(page: ConsultationPage) -> None:
    planted.respond(page, "counted", letter="We agree.")
    planted.respond(page, "late", letter="Sorry.", received_at=planted.CLOSES + timedelta(days=1))
    planted.respond(page, "blank")
    ledger = frames.ledger(page)
    assert sorted(ledger["status"]) == ["counted", "set_aside", "set_aside"]
    assert (ledger.loc[ledger["status"] == "set_aside", "reason"] != "").all()
    assert frames.counts(page) == (3, 1)
    assert set(frames.responses_frame(page)["text"]) == {"We agree."}


def test_only_the_newest_version_of_a_letter_counts(page: ConsultationPage) -> None:
    response = planted.respond(page, "a", letter="With a name.")
    Letter.objects.create(response=response, version=2, text="Without.")
    assert list(frames.responses_frame(page)["text"]) == ["Without."]


def test_a_withdrawn_clause_keeps_its_comments_under_a_name_of_its_own(
    page: ConsultationPage,
) -> None:
    planted.respond(page, "a", comments=[planted.comment("1.3", "Keep it.")])
    Clause.objects.filter(number="1.3").update(withdrawn_at=clock.now())
    assert list(frames.responses_frame(page)["clause"]) == ["1.3 withdrawn"]
    assert "1.3 withdrawn" in set(frames.clauses_frame(page)["clause"])


def test_the_digest_is_of_the_rows_whatever_their_order(page: ConsultationPage) -> None:
    planted.respond(page, "a", letter="One.")
    planted.respond(page, "b", letter="Two.")
    frame = frames.responses_frame(page)
    assert frames.digest(frame) == frames.digest(frame.iloc[::-1])
    other = frame.assign(text=frame["text"] + " ")
    assert frames.digest(frame) != frames.digest(other)


@pytest.mark.parametrize("read", [frames.responses_frame, frames.ledger, frames.clauses_frame])
def test_reading_takes_as_many_queries_for_many_responses_as_for_one(
    page: ConsultationPage, read: Any
) -> None:
    planted.respond(page, "a", letter="One.", comments=[planted.comment("1.1", "Yes.")])
    with CaptureQueriesContext(connection) as one:
        read(page)
    for number in range(5):
        planted.respond(page, str(number), letter="More.", comments=[planted.comment("1.2", "No.")])
    with CaptureQueriesContext(connection) as many:
        read(page)
    assert len(one) == len(many)


def test_a_confirmed_letter_is_a_row_for_each_part(page: ConsultationPage) -> None:
    said = "Dear team,\n\nPara 1.1\n\nMrs Ann Placeholder agrees.\n\nParas 1.2 to 1.3\n\nBoth go.\n"
    response = planted.respond(page, "a", letter=said)
    letter = response.letters.get()
    parts = split(letter)
    assert list(frames.responses_frame(page)["clause"]) == [""]
    letter.allocations.update(confirmed_at=clock.now())
    frame = frames.responses_frame(page)
    assert list(frame["clause"]) == ["", "1.1", "1.2", "1.3"]
    assert list(frame["offset"]) == [str(part.start) for part in [*parts, parts[-1]]]
    assert set(frame["source"]) == {f"letter:{letter.pk}"}
    # What is held in a part is masked there, and nowhere else.
    assert "Placeholder" not in "".join(frame["text"]) and "Both go." in frame["text"].iloc[-1]
    start, end = frame["held_places"].iloc[1].split("-")
    hold = letter.hold_set.get()
    assert (hold.start, hold.end) == (parts[1].start + int(start), parts[1].start + int(end))


def test_findings_point_into_the_whole_letter(page: ConsultationPage) -> None:
    said = "Dear team,\n\nPara 1.2\n\nSix months is too long because cases drift.\n"
    letter = planted.respond(page, "a", letter=said).letters.get()
    split(letter)
    letter.allocations.update(confirmed_at=clock.now())
    run = planted.analysed(page)
    passage = run.passages.get(letter=letter, clause__number="1.2", start__gt=20)
    assert said[passage.start : passage.end] == "Six months is too long because cases drift."


def test_typed_letters_and_files_have_versions_of_their_own(page: ConsultationPage) -> None:
    response = planted.respond(page, "a", letter="First.")
    add_letter(response, "Second.", clock.now())
    file = ReceivedFile.objects.create(
        consultation=page, response=response, name="x.txt", kind="txt", content=b"", size=0,
        sha256="0" * 64, received_at=clock.now(),
    )  # fmt: skip
    add_letter(response, "Of a file.", clock.now(), file)
    assert sorted(frames.responses_frame(page)["text"]) == ["Of a file.", "Second."]
    assert frames.counts(page).counted == 1
    ReceivedFile.objects.update(state=ReceivedFile.State.NOTHING)
    assert list(frames.responses_frame(page)["text"]) == ["Second."]
