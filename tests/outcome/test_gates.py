"""Nothing is signed off while anything is missing: each gate says what."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from consultation.outcome.rules.differences import differences
from consultation.outcome.rules.document import Resolved
from consultation.outcome.rules.draft import ClauseDraft, Decision, Draft, Sentence, digest_of
from consultation.outcome.rules.figures import tree
from consultation.outcome.rules.gates import Facts, gates
from consultation.outcome.rules.notation import Place, Quotation
from consultation.outcome.rules.pasted import pasted
from consultation.outcome.rules.signing import signed_enough

POSITIONS = ("support", "support with changes", "oppose", "not sure", "unclear")
REDRAFT = "The panel shall publish the names of the chair and the author."


def counts(**found: int) -> dict[str, Any]:
    return {
        position: {"count": found.get(position.split()[0] if " " not in position else "", 0)}
        for position in POSITIONS
    }


def finding(**given: Any) -> dict[str, Any]:
    stand = counts(support=10, oppose=30)
    return {
        "clause": "8.1",
        "text": REDRAFT,
        "bases": {"commenting": 40, "all": 100},
        "positions": {"with_campaigns": stand, "without_campaigns": stand},
        "themes": [],
        "campaigns": [],
        "amendments": [],
        "made_by_one": [],
        "counter_arguments": [],
        "summary": {"sentences": []},
    } | given


def resolved(found: dict[str, Any] | None = None, **given: Any) -> Resolved:
    findings = {"clauses": [found or finding()], "bases": {"counted": 100}}
    received = [{"response_id": "A", "status": "counted", "reason": ""}]
    return Resolved(tree(findings, received), **given)


DONE = ClauseDraft(
    identity="i",
    clause="8.1",
    number="8.1",
    heading="Names",
    old="",
    redraft=REDRAFT,
    said=(),
    decision=Decision.REJECT,
    reason="It is right as it is.",
    final=REDRAFT,
)


def draft(clause: ClauseDraft, **prose: str) -> Draft:
    now = datetime(2009, 11, 1, tzinfo=UTC)
    return Draft("Response", "Chapter", "chapter", 1, "seal", now, prose, [clause])


def unmet(clause: ClauseDraft, with_: Resolved | None = None, **facts: Any) -> dict[str, list[str]]:
    found = gates(draft(clause), with_ or resolved(), Facts(**facts))
    return {gate.name: [one.what for one in gate.missing] for gate in found if not gate.met}


def test_a_finished_draft_meets_every_gate() -> None:
    assert unmet(DONE) == {}


@pytest.mark.parametrize(
    ("facts", "gate", "count"),
    [
        ({"unread": ["A", "B"]}, "unread", 2),
        ({"held": ["A"]}, "held", 1),
        ({"waiting": ["A"]}, "waiting", 1),
        ({"late": ["A"]}, "late", 1),
        ({"uncoded": ["A"], "coding_promised": True}, "uncoded", 1),
        ({"alone": [("8.1", "A")]}, "alone", 1),
        ({"since": [("Arrived since", "C")]}, "since", 1),
    ],
)
def test_each_thing_not_done_is_a_gate(facts: dict[str, Any], gate: str, count: int) -> None:
    assert {name: len(what) for name, what in unmet(DONE, **facts).items()} == {gate: count}


def test_what_is_not_coded_is_no_gate_where_nobody_promised_it() -> None:
    assert unmet(DONE, uncoded=["A"]) == {}


def test_a_clause_needs_a_decision_a_reason_and_a_wording() -> None:
    assert unmet(replace(DONE, decision=Decision.NOT_YET))["decided"] == ["no decision"]
    assert unmet(replace(DONE, reason=" "))["decided"] == ["no reason"]
    assert unmet(replace(DONE, final=""))["decided"] == ["no final wording"]


def amendment(responses: int) -> dict[str, Any]:
    start = REDRAFT.index("and the author")
    return {
        "kind": "delete", "old_words": "and the author", "new_words": "", "clause_start": start,
        "clause_end": start + len("and the author"), "responses": responses, "quotations": [],
    }  # fmt: skip


def theme(responses: int, **positions: int) -> dict[str, Any]:
    return {
        "theme": "t", "name": "names do harm", "responses": responses, "positions": positions,
        "quotations": [],
    }  # fmt: skip


def test_what_many_proposed_and_was_not_taken_up_needs_an_answer() -> None:
    found = resolved(finding(amendments=[amendment(6)], themes=[theme(12, oppose=12)]))
    assert len(unmet(DONE, found)["popular"]) == 2
    answered = replace(DONE, answers={"change 1": "No.", "theme 1": "No."})
    assert unmet(answered, found) == {}
    taken_up = replace(
        DONE, decision=Decision.ACCEPT, final="The panel shall publish the names of the chair."
    )
    assert unmet(taken_up, found) == {}


def test_what_few_proposed_or_supporters_say_needs_none() -> None:
    found = finding(amendments=[amendment(3)], themes=[theme(12, support=9, oppose=3)])
    assert unmet(DONE, resolved(found)) == {}


def test_a_name_that_names_nothing_says_which_exist() -> None:
    wrong = unmet(replace(DONE, reason="Of {opose}."))["names"]
    assert wrong == ["{opose} in reason"]


def test_a_quotation_that_may_not_be_published_is_a_gate_and_never_words() -> None:
    quoting = replace(DONE, reason="{quote 1} {quote 2}")
    shown = {1: Quotation(1, "A/0/0/9", "", withheld="nobody has cleared it yet")}
    assert unmet(quoting, resolved(quotations={"8.1": shown}))["quotations"] == [
        "quotation 1: nobody has cleared it yet",
        "quotation 2: no quotation has this number",
    ]


def test_the_name_of_a_theme_with_restricted_words_is_a_gate() -> None:
    found = resolved(finding(themes=[theme(8, support=8)]), hidden={"8.1": {"names do harm"}})
    assert unmet(replace(DONE, reason="On {theme 1}."), found)["quotations"] == [
        "theme 1: words in it were held or redacted since"
    ]


def test_an_edited_sentence_is_a_gate_until_somebody_confirms_it() -> None:
    edited = Sentence("Two thought so.", (Place("A", 0, 0, 5),))
    drafted = replace(DONE, said=(edited,))
    assert unmet(drafted)["confirmed"] == ["sentence 1"]
    assert unmet(drafted, resolved(vouched={digest_of("seal", "8.1", edited)})) == {}


@pytest.mark.parametrize(
    ("signers", "drafters", "lone", "enough"),
    [
        ({1}, {1}, False, False),
        ({1}, {1}, True, True),
        ({1, 2}, {1}, False, True),
        ({2}, {1}, False, True),
        ({1}, {1, 2}, False, True),
        (set(), {1}, True, False),
    ],
)
def test_who_must_sign(signers: set[int], drafters: set[int], lone: bool, enough: bool) -> None:
    assert signed_enough(signers, drafters, lone) is enough


def row(reference: str, status: str = "counted", reason: str = "") -> dict[str, str]:
    return {"response_id": reference, "status": status, "reason": reason}


def test_every_kind_of_difference_is_told_once() -> None:
    late = "Received after the deadline and not admitted"
    sealed = (
        [row("A"), row("B"), row("C"), row("D"), row("E"), row("F"), row("L", "set_aside", late)],
        {(f"comment:{n}", 0): (who, text) for n, (who, text) in enumerate(
            [("A", "Six months."), ("B", "No."), ("C", "Yes."), ("D", "████ said."), ("E", "Old.")]
        )},
        {"8.1": "Old words", "8.2": "Same"},
    )  # fmt: skip
    present = (
        [
            row("A"), row("B", "set_aside", "Withdrawn by the respondent"), row("D"), row("E"),
            row("C", "set_aside", "Merged with another"), row("F"), row("L"), row("N"),
        ],
        {
            ("comment:0", 0): ("A", "███ ██████."), ("comment:3", 0): ("D", "Anna said."),
            ("comment:4", 0): ("E", "New."), ("comment:9", 0): ("N", "New one."),
            ("comment:10", 0): ("L", "Late one."),
        },
        {"8.1": "New words", "8.2": "Same"},
    )  # fmt: skip
    found = differences(sealed, present, corrected=["F", "F"], masked=[])
    assert {label: list(what) for label, what in found.listed()} == {
        "Arrived since": ["N"],
        "Withdrawn or replaced since": ["B"],
        "Set aside since": ["C"],
        "Counted since": ["L"],
        "Corrected since": ["F"],
        "Words held or redacted since": ["A"],
        "Words released since": ["D"],
        "Text or parts changed since": ["E"],
        "Clauses reworded since": ["8.1"],
    }
    assert found.total == 9
    assert differences(sealed, sealed).total == 0


def test_pasted_words_of_a_respondent_are_found_and_the_clauses_own_are_not() -> None:
    said = ["I think six months is far too long for a family to wait for."]
    typed = "They say six months is far too long for a family."
    assert pasted(typed, said) == "six months is far too long for a"
    assert pasted(typed, said, own=["Six months is far too long for a family."]) == ""
    assert pasted("Six months is too long.", said) == ""


def test_an_answer_on_what_the_seal_does_not_have_is_told() -> None:
    answers = {"theme 9": "We will not.", "theme 1": "We will not."}
    found = resolved(finding(themes=[theme(8, support=8)]))
    told = unmet(replace(DONE, answers=answers), found)["names"]
    assert told == ["answer on theme 9, which the seal does not have"]
