"""The officials' pages: what they say, and that they cost the same whatever the size."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from consultation import clock
from consultation.findings.actions import start_run
from consultation.findings.models import Run
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.deciding import decide
from consultation.responses.admin.holds import PER_PAGE
from consultation.responses.models import Comment, Hold, SetAside
from tests import planted

pytestmark = pytest.mark.django_db
HERE = "/admin/analysis/small/"


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    for number in range(3):
        said = planted.comment(
            "1.2", f"Six months is right, as case {number} taught us.", "support"
        )
        planted.respond(page, f"s{number}", comments=[said])
    said = planted.comment("1.3", "Publishing names is wrong because staff will leave.", "oppose")
    planted.respond(page, "o", comments=[said])
    return page


@pytest.fixture
def official() -> Client:
    client = Client()
    client.force_login(planted.staff("official"))
    return client


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.content.decode().split('<div class="analysis">', 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_overview_tells_what_came_in_and_that_nothing_was_found_yet(
    page: ConsultationPage, official: Client
) -> None:
    planted.respond(page, "blank")
    text = text_of(official, HERE)
    assert "Received 5" in text
    assert "Counted 4" in text
    assert "Set aside 1" in text
    assert "No run has finished yet" in text


def test_findings_say_when_responses_have_arrived_since(
    page: ConsultationPage, official: Client
) -> None:
    planted.analysed(page)
    assert "out of date" not in text_of(official, HERE)
    planted.respond(page, "later", letter="One more.")
    assert "1 response has arrived since" in text_of(official, HERE)
    assert "1 response has arrived since" in text_of(official, HERE + "clauses/1.2/")


def test_clauses_are_ranked_and_filtered_by_the_address(
    page: ConsultationPage, official: Client
) -> None:
    planted.analysed(page)

    def listed(query: str) -> list[str]:
        return re.findall(
            r"clauses/(1\.\d)/", official.get(f"{HERE}clauses/{query}").content.decode()
        )

    assert listed("") == ["1.1", "1.2", "1.3"]
    assert listed("?sort=commenting") == ["1.2", "1.3", "1.1"]
    assert listed("?sort=oppose") == ["1.3", "1.2", "1.1"]
    assert listed("?position=support&share=50") == ["1.2"]
    assert listed("?status=new") == ["1.3"]
    assert listed("?section=timing&commenting=1") == ["1.2", "1.3"]


def test_a_clause_shows_both_bases_and_words_that_lead_to_their_place(
    page: ConsultationPage, official: Client
) -> None:
    planted.analysed(page)
    text = text_of(official, HERE + "clauses/1.2/")
    assert "Support 3 100% 75%" in text
    body = official.get(HERE + "clauses/1.2/").content.decode()
    link = re.search(r'href="([^"]+#quoted)"', body)
    assert link is not None
    reading = official.get(link[1].replace("&amp;", "&").split("#")[0]).content.decode()
    assert re.search(r'id="quoted"></a><mark class="quoted">[^<]*Six months is right', reading)


def test_words_held_after_a_run_are_not_quoted_from_it(
    page: ConsultationPage, official: Client
) -> None:
    planted.analysed(page)
    address = HERE + "clauses/1.3/"
    assert "staff will leave" in text_of(official, address)
    planted.hold(Comment.objects.get(text__contains="staff"), "Publishing names is wrong")
    text = text_of(official, address)
    assert "Publishing names" not in text
    assert "may identify a person" in text
    assert "1 hold was raised or released since" in text


@pytest.mark.parametrize("name", ["official", "duty"])
@pytest.mark.parametrize("state", [SetAside.WITHDRAWN, SetAside.REPLACED])
def test_words_taken_back_after_a_run_are_not_quoted_from_it(
    page: ConsultationPage, name: str, state: SetAside
) -> None:
    planted.analysed(page)
    client = Client()
    client.force_login(planted.staff(name))
    address = HERE + "clauses/1.3/"
    assert "staff will leave" in text_of(client, address)
    response = Comment.objects.get(text__contains="staff").response
    decide(response, state, "At the wish of its respondent.", clock.now())
    text = text_of(client, address)
    assert "staff will leave" not in text
    assert f"ot counted now: {state.label.lower()}" in text
    assert "1 response was withdrawn or replaced by the respondent since" in text
    reading = text_of(client, f"{HERE}responses/{response.reference}/")
    assert "staff will leave" in reading


def test_a_run_is_started_by_a_post_and_watched_without_scripts(
    page: ConsultationPage, official: Client
) -> None:
    assert official.get(HERE + "runs/").status_code == 405
    answer = official.post(HERE + "runs/")
    run = Run.objects.get()
    assert answer.headers["Location"] == f"{HERE}runs/{run.pk}/"
    watching = official.get(answer.headers["Location"])
    assert watching.headers["Refresh"] == "2"
    assert official.post(HERE + "runs/").headers["Location"] == f"{HERE}runs/{run.pk}/"
    official.post(f"{HERE}runs/{run.pk}/stop/")
    ended = official.get(f"{HERE}runs/{run.pk}/")
    assert "Refresh" not in ended.headers
    assert "Stopped by official." in ended.content.decode()


def test_a_hold_is_released_with_a_reason_and_logged(page: ConsultationPage) -> None:
    Hold.objects.all().delete()
    hold = planted.hold(Comment.objects.first(), "Six months")
    duty = Client()
    duty.force_login(planted.staff("duty"))
    assert "Not read yet" in text_of(duty, "/admin/holds/")
    assert "Six months" in text_of(duty, f"/admin/holds/{hold.pk}/")
    assert "Not read yet" not in text_of(duty, "/admin/holds/")
    refused = duty.post(f"/admin/holds/{hold.pk}/", {"reason": " "})
    assert refused.status_code == 422
    assert "Say why the hold is released." in refused.content.decode()
    duty.post(f"/admin/holds/{hold.pk}/", {"reason": "It is no name."})
    hold.refresh_from_db()
    assert (hold.released_by, hold.release_reason) == (planted.staff("duty"), "It is no name.")
    actions = ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["consultation.read_hold", "consultation.release_hold"]


def test_the_queue_of_holds_is_read_page_by_page_in_a_fixed_number_of_queries(
    page: ConsultationPage, client: Client
) -> None:
    client.force_login(planted.staff("duty"))
    said = Comment.objects.first()
    assert said is not None
    Hold.objects.all().delete()

    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    urgent = planted.hold(said, "Six")
    few = queries("/admin/holds/")
    for _ in range(PER_PAGE + 2):
        planted.hold(said, "months")
    Hold.objects.filter(pk=urgent.pk).update(raised_at=clock.now(), why=Hold.Why.DISCLOSURE)
    assert queries("/admin/holds/") == queries("/admin/holds/?p=2") == few
    pages = [client.get(f"/admin/holds/?p={n}").content.decode() for n in (1, 2)]
    listed = [re.findall(r'href="/admin/holds/(\d+)/"', one) for one in pages]
    waiting = Hold.objects.exclude(pk=urgent.pk).order_by("raised_at", "pk")
    assert [*map(int, listed[0] + listed[1])] == [urgent.pk, *waiting.values_list("pk", flat=True)]
    assert len(listed[1]) == 3 and f"{PER_PAGE + 3} waiting for a decision" in pages[1]
    assert 'href="?p=2"' in pages[0]


def test_a_page_takes_as_many_queries_for_many_responses_as_for_few(
    page: ConsultationPage, official: Client
) -> None:
    pages = ["", "ledger/", "clauses/", "clauses/?kind=individual", "behind/"]
    pages += ["clauses/1.2/", "clauses/1.2/alone/", "whole-text/", "responses/"]
    pages += ["search/?q=six", "campaigns/", "clauses/1.2/amendments/", "samples/", "frame/"]
    pages += ["frame/history/", "exports/", "late/"]
    first = page.responses.first()
    assert first is not None
    pages.append(f"responses/{first.reference}/")

    def queries(address: str) -> int:
        official.get(HERE + address)  # What is read once for all pages is not counted.
        with CaptureQueriesContext(connection) as counted:
            assert official.get(HERE + address).status_code == 200
        return len(counted)

    planted.respond(page, "letter", letter="On 1.2: six months is right for most cases.")
    planted.analysed(page)
    few = {address: queries(address) for address in pages}
    for number in range(12):
        said = [planted.comment(clause, f"Point {number} stands.") for clause in ("1.1", "1.2")]
        planted.respond(page, f"n{number}", comments=said, letter=f"Letter {number} on 1.2.")
    planted.analysed(page)
    assert {address: queries(address) for address in pages} == few


def test_an_address_that_nobody_confirmed_is_told_in_every_list(
    page: ConsultationPage, official: Client
) -> None:
    """Of three addresses one is confirmed; the responses planted otherwise give none."""
    for key in "xyz":
        said = planted.comment("1.2", f"Ninety days for {key} is what we need.")
        planted.respond(page, key, who={"email": f"{key}@example.org"}, comments=[said])
    Hold.objects.all().delete()
    page.responses.filter(email="z@example.org").update(email_confirmed_at=clock.now())
    planted.analysed(page)
    comments = {
        one.response.email[:1]: one.pk for one in Comment.objects.filter(text__contains="Ninety")
    }
    lists = {"responses/": 2, "behind/?clause=1.2": 2, "search/?q=ninety": 2}
    lists |= {f"read/comment-{comments['x']}/": 1, f"read/comment-{comments['z']}/": 0}
    told = {address: text_of(official, HERE + address) for address in lists}
    assert {one: text.count("(e-mail not confirmed)") for one, text in told.items()} == lists
    assert "confirmed by whoever reads mail there: 1 of 3." in text_of(official, HERE)


def test_two_officials_who_start_at_once_get_one_run(page: ConsultationPage, official: Any) -> None:
    start_run(page, planted.staff("official"), clock.now(), enqueue=False)
    official.post(HERE + "runs/")
    assert Run.objects.count() == 1
