"""What the public reads of responses: what was agreed to, cleared and looked at, and no more."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from consultation import clock
from consultation.dataset.actions import publish_responses, take_down_responses
from consultation.dataset.admin import PER_PAGE
from consultation.dataset.publishing import now_published, number_of, publishable, shown_publicly
from consultation.dataset.rules import large_enough
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.clearing import unclear
from consultation.responses.actions.raising import raise_hold
from consultation.responses.actions.redacting import redact
from consultation.responses.models import (
    Comment,
    Hold,
    Letter,
    Publication,
    Reason,
    Response,
    SetAside,
)
from tests import planted

pytestmark = pytest.mark.django_db
PUBLIC = "/small/published-responses/"
ADMIN = "/admin/analysis/small/publish-responses/"


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    for key, given in {
        "named": {"publish": "yes", "who": {"name": "Ida Vellacott", "email": "ida@example.org"}},
        "nameless": {"publish": "anonymous", "who": {"name": "Orla Pennyfeather"}},
        "no": {"publish": "no", "who": {"name": "Nora Keepsake"}},
        "kept": {"publish": "yes", "confidential": True, "who": {"name": "Conny Fidden"}},
        "unsaid": {"publish": "", "who": {"name": "Una Silent"}},
    }.items():
        said = f"Six months is fair, says {given['who']['name']}. Word of {key}word."
        planted.respond(page, key, comments=[planted.comment("1.2", said, "support")], **given)
    Hold.objects.all().delete()
    Comment.objects.update(cleared_at=clock.now())
    return page


def of(key: str) -> Response:
    return Comment.objects.get(text__contains=f"{key}word").response


def published(page: ConsultationPage) -> Publication:
    return publish_responses(page, publishable(page), planted.staff("cleared"), clock.now())


def public() -> str:
    answer = Client().get(PUBLIC)
    return " ".join(answer.content.decode().split()) if answer.status_code == 200 else ""


def test_consent_decides_what_is_published_and_with_which_name(page: ConsultationPage) -> None:
    assert public() == ""
    published(page)
    seen = public()
    assert "namedword" in seen and "Ida Vellacott</bdi>" in seen
    assert "namelessword" in seen and "says [redacted]. Word" in seen
    for never in ("Pennyfeather", "noword", "Keepsake", "keptword", "Fidden", "unsaidword",
                  "Silent", "ida@example.org", of("named").reference):  # fmt: skip
        assert never not in seen
    answer = Client().get(PUBLIC)
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize(
    "change", ["hold", "unclear", "withdrawn", "uncleared letter", "taken down"]
)
def test_it_is_gone_at_once_from_every_address(page: ConsultationPage, change: str) -> None:
    published(page)
    response, said = of("named"), Comment.objects.get(text__contains="namedword")
    if change == "hold":
        reason = "It names somebody."
        user = planted.staff("official")
        raise_hold(said, 0, 3, Hold.Why.IDENTIFYING, reason, user, clock.now())
    elif change == "unclear":
        unclear(said, planted.staff("cleared"))
    elif change == "withdrawn":
        Response.objects.filter(pk=response.pk).update(set_aside=SetAside.WITHDRAWN)
    elif change == "uncleared letter":
        Letter.objects.create(response=response, text="More.")
    else:
        assert take_down_responses(page, planted.staff("cleared"), clock.now())
    assert "namedword" not in public()
    assert "namedword" not in Client().get(PUBLIC + "?page=1").content.decode()


def test_redacted_words_are_gone_from_what_is_published(page: ConsultationPage) -> None:
    published(page)
    user = planted.staff("cleared")
    redact(page, [], ["Ida Vellacott"], Reason.THIRD_PARTY, user, clock.now())
    seen = public()
    assert "Vellacott" not in seen and "says [redacted]. Word of namedword" in seen
    assert "third party" not in seen


def test_what_is_cleared_after_the_preview_waits_for_another_act(page: ConsultationPage) -> None:
    published(page)
    planted.respond(page, "later", publish="yes", comments=[planted.comment("1.2", "laterword")])
    Comment.objects.update(cleared_at=clock.now())
    assert "laterword" not in public()
    published(page)
    assert "laterword" in public()
    assert Publication.objects.filter(taken_down_at=None).count() == 1


def test_it_is_published_from_the_preview_by_whom_may_and_logged(page: ConsultationPage) -> None:
    client = Client()
    client.force_login(planted.staff("cleared"))
    preview = client.get(ADMIN)
    assert "namedword" in preview.content.decode() and "noword" not in preview.content.decode()
    client.post(ADMIN, {"publish": "1", "seen": "[1]:forged"})
    assert not Publication.objects.exists()
    client.post(ADMIN, {"publish": "1", "seen": preview.context["seen"]})
    assert set(now_published(page)) == {of("named"), of("nameless")}
    client.post(ADMIN, {"take-down": "1"})
    assert public() == ""
    log = PageLogEntry.objects.filter(action__endswith="responses").order_by("pk")
    assert [entry.action for entry in log] == [
        "consultation.publish_responses", "consultation.take_down_responses",
    ]  # fmt: skip
    for name in ("official", "duty", "editor", "administrator"):
        client.force_login(planted.staff(name))
        client.post(ADMIN, {"publish": "1", "seen": preview.context["seen"]})
        assert public() == ""


def test_nothing_is_published_that_the_preview_did_not_have(page: ConsultationPage) -> None:
    client = Client()
    client.force_login(planted.staff("cleared"))
    seen = client.get(ADMIN).context["seen"]
    planted.respond(page, "later", publish="yes", comments=[planted.comment("1.2", "laterword")])
    Comment.objects.update(cleared_at=clock.now())
    answer = client.post(ADMIN, {"publish": "1", "seen": seen}, follow=True)
    assert "What may be published has changed since you looked" in answer.content.decode()
    assert public() == "" and "laterword" in answer.content.decode()
    client.post(ADMIN, {"publish": "1", "seen": answer.context["seen"]})
    assert "laterword" in public()


def test_the_preview_is_read_page_by_page_and_published_at_its_end(page: ConsultationPage) -> None:
    for number in range(PER_PAGE - 1):
        said = [planted.comment("1.2", f"Word number {number}.")]
        planted.respond(page, f"more{number}", publish="yes", comments=said)
    Hold.objects.all().delete()
    Comment.objects.update(cleared_at=clock.now())
    client = Client()
    client.force_login(planted.staff("cleared"))
    seen = client.get(ADMIN).context["seen"]
    first, last = (
        client.get(ADMIN, {"p": number, "seen": seen}).content.decode() for number in (1, 2)
    )
    assert first.count("<section>") == PER_PAGE and last.count("<section>") == 1
    assert 'name="publish"' not in first and "on the last page" in first
    assert f"Publish {PER_PAGE + 1} responses" in last
    # Nobody comes to the end but through its pages, and what is cleared meanwhile begins it again.
    assert client.get(ADMIN, {"p": 2}).context["page"].number == 1
    unclear(Comment.objects.get(text__contains="namedword"), planted.staff("cleared"))
    again = client.get(ADMIN, {"p": 2, "seen": seen})
    assert again.context["page"].number == 1
    assert "has changed since you looked" in again.content.decode()


def test_a_kind_of_respondent_is_named_only_where_many_are(page: ConsultationPage) -> None:
    shown = shown_publicly(page, [of("named")], [of("named").respondent_type] * 4)
    assert [one.respondent_type for one in shown] == [""]
    shown = shown_publicly(page, [of("named")], [of("named").respondent_type] * 5)
    assert shown[0].respondent_type != ""


@pytest.mark.parametrize(("counts", "named"), [
    ({"a": 5, "b": 9}, {"a", "b"}),
    ({"a": 5, "b": 9, "c": 1}, {"b"}),
    ({"b": 9, "c": 3, "d": 2}, {"b"}),
    ({"a": 4}, set()),
    ({"b": 9, "c": 1}, set()),
])  # fmt: skip
def test_small_groups_are_left_out_and_not_alone(counts: dict[str, int], named: set[str]) -> None:
    assert large_enough(counts) == named


def test_pages_take_as_many_queries_for_many_as_for_few(
    page: ConsultationPage, django_assert_max_num_queries: Any
) -> None:
    for number in range(25):
        planted.respond(
            page, f"m{number}", publish="yes", comments=[planted.comment("1.2", f"m{number}word")]
        )
    Hold.objects.all().delete()
    Comment.objects.update(cleared_at=clock.now())
    published(page)
    with django_assert_max_num_queries(30):
        first = Client().get(PUBLIC)
    assert first.context["here"].paginator.num_pages == 2
    assert Client().get(PUBLIC + "?page=3").status_code == 404
    numbers = [one.number for one in first.context["responses"]]
    assert numbers == sorted(numbers) and number_of(of("named")) != str(of("named").pk)
