"""Nobody's words are overwritten unseen, whatever two pages of one form do."""

from hypothesis import given
from hypothesis import strategies as st

from consultation.responses.rules.merging import named, names_in, settle

FIELDS = ("one", "two")
VALUES = st.fixed_dictionaries({field: st.sampled_from(["", "a", "b", "c"]) for field in FIELDS})


@given(opened=VALUES, saved=VALUES, mine=VALUES)
def test_what_is_lost_was_seen(
    opened: dict[str, str], saved: dict[str, str], mine: dict[str, str]
) -> None:
    settled = settle(mine, saved, names_in(named(opened)))
    for field in FIELDS:
        if field in settled.conflicts or not saved[field]:
            continue
        kept = settled.values[field] == saved[field]
        # What was stored goes only where this page had shown it.
        assert kept or opened[field] == saved[field]


@given(opened=VALUES, saved=VALUES, mine=VALUES)
def test_words_sent_are_taken_or_asked_about_never_dropped(
    opened: dict[str, str], saved: dict[str, str], mine: dict[str, str]
) -> None:
    settled = settle(mine, saved, names_in(named(opened)))
    for field in FIELDS:
        typed_here = mine[field] and mine[field] != opened[field]
        if typed_here and field not in settled.conflicts:
            assert settled.values[field] == mine[field]


def test_a_deletion_elsewhere_deletes_no_words_sent_here() -> None:
    settled = settle({"one": "a"}, {"one": ""}, names_in(named({"one": "a"})))
    assert settled.values == {"one": "a"} and not settled.conflicts


def test_an_answer_left_empty_here_leaves_the_one_given_elsewhere() -> None:
    settled = settle({"one": "", "two": "b"}, {"one": "a", "two": ""}, {})
    assert settled.values == {"one": "a", "two": "b"}
    assert settled.kept == ("one",) and not settled.conflicts


def test_line_endings_are_no_change() -> None:
    seen = names_in(named({"one": "a\r\nb"}))
    assert not settle({"one": "c"}, {"one": "a\nb"}, seen).conflicts


def test_nonsense_in_the_place_of_names_has_seen_nothing() -> None:
    assert settle({"one": "a"}, {"one": "b"}, names_in("x :y z: ::")).conflicts == ("one",)
