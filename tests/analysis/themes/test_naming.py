"""Names of themes: whole things that members wrote, never the middle of a sentence."""

import numpy as np
import pandas as pd

from analysis import themes
from analysis.themes import naming, phrases


def things(*texts: str) -> set[str]:
    return {name for reading in phrases.read(texts) for name in reading.things.values()}


def deeds(*texts: str) -> set[str]:
    return {name for reading in phrases.read(texts) for name in reading.deeds.values()}


def test_a_name_is_a_whole_thing_of_a_sentence() -> None:
    texts = [
        "In particular noticed the change in the service.",
        "They told us of the action plan.",
        "It was finished in four months.",
        "Give the family contact details.",
        "The depth of learning is what counts: our learning, their learning.",
    ]
    found = things(*texts)
    assert {"action plan", "four months", "family contact details", "depth of learning"} <= found
    assert not {"particular noticed the change", "finished in four months", "action"} & found


def test_what_somebody_does_is_no_thing() -> None:
    texts = [
        "She survived, teach her.",
        "Secrecy protects agencies.",
        "Nobody may wait for proof.",
        "The child lives in another town and the child dies there.",
        "One month assumes too much.",
        "The chair changes posts.",
        "The board reviewed four.",
    ]
    assert things(*texts) == set()


def test_a_deed_has_its_object_and_is_not_its_contrary() -> None:
    texts = [
        "We want to meet the doctors at once.",
        "You must tell the family.",
        "We cannot meet the costs.",
        "Never publish the report.",
    ]
    assert deeds(*texts) == {"meet the doctors", "tell the family"}
    assert "lengthening the limit" in things("We are against lengthening the limit.")


def test_a_name_is_cut_from_no_longer_one() -> None:
    texts = [
        "The costs in rural areas rise.",
        "They should hear from young people first.",
        "The terms of reference help.",
        "Two months for a family are long.",
        "Take evidence on brothers and sisters.",
        "The Data Protection Act applies.",
        "We object to keeping reports confidential.",
        "In place of files they sent notes.",
    ]
    found = things(*texts)
    assert {"brothers and sisters", "Data Protection Act"} <= found
    assert not {
        "costs in rural", "hear from young", "months for a family", "evidence on brothers",
        "Protection Act", "keeping reports", "place of files",
    } & found  # fmt: skip


def test_an_adjective_ends_no_name_and_a_word_mostly_done_ends_one_that_describes_it() -> None:
    texts = ["We travel to work.", "They travel far.", "I travel.", "Cheap air travel ends."]
    texts += [
        "She is allergic.",
        "An allergic reaction came.",
        "The list is short and clear to all.",
    ]
    assert things(*texts) == {"air travel", "Cheap air travel", "allergic reaction"}


def test_a_phrase_that_one_member_wrote_names_no_group() -> None:
    texts = [
        "A round robin arrived on Sunday.",
        "The kettle broke while a neighbour sang.",
        "Our train was held near Crewe.",
        "Her garden grows without water.",
    ]
    assert naming.names(texts, np.zeros(4, np.int64), [1] * 4) == {}


PLANS = [
    "The action plan is short.",
    "Print the action plan in June.",
    "An action plan helps no child by itself.",
    "A garden grows without water.",
]
ONE_GROUP = np.array([0, 0, 0, -1])


def test_a_phrase_that_members_share_names_their_group() -> None:
    assert naming.names(PLANS, ONE_GROUP, [1] * 4) == {0: "Action plan"}


def test_no_name_repeats_one_beside_it_in_other_forms_or_order() -> None:
    assert naming.names(PLANS, ONE_GROUP, [1] * 4, beside=["Planned actions"]) == {}


def test_no_name_shares_two_words_with_one_beside_it() -> None:
    said = [f"The ferry crew rota is {each}." for each in ("late", "short", "fair")]
    group = np.zeros(3, np.int64)
    assert naming.names(said, group, [1] * 3, beside=["Ferry timetable"]) == {0: "Ferry crew rota"}
    assert naming.names(said, group, [1] * 3, beside=["Ferry crew pay"]) == {}


def test_a_name_ends_as_no_other_does_where_there_is_a_choice() -> None:
    said = [f"The harbour master knows {each}." for each in ("boats", "tides", "ropes", "knots")]
    said += [f"The station master and the station clock are {each}."
             for each in ("slow", "late", "old")]  # fmt: skip
    names = naming.names(said, np.array([0] * 4 + [1] * 3), [1] * 7)
    assert names == {0: "Harbour master", 1: "Station clock"}


def test_a_wide_group_is_not_named_for_what_few_of_it_say() -> None:
    said = [f"Trains {verb} at {place}." for verb in ("halt", "whistle", "turn", "wait", "rattle")
            for place in ("Ashby", "Brill", "Cowden", "Denham", "Esher", "Frome")]  # fmt: skip
    said += ["The trains need a dining car.", "A dining car on trains pays.", "Give a dining car."]
    group = np.zeros(len(said), np.int64)
    assert naming.names(said, group, [1] * len(said)) == {}
    assert naming.names(said[-3:], group[-3:], [1] * 3) == {0: "Dining car"}


def test_a_part_is_named_by_what_several_wrote() -> None:
    said = ["Short ferry queues.", "Queues at the ferry.", "The ferry has queues.", "Ferry gone."]
    group = np.zeros(4, np.int64)
    assert naming.names(said, group, [1] * 4) == {0: "Ferry queues"}
    assert naming.names(said, group, [1] * 4, parts=[0]) == {}


def test_a_part_ends_as_no_other_name_does() -> None:
    said = [f"The {kind} dues are {each}." for kind in ("harbour", "mooring")
            for each in ("high", "low", "fair", "old")]  # fmt: skip
    said += [f"Nobody counted swan {number}." for number in range(20)]
    groups = np.array([0] * 4 + [1] * 4 + [-1] * 20)
    assert len(naming.names(said, groups, [1] * 28)) == 2
    assert naming.names(said, groups, [1] * 28, parts=[1]) == {0: "Harbour dues"}


def test_a_person_is_no_theme() -> None:
    assert things("Orla Quenby", "Orla Quenby", "We met Orla Quenby.") == {"Orla Quenby"}
    assert things("Orla Quenby", "Tobias Wray") == set()


def test_words_that_are_held_lend_no_name() -> None:
    assert naming.names(PLANS, ONE_GROUP, [1] * 4, silent=PLANS[:3]) == {}


def test_a_name_that_repeats_the_heading_is_the_last_resort() -> None:
    texts = [f"{plan[:-1]} for the school nurse." for plan in PLANS]
    assert naming.names(texts, ONE_GROUP, [1] * 4)[0] == "Action plan"
    assert naming.names(texts, ONE_GROUP, [1] * 4, heading="The action plan")[0] == "School nurse"
    assert naming.names(PLANS, ONE_GROUP, [1] * 4, heading="The action plan")[0] == "Action plan"


def test_themes_shown_in_one_list_have_names_of_their_own() -> None:
    said = [f"{plan[:-1]} {when}." for plan in PLANS[:3] for when in ("now", "here", "at once")]
    frame = pd.DataFrame({"text": said * 2, "question": ["q1"] * 9 + ["q2"] * 9})
    names = themes.find(frame).themes["name"].tolist()
    assert len(set(names)) == len(names)
