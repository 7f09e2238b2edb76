"""What is quoted for each side: never a sentence that stands for another, or for none."""

import pytest

from consultation.outcome.rules.cases import MOST_QUOTED, Passage, chosen, ranked
from consultation.outcome.rules.notation import Place

FOR = "Families speak openly only because they know that the report will stay closed."
AGAINST = "Nobody can trust a lesson that is locked in a drawer of the town hall."
WHERE = {"a": "support", "b": "oppose", "c": "support", "d": "support"}


def said(response: str, text: str, position: str = "support", sure: float = 0.99) -> Passage:
    return Passage(Place(response, 0, 0, len(text)), text, position, sure, ("1.2: Openness",))


def test_a_sentence_must_stand_for_the_side_of_its_writer() -> None:
    passages = [said("a", FOR), said("b", FOR), said("c", AGAINST, "oppose")]
    assert [one.place.response for one in ranked(passages, "support", WHERE)] == ["a"]
    assert ranked(passages, "oppose", WHERE) == []


@pytest.mark.parametrize(
    "text",
    [
        "The report should stay closed, but a judge should be able to open it.",
        "I'd started to send the standard letter and then found it said too little.",
        "Of those asked, some of us thought that the report should stay closed.",
        "79% of those who had been interviewed thought that it should stay closed.",
        "Keep it closed.",
    ],
)
def test_nothing_that_turns_or_tells_of_something_else_is_quoted(text: str) -> None:
    assert ranked([said("a", text)], "support", WHERE) == []


def test_where_the_machine_doubts_only_a_closed_answer_helps() -> None:
    doubtful = [said("a", FOR, sure=0.8)]
    assert ranked(doubtful, "support", WHERE) == []
    assert ranked(doubtful, "support", WHERE, {"a"}) == doubtful
    assert ranked([said("a", FOR, sure=0.5)], "support", WHERE, {"a"}) == []


def test_only_what_may_be_published_is_chosen_and_no_two_that_say_the_same() -> None:
    other = "Staff tell the truth when they are sure that nobody will print their names."
    found = [said("a", FOR), said("c", FOR.replace("Families", "Parents")), said("d", other)]
    allowed = {one.place for one in found}
    assert chosen(found, allowed) == [found[0].place, found[2].place]
    assert chosen(found, allowed - {found[0].place}) == [found[1].place, found[2].place]
    assert chosen(found, set()) == []
    assert len(chosen(found * 3, allowed)) <= MOST_QUOTED
