"""How long responses are kept: set, held, decided on and done by people, and logged without words."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.erasing import carry_out_due, decide_to_erase
from consultation.responses.actions.importing import keep_table
from consultation.responses.actions.recording import start_recording
from consultation.responses.models import (
    Comment,
    DeletionHold,
    Erasure,
    ErasureDecision,
    ReceivedFile,
    Response,
    Retention,
)
from consultation.responses.rules.erasing import kept_until
from tests import planted

pytestmark = pytest.mark.django_db
HERE = "/admin/analysis/small/retention/"


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    for key in "abc":
        planted.respond(page, key, comments=[planted.comment("1.2", f"Word of {key}word.")])
    return page


def of(key: str) -> Response:
    return Comment.objects.get(text__contains=f"{key}word").response


def cleared() -> Client:
    client = Client()
    client.force_login(planted.staff("cleared"))
    return client


@pytest.mark.parametrize(("closes", "months", "until"), [
    (datetime(2009, 10, 23, 23, tzinfo=UTC), 24, datetime(2011, 10, 23, 23, tzinfo=UTC)),
    (datetime(2009, 8, 31, tzinfo=UTC), 6, datetime(2010, 2, 28, tzinfo=UTC)),
    (datetime(2009, 12, 1, tzinfo=UTC), 12, datetime(2010, 12, 1, tzinfo=UTC)),
])  # fmt: skip
def test_the_time_is_counted_in_months(closes: datetime, months: int, until: datetime) -> None:
    assert kept_until(closes, months) == until


def test_it_is_set_held_decided_and_done_by_people(page: ConsultationPage) -> None:
    client = cleared()
    assert client.post(HERE + "set/", {"months": "2", "reason": "x"}).status_code == 422
    client.post(HERE + "set/", {"months": "24", "reason": "As the notice says."})
    assert Retention.objects.get().months == 24
    public = " ".join(Client().get("/privacy/").content.decode().split())
    assert "We keep responses until 24 October 2011. You can ask us" in public
    client.post(HERE + "hold/", {
        "reference": of("a").reference, "why": "information", "reason": "A request is answered.",
    })  # fmt: skip
    seen = client.get(HERE).content.decode()
    assert "until 24 October 2011" in " ".join(seen.split())
    assert "2 responses are due; 1 more is kept" in " ".join(seen.split())
    due = client.get(HERE + "due/")
    assert of("a").reference not in due.content.decode()
    # What was not on the page that was decided on does not go with it.
    planted.respond(page, "late", comments=[planted.comment("1.2", "Word of lateword.")])
    named = [one.pk for one in due.context["due"]]
    answer = client.post(HERE + "due/", {"seen": named, "reason": "The time is over."})
    assert answer.status_code == 302
    assert Comment.objects.count() == 4
    call_command("tend", verbosity=0)
    said = " ".join(Comment.objects.values_list("text", flat=True))
    assert "aword" in said and "lateword" in said and "bword" not in said
    (decision,) = ErasureDecision.objects.all()
    assert decision.carried_out_at is not None
    log = client.get(HERE).content.decode()
    assert "2 responses erased" in log and "The time is over." in log
    assert "cword" not in log


def test_one_is_erased_after_a_look_at_what_would_go(page: ConsultationPage) -> None:
    client, response = cleared(), of("b")
    given = {"reference": response.reference.lower(), "ground": "request", "reason": "They asked."}
    missing = client.post(HERE + "erase/", given | {"reference": "QQQQQ-QQQQQ"})
    assert missing.status_code == 422
    shown = client.post(HERE + "erase/", given)
    assert dict(shown.context["shown"][0]["rows"])["comment"] == 1
    assert Comment.objects.filter(text__contains="bword").exists()
    assert client.post(HERE + "erase/", given | {"decide": "1"}).status_code == 302
    waiting = client.get(HERE).content.decode()
    assert "Decided, and waiting" in waiting
    assert carry_out_due(clock.now()) == 1
    assert not Comment.objects.filter(text__contains="bword").exists()
    assert carry_out_due(clock.now()) == 0
    # Its line in the ledger is read like any other; its receipt opens nothing any more.
    page_of = client.get(f"/admin/analysis/small/responses/{response.reference}/")
    assert "Set aside: erased" in page_of.content.decode()
    assert client.get("/admin/analysis/small/ledger/").status_code == 200
    assert Response.objects.get(pk=response.pk).receipt_digest != response.receipt_digest
    again = client.post(HERE + "erase/", given | {"decide": "1"})
    assert "It was erased already" in again.content.decode()


def test_a_decision_can_be_taken_back_until_it_is_carried_out(page: ConsultationPage) -> None:
    user = planted.staff("cleared")
    decision = decide_to_erase(page, [of("b")], "request", "They asked.", user, clock.now())
    cleared().post(f"{HERE}decisions/{decision.pk}/cancel/")
    assert carry_out_due(clock.now()) == 0
    assert Comment.objects.filter(text__contains="bword").exists()


def test_who_may_not_erase_meets_no_page_of_it(page: ConsultationPage) -> None:
    for name in ("official", "duty", "editor", "administrator"):
        client = Client()
        client.force_login(planted.staff(name))
        assert client.post(HERE + "hold/", {"why": "other", "reason": "x"}).status_code == 302
    assert not DeletionHold.objects.exists()


def test_the_command_tells_what_would_go_and_does_nothing_unasked(page: ConsultationPage) -> None:
    user = planted.staff("cleared")
    Retention.objects.create(
        consultation=page, months=24, reason="Notice.", set_at=planted.CLOSES, set_by=user
    )
    decide_to_erase(page, [of("b")], "request", "They asked.", user, clock.now())
    told = StringIO()
    call_command("erase", stdout=told)
    assert "3 of 3 due" in told.getvalue()
    assert f"would be erased: {of('b').reference}" in told.getvalue()
    assert not Erasure.objects.exists()
    call_command("erase", carry_out=True, stdout=told)
    assert Erasure.objects.count() == 1


def test_a_spreadsheet_it_was_recorded_from_is_emptied(page: ConsultationPage) -> None:
    user, now = planted.staff("cleared"), clock.now()
    head, rest = b"response_id,text,clause,channel,received_at\n", b",1.2,letter,2009-09-01 10:00\n"
    content = head + b"x1,Word of xword." + rest + b"x2,Word of yword." + rest
    table = keep_table(page, SimpleUploadedFile("answers.csv", content), now)
    start_recording(table, now, user, 2, 2)
    other = planted.table(page, head + b"z1,Word of zword." + rest)
    decide_to_erase(page, [of("x")], "request", "They asked.", user, now)
    assert carry_out_due(now) == 1
    assert bytes(ReceivedFile.objects.get(pk=table.pk).content) == b""
    assert b"zword" in bytes(ReceivedFile.objects.get(pk=other.pk).content)
    assert Comment.objects.filter(text__contains="yword").exists()
