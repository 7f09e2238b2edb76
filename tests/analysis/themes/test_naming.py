"""Names of themes: whole things or deeds that members share, never the middle of a sentence."""

import numpy as np

from analysis.themes import naming, phrases


def test_no_name_is_cut_from_the_middle_of_a_sentence() -> None:
    texts = [
        "In particular noticed the change in the service.",
        "They told us of the action plan.",
        "We want to meet the doctors at once.",
        "It was finished in four months.",
    ]
    found = {name for reading in phrases.read(texts) for name in reading.phrases.values()}
    assert {"action plan", "meet the doctors", "four months"} <= found
    assert not {"particular noticed the change", "finished in four months"} & found


def test_no_name_says_the_contrary_of_the_words_it_is_cut_from() -> None:
    texts = ["We cannot meet the costs.", "Never publish the report.", "You must tell the family."]
    found = {name for reading in phrases.read(texts) for name in reading.phrases.values()}
    assert "tell the family" in found
    assert not {"meet the costs", "publish the report"} & found


def test_what_describes_a_thing_of_any_kind_ends_no_name() -> None:
    texts = ["The costs in rural areas rise.", "They should hear from young people first."]
    found = {name for reading in phrases.read(texts) for name in reading.phrases.values()}
    assert not {"costs in rural", "hear from young"} & found


def test_a_phrase_that_one_member_wrote_names_no_group() -> None:
    texts = [
        "A round robin arrived on Sunday.",
        "The kettle broke while a neighbour sang.",
        "Our train was held near Crewe.",
        "Her garden grows without water.",
    ]
    assert naming.names(texts, np.zeros(4, np.int64), [1] * 4) == {}


def test_a_phrase_that_members_share_names_their_group() -> None:
    texts = [
        "The action plan is short.",
        "Print the action plan in June.",
        "An action plan helps no child by itself.",
        "A garden grows without water.",
    ]
    groups = np.array([0, 0, 0, -1])
    assert naming.names(texts, groups, [1] * 4) == {0: "Action plan"}


def test_a_family_is_a_thing_and_no_adverb() -> None:
    first = phrases.read(["Give the family contact details."])[0]
    assert "family contact details" in first.phrases.values()
