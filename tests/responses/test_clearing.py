"""Clearing: what waits, reading it, redacting, releasing, clearing one and many."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import clearing
from consultation.responses.actions.raising import raise_hold
from consultation.responses.admin.clearing.waiting import following, progress, queue
from consultation.responses.models import Comment, Disclosure, Hold, Redaction, Response
from tests import planted

pytestmark = pytest.mark.django_db
HERE = "/admin/analysis/small/clearing/"
SAID = "Mr Bram Tollesby of our team said that six months is too long."


@pytest.fixture
def page() -> ConsultationPage:
    page = planted.consultation()
    for number in range(3):
        planted.respond(
            page, f"a{number}", publish="yes",
            comments=[planted.comment("1.2", f"{SAID} {number}")], letter="We agree with 1.3.",
        )  # fmt: skip
    planted.respond(page, "no", publish="no", comments=[planted.comment("1.2", "Not this.")])
    planted.respond(
        page, "kept", publish="yes", confidential=True, comments=[planted.comment("1.2", "Nor.")]
    )
    Response.objects.update(set_aside="")
    Hold.objects.all().delete()
    return page


def client(name: str) -> Client:
    signed_in = Client()
    signed_in.force_login(planted.staff(name))
    return signed_in


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def address(source: Any) -> str:
    return f"{HERE}comment/{source.pk}/"


def test_only_what_its_respondent_lets_us_publish_waits(page: ConsultationPage) -> None:
    said = Comment.objects.filter(response__publish="yes", response__confidential=False)
    waiting = [(row["kind"], row["number"]) for row in queue(page)]
    assert [kind for kind, _ in waiting] == ["comment", "letter"] * 3
    assert {number for kind, number in waiting if kind == "comment"} == set(
        said.values_list("pk", flat=True)
    )
    assert progress(page) == (6, 0, 0)


def test_one_is_read_and_cleared_and_the_next_comes(page: ConsultationPage) -> None:
    cleared = client("cleared")
    first = cleared.get(HERE).context["first"]
    here = f"{HERE}{first['kind']}/{first['number']}/"
    assert "Bram Tollesby" in text(cleared.get(here))
    answer = cleared.post(here, {"do": "clear"})
    assert answer.status_code == 302 and answer["Location"] != here
    assert answer["Location"].startswith(HERE)
    said = Comment.objects.get(pk=first["number"])
    assert said.cleared_by == planted.staff("cleared") and said.cleared_at
    assert progress(page) == (6, 1, 0)
    assert following(page, said) is not None
    cleared.post(here, {"do": "unclear"})
    assert progress(page).cleared == 0
    actions = ModelLogEntry.objects.values_list("action", flat=True)
    assert {clearing.CLEAR, clearing.UNCLEAR, clearing.INSPECT} <= set(actions)
    assert "tollesby" not in str(list(ModelLogEntry.objects.values_list("data"))).casefold()


def test_nothing_is_cleared_unopened_or_with_words_held(page: ConsultationPage) -> None:
    said = Comment.objects.earliest("pk")
    user = planted.staff("cleared")
    with pytest.raises(clearing.NotClearable, match="not opened"):
        clearing.clear(said, user, clock.now())
    clearing.inspect(said, user, clock.now())
    held = planted.hold(said, "Bram Tollesby")
    with pytest.raises(clearing.NotClearable, match="held"):
        clearing.clear(said, user, clock.now())
    assert clearing.release_identifying(held, user, "Invented.", clock.now())
    assert clearing.clear(said, user, clock.now())


def test_many_are_cleared_only_where_one_would_be(page: ConsultationPage) -> None:
    opened, held, unopened = Comment.objects.filter(response__publish="yes").order_by("pk")[:3]
    cleared = client("cleared")
    for said in (opened, held):
        cleared.get(address(said))
    planted.hold(held, "Bram Tollesby")
    ticked = [f"comment:{one.pk}" for one in (opened, held, unopened)]
    answer = cleared.post(HERE, {"source": ticked}, follow=True)
    assert "Cleared: 1." in text(answer) and "Left as they are: 2" in text(answer)
    left = Comment.objects.filter(cleared_at=None).values_list("pk", flat=True)
    assert opened.pk not in left and {held.pk, unopened.pk} <= set(left)


def test_a_cleared_official_releases_no_disclosure(page: ConsultationPage) -> None:
    said = Comment.objects.earliest("pk")
    held = planted.hold(said, "Bram Tollesby", Hold.Why.DISCLOSURE)
    with pytest.raises(clearing.NotClearable, match="duty officer"):
        clearing.release_identifying(held, planted.staff("cleared"), "No.", clock.now())
    given = {"do": "release", "hold": held.pk, "reason": "No."}
    client("cleared").post(address(said), given)
    held.refresh_from_db()
    assert held.released_at is None


def test_a_hold_raised_later_takes_the_clearance_back_and_tells(page: ConsultationPage) -> None:
    said = Comment.objects.earliest("pk")
    Comment.objects.filter(pk=said.pk).update(cleared_at=clock.now())
    user = planted.staff("official")
    raise_hold(said, 0, 5, Hold.Why.DISCLOSURE, "A child.", user, clock.now())
    said.refresh_from_db()
    assert said.cleared_at is None
    assert Disclosure.objects.get().response == said.response


REDACT = {"words": "Bram Tollesby", "reason": "third party", "note": "", "everywhere": "on"}


def test_places_are_seen_before_they_are_redacted(page: ConsultationPage) -> None:
    said = Comment.objects.earliest("pk")
    cleared = client("cleared")
    seen = text(cleared.post(address(said), REDACT | {"do": "look"}))
    assert "3 places" in seen and not Redaction.objects.exists()
    cleared.post(address(said), REDACT | {"do": "redact"})
    assert Redaction.objects.count() == 3
    assert "Tollesby" not in text(cleared.get(address(said)))
    one = REDACT | {"words": "six months", "everywhere": "", "do": "redact"}
    cleared.post(address(said), one)
    assert Redaction.objects.count() == 4


@pytest.mark.parametrize(("given", "told"), [
    ({"words": "Ann Other"}, "do not stand in this text"),
    ({"words": ""}, "Copy the words from the text."),
    ({"words": "of"}, "So few letters stand everywhere"),
    ({"reason": "other"}, "Say what the other reason is."),
    ({"reason": ""}, "Choose the reason."),
    ({"words": "six months"}, "The published text has these words too"),
])  # fmt: skip
def test_what_cannot_be_redacted_is_told_and_handed_back(
    page: ConsultationPage, given: dict[str, str], told: str
) -> None:
    said = Comment.objects.earliest("pk")
    answer = client("cleared").post(address(said), REDACT | given | {"do": "redact"})
    assert answer.status_code == 422 and told in text(answer)
    assert not Redaction.objects.exists()


def test_the_words_of_a_hold_are_taken_over(page: ConsultationPage) -> None:
    said = Comment.objects.earliest("pk")
    held = planted.hold(said, "Bram Tollesby")
    seen = text(client("cleared").post(address(said), {"do": "take", "hold": held.pk}))
    assert "Bram Tollesby</textarea>" in seen


def test_the_queue_takes_as_many_queries_for_many_as_for_few(
    page: ConsultationPage, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cleared = client("cleared")
    cleared.get(HERE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        cleared.get(HERE)
    for number in range(10, 14):
        planted.respond(
            page, f"b{number}", publish="yes", comments=[planted.comment("1.2", f"No {number}.")]
        )
    with django_assert_num_queries(len(few)):
        cleared.get(HERE)


def test_an_official_holds_words_of_a_response(page: ConsultationPage) -> None:
    said = Comment.objects.earliest("pk")
    here = f"/admin/analysis/small/responses/{said.response.reference}/hold/"
    official = client("official")
    given = {"source": f"comment:{said.pk}", "words": "Bram Tollesby", "why": "identifying",
             "reason": "A real name."}  # fmt: skip
    assert official.get(here).status_code == 200
    wrong = official.post(here, given | {"words": "Somebody else"})
    assert wrong.status_code == 422 and "Somebody else" in text(wrong)
    assert official.post(here, given).status_code == 302
    held = Hold.objects.get()
    assert said.text[held.start : held.end] == "Bram Tollesby"
    assert held.raised_by == planted.staff("official")
    page_of = text(official.get(here.removesuffix("hold/")))
    assert "Tollesby" not in page_of.split("<h2>Comments</h2>")[1].split("<h2>")[0]
