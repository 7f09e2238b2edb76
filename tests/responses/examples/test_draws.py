"""Draws keep the shares asked for, spread the wear, and speak in the respondent's voice."""

from collections import Counter
from random import Random

from consultation.responses.examples.draws import People, Sentences, address, deck


def test_a_deck_keeps_the_shares():
    dealt = deck(Random("a"), {"online": 50, "email": 40, "letter": 10}, 20)
    assert Counter(dealt) == {"online": 10, "email": 8, "letter": 2}


def test_a_deck_rounds_by_largest_remainder():
    assert Counter(deck(Random("a"), {"a": 2, "b": 1}, 10)) == {"a": 7, "b": 3}


def test_no_sentence_is_used_twice_before_all_are_used_once():
    sentences = Sentences(Random("a"))
    bank = ["One.", "Two.", "Three."]
    assert {sentences.draw(bank, "individual") for _ in bank} == set(bank)


def test_a_sentence_takes_the_voice_of_its_respondent():
    sentences = Sentences(Random("a"))
    bank = ["{We} {am} glad that {our} (views|views) reached {us} (at last)."]
    assert sentences.draw(bank, "individual") == "I am glad that my views reached me (at last)."
    assert (
        sentences.draw(bank, "organisation") == "We are glad that our views reached us (at last)."
    )


def test_several_sentences_come_from_different_themes():
    sentences = Sentences(Random("a"))
    said = sentences.several({"cost": ["Dear.", "Costly."], "time": ["Slow."]}, 3, "individual")
    assert len(said) == 2
    assert "Slow." in said


def test_no_name_is_given_twice():
    people = People(Random("a"), {"given": ["Ines", "Alun"], "family": ["Mardale"]})
    assert {people.name(), people.name()} == {"Ines Mardale", "Alun Mardale"}


def test_an_address_is_at_an_example_domain():
    assert address(Random("a"), "Keir Varley-Moss").startswith("keir.varley.moss@example.")
