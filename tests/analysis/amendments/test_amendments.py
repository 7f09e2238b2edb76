"""Amendments: found, read into structure, merged when equal, drawn as one clause."""

import pandas as pd
import pytest

from analysis import amendments

CLAUSE = "The chair should decide within one month. The decision must be recorded in writing."
CLAUSES = pd.DataFrame({"clause": ["8.14"], "text": [CLAUSE]})


def passages(*texts: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "response_id": [f"r{number}" for number in range(len(texts))],
            "row": 0,
            "clause": "8.14",
            "start": 0,
            "end": [len(text) for text in texts],
            "text": texts,
        }
    )


@pytest.mark.parametrize(
    ("text", "kind", "old", "new"),
    [
        ('Change "one month" to "six weeks".', "replace", "one month", "six weeks"),
        ("Replace should with must.", "replace", "should", "must"),
        ('We say "should" ought to be "must".', "replace", "should", "must"),
        ("One month should be two months.", "replace", "one month", "two months"),
        ('Insert "working" before "month".', "insert", "", "working"),
        ("Delete the words 'in writing'.", "delete", "in writing", ""),
        ("Please delete the second sentence.", "delete", CLAUSE[42:], ""),
        ("This clause should be deleted.", "delete", CLAUSE, ""),
        ("Move this paragraph to the start of the section.", "move", "", ""),
        ("The limit should be longer.", "other", "", ""),
    ],
)
def test_a_proposal_is_read_into_structure(text: str, kind: str, old: str, new: str) -> None:
    proposing, found = amendments.find(passages(text), CLAUSES)
    assert proposing.tolist() == [True]
    assert tuple(found.loc[0, ["kind", "old_words", "new_words"]]) == (kind, old, new)
    start, end = found.loc[0, ["clause_start", "clause_end"]]
    assert CLAUSE[start:end] == old or start == -1


def test_statements_are_no_proposals() -> None:
    proposing, found = amendments.find(passages("The Board met in March.", "We agree."), CLAUSES)
    assert proposing.tolist() == [False, False]
    assert found.empty
    assert list(found.columns) == list(amendments.AMENDMENTS)


@pytest.mark.parametrize(
    ("text", "clause", "kind"),
    [
        ("Please replace the ferry with a bridge.", "8.14", "other"),
        ("Please replace 'the ferry' with 'a bridge'.", "8.14", "replace"),
        ("Please replace one month with two months.", "8.14", "replace"),
        ("Please replace one month with two months.", "", "other"),
        ("Please delete this clause.", "", "delete"),
    ],
)
def test_words_are_those_of_the_clause_or_in_quotation_marks(text, clause, kind) -> None:
    found = amendments.find(passages(text).assign(clause=clause), CLAUSES)[1]
    assert found["kind"].tolist() == [kind]
    assert (found.loc[0, "old_words"] == "") == (kind != "replace")


def test_equal_proposals_share_a_group_and_others_do_not() -> None:
    texts = ('Change "one month" to "two months".', "One month should be 2 months.",
             'Change "one month" to "six weeks".')  # fmt: skip
    found = amendments.find(passages(*texts), CLAUSES)[1]
    assert found["group"].nunique() == 2
    assert found.loc[0, "group"] == found.loc[1, "group"]


def test_the_marked_up_clause_keeps_every_word_and_leaves_clashes_out() -> None:
    texts = ('Change "one month" to "two months".', "One month should be two months.",
             'Change "one month" to "six weeks".', "Delete the words 'in writing'.")  # fmt: skip
    drawn = amendments.marked_up(CLAUSE, amendments.find(passages(*texts), CLAUSES)[1])
    old = "".join(piece.text for piece in drawn.pieces if piece.change != "inserted")
    assert old == CLAUSE
    inserted = [
        (piece.text, piece.responses) for piece in drawn.pieces if piece.change == "inserted"
    ]
    assert inserted == [("two months", 2)]
    assert len(drawn.not_drawn) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It is good to see families mentioned at last.",
        "I agree that the report should be confidential.",
        "The clause says that the author should be independent.",
        "They ought to have told the school.",
        "I wish they had listened to him.",
        "Evidence suggests that delay makes things worse.",
        "We need to interview staff before they forget.",
        "This should help families to trust the process.",
        "Please keep this clause as it is.",
        "Who should pay for this?",
        "That would be very helpful.",
        "At present families must wait for months.",
        "I would welcome the rule as it is drafted.",
        "Files have gone astray, so this is welcome.",
        "A clear rule is welcome.",
        "I would be distressed should the name be published.",
        "Some people argue that reviews should be abolished.",
        "It is important to note that the child was four.",
        "There should be no problem with that.",
    ],
)
def test_praise_regret_reports_and_questions_are_no_proposals(text: str) -> None:
    assert not amendments.proposes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Adding health visitors to the list would remove the doubt.",
        "If the child was in care, add the placing authority.",
        "Could the guidance give an example of a single-agency review?",
        "The timescale could be extended to two months.",
        "Six weeks would be more realistic than one month.",
    ],
)
def test_proposals_without_a_duty_word_are_found(text: str) -> None:
    assert amendments.proposes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Come early, the queue for the ferry is long by nine.",
        "If the panel cannot agree, send the case to the coroner.",
        "For a quicker answer, ring the duty desk.",
        "The stairs are steep so ask for the ground floor.",
        "Booking ahead is advisable at half term.",
        "The waiting room needs repainting.",
        "A bench by the door would make all the difference.",
        "It is about time they answered the telephone.",
        "We ask that the clause name an author.",
        "Softer chairs, please!",
    ],
)
def test_advice_requests_and_commands_are_found_on_any_subject(text: str) -> None:
    assert amendments.proposes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Walks along the river were a joy.",
        "Support staff were kind to us.",
        "Plan B was to sleep in the car.",
        "Keep in mind that reviews are costly.",
        "Never have I read a clearer draft.",
        "We were told that we must wait outside.",
        "The lift must be forty years old.",
    ],
)
def test_things_that_look_like_commands_are_none(text: str) -> None:
    assert not amendments.proposes(text)


def test_what_other_readers_are_told_to_do_changes_no_clause() -> None:
    told = passages(
        "If you do not like reviews, go elsewhere.",
        "If you ask us, the chair should be independent.",
    )
    assert amendments.find(told, CLAUSES)[0].tolist() == [False, True]


def test_a_wish_for_what_the_clause_lays_down_is_no_proposal() -> None:
    secret = pd.DataFrame({"clause": ["8.14"], "text": ["The report should be confidential."]})
    wishes = passages(
        "The report must stay confidential.", "The report should be published in full."
    )
    proposing, _ = amendments.find(wishes, secret)
    assert proposing.tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "proposing"),
    [
        ("Records must be secured at once.", False),
        (
            "I think that every agency should secure its records as soon as a review is likely.",
            False,
        ),
        ("Records must not be secured.", True),
        ("Records of schools must be secured.", True),
        ("Records must be secured within 2 days.", True),
    ],
)
def test_a_demand_that_only_repeats_the_clause_is_no_proposal(text: str, proposing: bool) -> None:
    laid_down = "Every agency secures its records as soon as a review is likely."
    clauses = pd.DataFrame({"clause": ["8.14"], "text": [laid_down]})
    assert amendments.find(passages(text), clauses)[0].tolist() == [proposing]
