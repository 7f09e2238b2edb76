"""What of a text a reader may see: held, redacted, whole."""

from typing import Any

import pytest

from consultation import clock
from consultation.dataset import frames
from consultation.responses.models import (
    Comment,
    Hold,
    Reason,
    Redaction,
    RedactionAct,
    Response,
    Restricted,
)
from consultation.responses.models.placed import Source, columns
from consultation.responses.rules.masking import Kind, Restriction, Sight, masked, shown, stretches
from tests import planted

HELD = Restriction(0, 10, Kind.HELD, "May identify a person")
REDACTED = Restriction(5, 8, Kind.REDACTED, "Names a third party")


def redact(source: Source, response: Response, start: int, end: int, **given: Any) -> Redaction:
    act = RedactionAct.objects.create(
        consultation=response.consultation, reason=Reason.THIRD_PARTY,
        made_at=clock.now(), made_by=planted.staff("cleared"),
    )  # fmt: skip
    return Redaction.objects.create(
        **columns(source, response), start=start, end=end, act=act, reason=act.reason,
        made_at=act.made_at, made_by=act.made_by, **given,
    )  # fmt: skip


@pytest.mark.parametrize(("sight", "words"), [
    (Sight(), "[held: may identify a person][redacted: names a third party]"
              "[held: may identify a person]klm"),
    (Sight(held=True), "abcde[redacted: names a third party]ijklm"),
    (Sight(held=True, redacted=True), "abcdefghijklm"),
    (Sight(redacted=True), "[held: may identify a person][redacted: names a third party]"
                           "[held: may identify a person]klm"),
])  # fmt: skip
def test_who_sees_what(sight: Sight, words: str) -> None:
    assert shown("abcdefghijklm", [HELD, REDACTED], sight) == words


def test_the_stretches_a_reader_sees_are_the_text() -> None:
    cut = stretches("abcdefghijklm", [HELD, REDACTED], Sight(True, True), 2, 12)
    assert "".join(one.text for one in cut) == "cdefghijkl"
    assert [one.kind for one in cut] == ["held", "redacted", "held", ""]
    assert all("abcdefghijklm"[one.start :].startswith(one.text) for one in cut)


def test_masked_words_leave_every_place_where_it_was() -> None:
    text = "See Ann. Then\nBen."
    assert masked(text, [(4, 13)]) == "See ███. ████\nBen."


@pytest.mark.django_db
def test_redacted_words_are_shown_to_nobody_and_leave_no_frame() -> None:
    page = planted.consultation()
    response = planted.respond(
        page, "a", who={"name": "Ann Quill", "email": "ann@example.org"},
        comments=[planted.comment("1.2", "Ask Ben Harrow first.")],
    )  # fmt: skip
    Hold.objects.all().delete()
    said = Comment.objects.get()
    redact(said, response, 4, 14)
    redact(response, response, 4, 9)
    redact(response, response, 0, 0, in_email=True)
    restricted = Restricted.of_consultation(page)
    assert restricted.shown(said, Sight(held=True)) == "Ask [redacted: names a third party] first."
    assert restricted.shown(said, Sight(redacted=True)) == said.text
    details = restricted.details(response, Sight(held=True))
    assert details["name"] == "Ann [redacted: names a third party]"
    assert details["email"] == "[redacted: names a third party]"
    assert restricted.details(response, Sight(True, True))["email"] == "ann@example.org"
    row = frames.responses_frame(page).to_dict("records")[0]
    assert row["text"] == "Ask ███ ██████ first."
    assert row["held_places"] == ""
