"""Who sees what: every address there is, asked for by everyone, with words planted to look for.

`access.csv` is the table of expectations: one row for each registered address, and for each
reader `shown` (200) or `refused` (sent away, forbidden, not found, or no GET there). A new
address without a row fails; so does one whose answer differs from its row.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Collection, Page, Revision, Task, Workflow, WorkflowState

from consultation.findings.models import Run
from consultation.guidance.models import ClauseVersion
from consultation.outcome.models import OutcomesPage
from consultation.responses.models import (
    Comment,
    Hold,
    Response,
)
from tests import planted
from tests.planted_addresses import filled, plant

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parent / "access.csv"
#: Wagtail raises an error there, to show what one looks like.
FAILS_ON_PURPOSE = {"admin/failwhale/"}
READERS = ("anonymous", "editor", "official", "duty", "administrator", "cleared")

#: Words planted in responses, and who may read them.
RESPONSE_WORDS = {
    "qwcomment", "qwanswer", "qwletter", "qwname", "qwemail", "qworganisation", "qwreason",
    "qwrepresents", "qwrequest",
}  # fmt: skip
HELD_WORDS = {"qwheld", "qwdisclosure"}
#: What colleagues noted on held words, in the reader.
NOTED_WORDS = {"qwnoted"}
DRAFT_WORDS = {"qwdraft"}
#: Seen on no page but the original's, by a duty officer.
REDACTED_WORDS = {"qwredacted"}
ORIGINAL = "admin/analysis/<slug:consultation>/redactions/<int:act>/"
UNPUBLISHED_WORDS = {"qwunpublished"}
OUTCOME_WORDS = {"qwresponse", "qwforeword"}
EVERY_WORD = (
    RESPONSE_WORDS
    | HELD_WORDS
    | NOTED_WORDS
    | REDACTED_WORDS
    | DRAFT_WORDS
    | UNPUBLISHED_WORDS
    | OUTCOME_WORDS
)

MAY_SEE: dict[str, set[str]] = {
    "anonymous": set(),
    "editor": UNPUBLISHED_WORDS,
    "official": RESPONSE_WORDS | OUTCOME_WORDS,
    "duty": RESPONSE_WORDS | HELD_WORDS,
    "administrator": set(),
    "cleared": RESPONSE_WORDS | HELD_WORDS | NOTED_WORDS | OUTCOME_WORDS,
}
MAY_DRAFT = ("official", "cleared")


def table() -> dict[str, dict[str, str]]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        return {row["address"]: row for row in csv.DictReader(file)}


def addresses(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Every registered address, as its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        elif isinstance(pattern, URLPattern):
            yield here


@pytest.fixture(scope="module")
def values(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """A consultation with planted words, and a value for each part an address may have.

    Planted once for all tests: each undoes what it does, and the last undoes the planting.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant()
        transaction.set_rollback(True)


def reader(name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name != "anonymous":
        client.force_login(planted.staff(name))
    return client


def words_in(answer: Any) -> set[str]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heads = " ".join(f"{key}: {value}" for key, value in answer.items())
    shown = (body.decode("utf-8", "replace") + heads).casefold()
    return {word for word in EVERY_WORD if word in shown}


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever is done inside is undone after, a sign-out too."""
    signed_in = client.cookies.copy()
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        client.cookies = signed_in


@pytest.mark.parametrize("name", READERS)
def test_every_address_answers_each_reader_as_the_table_says(
    name: str, values: dict[str, str]
) -> None:
    expected = table()
    client = reader(name)
    seen: set[str] = set()
    wrong = []
    for address in sorted(set(addresses()) - FAILS_ON_PURPOSE):
        with undone(client):
            answer = client.get(filled(address, values))
        status, words = answer.status_code, words_in(answer)
        if name == "duty" and address == ORIGINAL:
            assert words >= REDACTED_WORDS
            words -= REDACTED_WORDS
        seen |= words
        got = "shown" if status == 200 else "refused"
        if status >= 500 or words - MAY_SEE[name]:
            wrong.append(f"{address}: {status}, shows {sorted(words - MAY_SEE[name])}")
        elif address not in expected:
            wrong.append(f"{address}: has no row in {TABLE.name}; it is {got} to {name}")
        elif got != expected[address][name]:
            wrong.append(f"{address}: {status}, the table says {expected[address][name]}")
    assert not wrong, "\n".join(wrong)
    # Were nothing planted, nothing could be found. The response's own addresses are below.
    assert seen | OUTCOME_WORDS == MAY_SEE[name] | OUTCOME_WORDS


def guidance() -> list[Any]:
    what = ("pk", "path", "title", "live", "locked", "latest_revision")
    pages = Page.objects.order_by("pk").values_list(*what)
    kinds: tuple[type[Model], ...] = (ClauseVersion, Revision, Task, Workflow, Collection)
    return [*pages, *(kind._default_manager.count() for kind in kinds)]


def responses() -> list[Any]:
    return [*Response.objects.order_by("pk").values_list(), Comment.objects.count()]


def holds() -> list[Any]:
    return list(Hold.objects.order_by("pk").values_list())


def runs() -> list[Any]:
    return list(Run.objects.order_by("pk").values_list("pk", "state"))


def accounts() -> list[Any]:
    return list(User.objects.order_by("pk").values_list("pk", "username", "email", "is_active"))


#: What each reader can change by no POST to any address.
OUT_OF_REACH = {
    "anonymous": (guidance, responses, holds, runs, accounts),
    "editor": (responses, holds, runs, accounts),
    "official": (guidance, responses, holds, accounts),
    "duty": (guidance, responses, runs, accounts),
    "administrator": (guidance, responses, holds, runs),
    "cleared": (guidance, responses, holds, accounts),
}
POSTED = {
    "reason": "Because.", "title": "Another", "slug": "another", "action-publish": "1",
    "username": "another", "email": "a@example.org", "name": "Another",
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_nobody_changes_by_a_post_what_is_not_theirs(name: str, values: dict[str, str]) -> None:
    client = reader(name)
    before = [read() for read in OUT_OF_REACH[name]]
    wrong = []
    # What a person does to the account they are signed in with is theirs.
    own = {address for address in addresses() if address.startswith("admin/account")}
    for address in sorted(set(addresses()) - FAILS_ON_PURPOSE - own):
        with undone(client):
            answer = client.post(filled(address, values), POSTED)
            changed = [read() for read in OUT_OF_REACH[name]] != before
        words = words_in(answer) - MAY_SEE[name]
        if name == "duty" and address == ORIGINAL:
            words -= REDACTED_WORDS
        if changed or words:
            wrong.append(f"{address}: {answer.status_code}, {changed=}, shows {sorted(words)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("name", "address", "read"), [
    ("editor", "/admin/pages/{page_id}/lock/", guidance),
    ("duty", "/admin/holds/{hold}/", holds),
    ("official", "/admin/analysis/{consultation}/runs/", runs),
])  # fmt: skip
def test_those_whose_work_it_is_can_change_it(
    name: str, address: str, read: Any, values: dict[str, str]
) -> None:
    """Else the test above would pass where nobody can do anything."""
    before = read()
    assert reader(name).post(address.format(**values), POSTED).status_code == 302
    assert read() != before


def test_held_words_are_not_shown_by_asking_for_their_place(values: dict[str, str]) -> None:
    said = Comment.objects.get(text__contains="Qwheld")
    place = f"?source=comment:{said.pk}&start=0&end={len(said.text)}"
    address = f"/admin/analysis/{values['consultation']}/responses/{values['reference']}/{place}"
    assert "qwheld" not in words_in(reader("official").get(address))
    assert "qwheld" in words_in(reader("duty").get(address))


#: What an address may name beside the consultation's own pages: the response's.
def of_the_outcome(values: dict[str, str]) -> dict[str, str]:
    page = dict.fromkeys(("page_id", "page_to_copy_id", "page_to_move_id", "pk"), values["outcome"])
    revision = dict.fromkeys(
        ("revision_id", "revision_id_a", "revision_id_b"), values["outcome_revision"]
    )
    parents = dict.fromkeys(("parent_page_id", "destination_id"), values["outcomes"])
    model = {"content_type_model_name": "outcomepage", "model_name": "outcomepage"}
    return values | page | revision | parents | model | {"object_id": values["outcome"]}


def outcome() -> list[Any]:
    pages = Page.objects.filter(path__startswith=OutcomesPage.objects.get().path)
    rows = pages.order_by("pk").values_list("pk", "path", "title", "live", "latest_revision")
    return [*rows, *WorkflowState.objects.order_by("pk").values_list("pk", "status")]


@pytest.mark.parametrize("name", READERS)
def test_nobody_but_officials_meets_the_draft_of_the_response(
    name: str, values: dict[str, str]
) -> None:
    """Every address of the admin with the numbers of the response's page, its parent, its revision
    and its workflow; also searched for and listed."""
    client, values = reader(name), of_the_outcome(values)
    before, seen, wrong = outcome(), set(), []
    asked = [filled(one, values) for one in sorted(set(addresses()) - FAILS_ON_PURPOSE)
             if one.startswith("admin/")]  # fmt: skip
    lists = ("/admin/pages/search/?q=qwresponse", "/admin/choose-page/search/?q=qwresponse",
             "/admin/choose-page/?page_type=wagtailcore.page", "/admin/reports/site-history/",
             "/admin/api/main/pages/?fields=*&for_explorer=0")  # fmt: skip
    for address in [*asked, *lists]:
        for method in (client.get, client.post):
            with undone(client):
                answer = method(address, POSTED)
                changed = name not in MAY_DRAFT and outcome() != before
            # Where somebody is sent elsewhere, the address says only what they asked for.
            words = set() if answer.status_code == 302 else words_in(answer)
            seen |= words
            if changed or words & OUTCOME_WORDS - MAY_SEE[name]:
                wrong.append(f"{address}: {answer.status_code}, {changed=}, {sorted(words)}")
    assert not wrong, "\n".join(wrong)
    assert seen >= OUTCOME_WORDS if name in MAY_DRAFT else not OUTCOME_WORDS & seen
