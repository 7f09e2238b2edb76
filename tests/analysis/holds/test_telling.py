"""The learned reader of holds: sentences of one life that no rule knows, and what it leaves."""

import numpy as np
import pytest

from analysis import holds
from analysis.holds.telling import learning, marks

FOLDS = 4


@pytest.fixture(scope="module")
def taught() -> list[tuple[str, str]]:
    return learning.examples()


def test_what_it_was_not_taught_it_mostly_knows(taught: list[tuple[str, str]]) -> None:
    """A quarter of the examples, read by a reader that never saw them."""
    turn = np.random.default_rng(0).permutation(len(taught)) % FOLDS
    reader = learning.learned([row for row, at in zip(taught, turn, strict=True) if at])
    unseen = [row for row, at in zip(taught, turn, strict=True) if not at]
    chances = np.array([1 - reader.chances(sentence)[learning.OPEN] for sentence, _ in unseen])
    told = np.array([kind != learning.OPEN for _, kind in unseen])
    assert (chances[told] >= 0.4).mean() > 0.7
    assert (chances[~told] >= 0.4).mean() < 0.3


def test_no_sentence_is_an_example_of_both(taught: list[tuple[str, str]]) -> None:
    assert len({sentence for sentence, _ in taught}) == len(taught)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Penhallow", "<strange>"),
        ("Norfolk", "<place>"),
        ("Laming", "<public>"),
        ("Working", "<body>"),
        ("Sarah", "<given>"),
        ("K.L.", "<initials>"),
    ],
)
def test_a_capitalised_word_is_the_kind_of_name_it_is(word: str, kind: str) -> None:
    assert kind in marks.of(f"They spoke of {word} again")


def test_a_strange_name_among_the_names_of_public_life_is_public() -> None:
    assert "<strange>" not in marks.of("It was for Mr Justice Penhallow to say.")
    assert "<strange>" not in marks.of("It was in the Penhallow Inquiry.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Every one of us in that home was afraid of the night man.", holds.DISCLOSURE),
        ("It was Threlkeld who drove her back there that evening.", holds.NAMED_PERSON),
    ],
)
def test_one_life_is_held_where_no_rule_knows_it(text: str, kind: str) -> None:
    assert kind in {hold.kind for hold in holds.of_text(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Panels should meet within ten working days and keep a minute of what they decide.",
        "As a school governor I find the timetable too short.",
        "Send the form to scr.team@example.gov.uk by Friday.",
    ],
)
def test_what_tells_of_nobody_is_left(text: str) -> None:
    assert holds.of_text(text) == []
