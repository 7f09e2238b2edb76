"""The bank is large enough that composed responses seldom repeat themselves."""

import pytest

from consultation.responses.examples.reading import read_set

CLAUSES = read_set("chapter_eight").clauses


def sentences(entry):
    """Every sentence of one clause, whatever its position and theme."""
    return [
        sentence
        for position in entry["lean"]
        for theme in entry[position].values()
        for sentence in theme
    ]


def test_it_covers_every_clause():
    assert set(CLAUSES) == {f"8.{number}" for number in range(1, 45)}


def test_it_holds_at_least_250_sentences_no_two_alike():
    said = [sentence for entry in CLAUSES.values() for sentence in sentences(entry)]
    assert len(said) >= 250
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_much_discussed_has_more(clause):
    least = 6 if CLAUSES[clause]["heat"] >= 4 else 3
    assert len(sentences(CLAUSES[clause])) >= least


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_position_that_can_be_drawn_has_words_anyone_could_say(clause):
    for position in CLAUSES[clause]["lean"]:
        themes = CLAUSES[clause][position]
        assert set(themes) - {"practice"}, position
        assert all(themes.values()), position
