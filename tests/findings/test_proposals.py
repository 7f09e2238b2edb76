"""What officials read of proposed wordings: the changes, who proposes them, never what is held."""

import pytest

from consultation.findings.rules import Stretch, redline
from consultation.guidance.models import ConsultationPage
from consultation.guidance.rules import changes
from consultation.responses.actions.releasing import release_hold
from consultation.responses.models import Hold, Response
from consultation.responses.rules.masking import Kind, Restriction, Sight
from tests import planted

from .test_held import HERE, plain, release, seen_by

WORDING = "The review should be finished within six months of the decision."
PROPOSED = WORDING.replace("six", "nine")
NAMING = f"{WORDING} Mrs Ann Quillfeather of 12 Elm Road decides."
CLAUSE = HERE + "clauses/1.2/"


@pytest.fixture
def page(db: object) -> ConsultationPage:
    return planted.consultation()


def propose(page: ConsultationPage, key: str, text: str) -> Response:
    said = planted.comment("1.2", "") | {"proposed": text}
    return planted.respond(page, key, comments=[said])


def test_alike_proposals_are_one_with_how_many_propose_it(page: ConsultationPage) -> None:
    references = [
        propose(page, key, text).reference
        for key, text in (("a", PROPOSED), ("b", f"{PROPOSED}\r\n"), ("c", WORDING + " At most."))
    ]
    text = seen_by("official", CLAUSE)
    assert "3 responses propose other wording for this clause, in 2 versions" in plain(text)
    assert "Proposed by 2 responses" in text
    assert "deleted: </span>six<span" in text and "inserted: </span>nine<span" in text
    assert all(f"{reference}</a>" in text for reference in references)
    assert "Uncleared" in text


def test_a_response_set_aside_proposes_nothing_there(page: ConsultationPage) -> None:
    propose(page, "a", PROPOSED)
    Response.objects.update(set_aside="withdrawn")
    assert "Nobody proposes other wording" in seen_by("official", CLAUSE)


def test_held_words_of_a_proposal_are_left_out(page: ConsultationPage) -> None:
    response = propose(page, "a", NAMING)
    reading = f"{HERE}responses/{response.reference}/"
    for address in (CLAUSE, reading):
        text = seen_by("official", address)
        assert "Quillfeather" not in text and "[held: may identify a person]" in text
    assert "Quillfeather" in seen_by("duty", reading)
    assert "Quillfeather" not in seen_by("duty", CLAUSE)
    hold = Hold.objects.get()
    queue = seen_by("duty", f"/admin/holds/{hold.pk}/")
    assert "Wording proposed for clause 1.2" in queue and "Quillfeather" in queue
    release([hold])
    assert "Quillfeather" in seen_by("official", CLAUSE)
    assert "Quillfeather" in seen_by("official", reading)


def test_a_hold_on_a_proposal_is_none_on_who_wrote_it(page: ConsultationPage) -> None:
    said = planted.comment("1.2", "") | {"proposed": NAMING}
    response = planted.respond(page, "a", comments=[said], who={"name": "Robin Example"})
    text = seen_by("official", f"{HERE}responses/{response.reference}/")
    assert "Robin Example" in text and "read by a duty officer only" not in text
    assert "1 passage about this clause is held" in seen_by("official", CLAUSE)


def test_the_same_words_released_in_one_response_stay_held(page: ConsultationPage) -> None:
    propose(page, "a", NAMING)
    propose(page, "b", NAMING)
    release_hold(Hold.objects.first(), planted.staff("duty"), "Invented.", planted.CLOSES)
    text = seen_by("official", CLAUSE)
    assert "Proposed by 2 responses" in text and "Quillfeather" not in text


def test_who_only_proposes_is_counted_though_the_analysis_reads_no_wording(
    page: ConsultationPage,
) -> None:
    propose(page, "a", PROPOSED)
    run = planted.analysed(page)
    assert (run.received, run.counted, run.bases["counted"]) == (1, 1, 1)
    assert not run.passages.exists()
    text = seen_by("official", CLAUSE)
    assert "Nobody has commented but by proposing other wording" in text
    assert "Proposed by 1 response<" in text


def test_what_was_struck_out_between_held_words_is_left_out_with_them() -> None:
    old, new = "The chair decides alone in time.", "The Board, and Ann Bird, decides in time."
    tracked = changes(old, new)
    hold = Restriction(0, len(new), Kind.HELD, "Why")
    assert redline(tracked, [hold], Sight()) == [Stretch("hidden", "[held: why]", "held")]
    shown = redline(tracked, [hold], Sight(held=True))
    assert "".join(one.text for one in shown if one.kind != "deleted") == new
    assert any(one.kind == "deleted" and one.text for one in shown)


def test_a_part_that_is_held_begins_and_ends_where_the_hold_does() -> None:
    new = "One two three."
    shown = redline(changes("One three.", new), [Restriction(4, 7, Kind.HELD, "Why")], Sight())
    assert [(one.kind, one.text) for one in shown] == [
        ("same", "One "), ("hidden", "[held: why]"), ("inserted", " "), ("same", "three."),
    ]  # fmt: skip
