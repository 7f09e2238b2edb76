"""A redacted name is found nowhere but in the originals, and comes back where that is reversed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from wagtail.models import PageLogEntry

from consultation import clock
from consultation.dataset import frames
from consultation.findings.actions import carry_out_run, start_run
from consultation.findings.models import ClauseFinding, Passage, Run
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.redacting import LIFT, REDACT, Spot, lift, redact
from consultation.responses.actions.redacting.columns import columns
from consultation.responses.models import (
    Comment,
    FormatRequest,
    Hold,
    Reason,
    ReceivedFile,
    Redaction,
    RedactionAct,
    Restricted,
)
from tests import planted

pytestmark = pytest.mark.django_db

#: Invented, and in no text of the project's but this one.
CANARY = "Zoe Quillharrow"
ORIGINALS = {
    "consultation_comment", "consultation_answer", "consultation_letter",
    "consultation_proposal", "consultation_response", "consultation_rewrittenwords",
}  # fmt: skip


@pytest.fixture
def page() -> ConsultationPage:
    """A consultation in which one name stands wherever people write."""
    page = planted.consultation()
    who = {"name": "ZOE QUILLHARROW", "organisation": "The Zoë Quillharrow Trust"}
    for number in range(4):
        first = planted.respond(
            page, f"a{number}", who=who if number == 0 else {},
            comments=[planted.comment("1.2", f"Zoe Quillharrow was rushed {number} times.")],
            answers=[{"question": "q1", "choice": "Agree", "text": "zoe  quillharrow’s case."}],
            letter="On 1.3, ask Zoe\nQuillharrow about her report.",
        )  # fmt: skip
        planted.file(first, "zoe_quillharrow.txt", b"-")
        first.set_aside_reason = "As Zoe Quillharrow told us."
        first.save()
    Hold.objects.all().update(released_at=clock.now(), release_reason="Zoe Quillharrow agrees.")
    FormatRequest.objects.create(
        consultation=page, reference="R1", words="Ask Zoe Quillharrow.", contact="By post.",
        asked_at=planted.OPENS, due=planted.CLOSES.date(), held="",
    )  # fmt: skip
    run = planted.analysed(page)
    run.whole_text = run.whole_text | {"themes": [{"name": "zoe quillharrow rushed", "n": 1}]}
    run.save()
    ClauseFinding.objects.filter(run=run).update(detail={"themes": [{"name": "Zoe Quillharrow"}]})
    Passage.objects.filter(run=run).update(themes="t1; zoe-quillharrow-rushed")
    return page


def tables_with(words: str) -> set[str]:
    """Every table of the database in which a value repeats the words."""
    letters = "".join(words.casefold().split())
    return {
        table
        for table in connection.introspection.table_names()
        if any(letters in plain(value) for row in rows(table) for value in row)
    }


def rows(table: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        yield from cursor.fetchall()


def plain(value: Any) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return "".join(c for c in text.casefold().replace("ë", "e") if c.isalnum())


def redacted(page: ConsultationPage, note: str = "") -> RedactionAct:
    said = Comment.objects.filter(response__consultation=page).earliest("pk")
    spot = Spot(said, 0, len(CANARY))
    user = planted.staff("cleared")
    return redact(page, [spot], [CANARY], Reason.THIRD_PARTY, user, clock.now(), note)


def test_a_redacted_name_is_in_no_table_but_the_originals(page: ConsultationPage) -> None:
    before = tables_with(CANARY)
    assert before - ORIGINALS >= {
        "consultation_clausefinding", "consultation_formatrequest", "consultation_hold",
        "consultation_passage", "consultation_receivedfile", "consultation_run",
    }  # fmt: skip
    act = redacted(page, note="Zoe Quillharrow asked for it.")
    assert tables_with(CANARY) == ORIGINALS - {"consultation_proposal"}
    assert act.redactions.filter(in_email=False).count() >= 4 * 3 + 2
    text = frames.responses_frame(page).to_csv()
    assert "quillharrow" not in plain(text) and "was rushed 0 times" in text
    entry = PageLogEntry.objects.get(action=REDACT)
    assert entry.data.keys() == {"act", "reason", "places", "elsewhere"}
    assert planted.analysed(page).counted == 4
    assert tables_with(CANARY) <= ORIGINALS


def test_what_is_masked_keeps_every_place(page: ConsultationPage) -> None:
    said = Comment.objects.earliest("pk")
    redacted(page)
    restricted = Restricted.of_consultation(page)
    assert restricted.shown(said) == "[redacted: names a third party] was rushed 0 times."
    assert frames.responses_frame(page)["text"].str.len().max() >= len(said.text)


def test_a_reversal_brings_back_every_word_staff_typed(page: ConsultationPage) -> None:
    def typed() -> list[Any]:
        kept = [column for column in columns() if column.kept and not column.json]
        left = [one for one in kept if one.model not in (Redaction, RedactionAct)]
        return [sorted(one.rows(page).values_list("pk", one.name), key=str) for one in left]

    before = typed()
    act = redacted(page)
    assert typed() != before
    assert lift(act, planted.staff("duty"), "It names nobody.", clock.now())
    assert typed() == before
    assert not Redaction.objects.filter(lifted_at=None).exists()
    assert not lift(act, planted.staff("duty"), "Again.", clock.now())
    assert PageLogEntry.objects.filter(action=LIFT).count() == 1


def test_a_second_act_finds_nothing_that_is_redacted_already(page: ConsultationPage) -> None:
    redacted(page)
    before = Redaction.objects.count()
    act = redact(
        page, [], [CANARY], Reason.CHILD, planted.staff("cleared"), clock.now()
    )  # fmt: skip
    assert Redaction.objects.count() == before
    assert not act.rewritten.exists()


def test_the_words_arriving_later_are_masked_on_arrival(page: ConsultationPage) -> None:
    redacted(page)
    late = planted.respond(
        page, "late", who={"name": "Zoë Quillharrow", "email": "zoe.quillharrow@example.org"},
        comments=[planted.comment("1.2", "I am Zoe Quillharrow and I support it.")],
    )  # fmt: skip
    said = late.comments.get()
    assert "redacted" in Restricted.of_responses([late]).shown(said)
    places = Redaction.objects.filter(response=late)
    assert places.count() == 3 and not places.exclude(made_by=None).exists()
    assert places.filter(in_email=True).count() == 1
    assert "quillharrow" not in plain(frames.responses_frame(page).to_csv())


def test_after_a_reversal_they_arrive_whole(page: ConsultationPage) -> None:
    lift(redacted(page), planted.staff("duty"), "It names nobody.", clock.now())
    late = planted.respond(page, "late", comments=[planted.comment("1.2", "Zoe Quillharrow.")])
    assert not Redaction.objects.filter(response=late).exists()


def test_a_run_that_has_read_the_words_is_given_up(page: ConsultationPage) -> None:
    run = start_run(page, None, clock.now(), enqueue=False)
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING)
    redacted(page)
    run.refresh_from_db()
    assert run.state == Run.State.FAILED and "redacted" in run.error


def test_a_run_starts_once_the_redaction_is_kept(
    page: ConsultationPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        redacted(page)
    callbacks[-1]()
    run = page.runs.first()
    assert run is not None and run.state == Run.State.WAITING
    carry_out_run(run.pk)
    assert tables_with(CANARY) <= ORIGINALS


def test_a_files_name_arriving_later_is_masked_too(page: ConsultationPage) -> None:
    redacted(page)
    assert not ReceivedFile.objects.filter(name__icontains="quill").exists()
    late = planted.respond(page, "late", letter="A letter.")
    file = planted.file(late, "For Zoë Quillharrow.docx", b"-")
    from consultation.responses.actions.redacting import redact_arrived

    redact_arrived(late, clock.now())
    file.refresh_from_db()
    assert file.name == "For ███ ███████████.docx"
