"""Other wording proposed for a clause: what counts as one, what it changes, how it is kept."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.holds import DISCLOSURE, NAMED_PERSON
from analysis.holds import Hold as Found
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.responses.actions import UnknownNumber
from consultation.responses.actions.widening import widened
from consultation.responses.models import Hold, Proposal
from consultation.responses.rules import digest, record
from consultation.responses.rules.proposing import proposal_of, proposed_changes
from consultation.responses.views.receipts import sent
from tests import planted

WORDING = "The review should be finished within six months of the decision."
PROPOSED = WORDING.replace("six", "nine")


@pytest.mark.parametrize(
    "typed", ["", "  \r\n", WORDING, f"{WORDING}\r\n", WORDING.replace(" of ", "\r\nof ")]
)
def test_the_clause_s_own_words_are_no_proposal(typed: str) -> None:
    assert proposal_of(typed, WORDING) == ""


def test_a_proposal_is_kept_exactly() -> None:
    assert proposal_of(f" {PROPOSED}\r\n", WORDING) == f" {PROPOSED}\r\n"


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_changes_joined_are_the_proposal_to_the_character(wording: str, proposed: str) -> None:
    shown = proposed_changes(wording, proposed)
    assert "".join(one.text for one in shown if one.kind != "deleted") == proposed


def test_a_browser_s_line_ends_are_no_change() -> None:
    shown = proposed_changes("One.\nTwo.", "One.\r\nTwo.")
    assert [(one.kind, one.text) for one in shown] == [("same", "One.\r\nTwo.")]


@pytest.mark.parametrize("words", ["w{} " * 100_000, "." * 300_000, "x " * 200_000])
def test_a_text_of_any_length_is_compared_in_time(words: str) -> None:
    proposed = f"The review {words.format(*range(100_000))} the decision."
    began = time.process_time()
    shown = proposed_changes(WORDING, proposed)
    assert time.process_time() - began < 3
    assert "".join(one.text for one in shown if one.kind != "deleted") == proposed
    assert (shown[0].kind, shown[-1].kind) == ("same", "same")


def finding(words: str, kind: str = NAMED_PERSON) -> object:
    def check(text: str) -> list[Found]:
        start = text.find(words)
        return [Found(start, start + len(words), kind, "found")] if start >= 0 else []

    return check


def held(text: str, check: object) -> list[str]:
    proposal = Proposal(clause_version=ClauseVersion(text=WORDING), text=text)
    return [text[one.start : one.end] for one in widened(proposal, check)]  # type: ignore[arg-type]


def test_the_clause_s_own_words_are_no_cause_to_hold() -> None:
    assert held(PROPOSED, finding("The review")) == []
    assert held(PROPOSED, finding("within nine")) == [PROPOSED]


def test_what_a_person_wrote_into_the_clause_is_held() -> None:
    written = f"{WORDING} Tom Wren was forgotten."
    assert held(written, finding("Tom Wren")) == ["Tom Wren was forgotten."]
    assert held(written, finding("forgotten", DISCLOSURE)) == [written]


@pytest.fixture
def small(db: object) -> ConsultationPage:
    return planted.consultation()


def proposing(text: str, said: str = "") -> dict[str, str]:
    return planted.comment("1.2", said) | {"proposed": text}


def test_a_proposal_alone_is_something_said(small: ConsultationPage) -> None:
    response = planted.respond(small, "a", comments=[proposing(PROPOSED)])
    proposal = Proposal.objects.get()
    assert (proposal.text, proposal.clause_version.number) == (PROPOSED, "1.2")
    assert response.set_aside == ""
    assert not Hold.objects.exists()


def test_the_record_has_the_proposal_and_the_digest_is_of_it(small: ConsultationPage) -> None:
    response = planted.respond(
        small, "a", comments=[proposing(PROPOSED), planted.comment("1.3", "x")]
    )
    kept = sent(response)
    said, other = json.loads(record(kept))["comments"]
    assert said["proposed"] == PROPOSED
    assert "proposed" not in other
    assert digest(kept) == response.digest


def test_a_proposal_is_a_source_of_its_own_for_holds(small: ConsultationPage) -> None:
    text = f"{WORDING} Mrs Ann Quillfeather of 12 Elm Road decides."
    planted.respond(small, "a", comments=[proposing(text, "Six months is right.")])
    hold = Hold.objects.get()
    assert hold.source == Proposal.objects.get()
    assert hold.comment is None
    assert text[hold.start : hold.end] == "Mrs Ann Quillfeather of 12 Elm Road decides."
    assert not Hold.objects.on_details().exists()


def test_a_proposal_for_no_clause_is_refused_in_words(small: ConsultationPage) -> None:
    lost = {"clause": "", "position": "", "text": "", "proposed": PROPOSED}
    with pytest.raises(UnknownNumber, match="say which clause"):
        planted.respond(small, "a", comments=[lost])
