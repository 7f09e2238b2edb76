"""One rule of what may be published: of rows in the database, and of words in the response."""

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from consultation import clock
from consultation.dataset.publishing import publishable, shown_publicly
from consultation.outcome.models.allowed import Allowed
from consultation.outcome.rules.notation import Place
from consultation.responses.models import Comment, Hold, Publish, Response, SetAside
from tests import planted

pytestmark = pytest.mark.django_db

SAID = "Six months is fair, says Orla Pennyfeather of it."


class Sourced(NamedTuple):
    """Where every place is: in the one comment there is."""

    seal: Any
    comment: int

    def source_of(self, place: Place) -> tuple[str, int, int]:
        return f"comment:{self.comment}", place.start, place.end


class Seal(NamedTuple):
    consultation: Any


@pytest.fixture(scope="module")
def _comment(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    with django_db_blocker.unblock(), transaction.atomic():
        page = planted.consultation()
        who = {"name": "Orla Pennyfeather"}
        planted.respond(page, "a", who=who, comments=[planted.comment("1.2", SAID, "support")])
        Hold.objects.all().delete()
        yield Comment.objects.get().pk
        transaction.set_rollback(True)


@pytest.fixture
def comment(_comment: int, db: None) -> Comment:
    return Comment.objects.get(pk=_comment)


def allowed(comment: Comment, start: int = 0, end: int = 10) -> Any:
    place = Place(comment.response.reference, 0, start, end)
    sourced = Sourced(Seal(comment.response.consultation), comment.pk)
    return Allowed(sourced, [place])[place]


def test_a_quotation_may_stand_exactly_where_the_response_may_be_published(
    comment: Comment,
) -> None:
    """Every state a response of one text can be in, asked of the database and of its words."""
    states = product(
        ["", *SetAside.values], ["", *Publish.values], [False, True], [False, True], [False, True]
    )
    page, some = comment.response.consultation, set()
    for aside, publish, confidential, cleared, held in states:
        Response.objects.update(set_aside=aside, publish=publish, confidential=confidential)
        Comment.objects.update(cleared_at=clock.now() if cleared else None)
        hold = planted.hold(comment, "Six months") if held else None
        by_rows = publishable(page).exists()
        assert (allowed(comment).withheld == "") == by_rows, (aside, publish, confidential)
        some.add(by_rows)
        if hold:
            hold.delete()
    assert some == {True, False}


def test_who_is_not_to_be_named_is_named_in_no_quotation_and_no_open_data(comment: Comment) -> None:
    Comment.objects.update(cleared_at=clock.now())
    for publish, named in (("anonymous", False), ("yes", True)):
        Response.objects.update(publish=publish)
        whole = allowed(comment, 0, len(SAID))
        assert (whole.withheld == "") is named
        assert allowed(comment).withheld == ""
        writer = Response.objects.get()
        (shown,) = shown_publicly(writer.consultation, [writer], [])
        assert ("Pennyfeather" in shown.said[0].text) is named


def test_the_kind_of_who_is_quoted_is_told_only_where_they_are_not_few(comment: Comment) -> None:
    page = comment.response.consultation
    Response.objects.update(publish="anonymous")
    Comment.objects.update(cleared_at=clock.now())
    assert allowed(comment).who == "A respondent"
    for key in range(5):
        planted.respond(page, str(key), comments=[planted.comment("1.2", "Yes.")])
    assert allowed(comment).who == page.respondent_types.get(key="gp").label
