"""Themes: groups that make sense, names that tell them apart, nothing lost, nothing random."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis import columns, themes
from analysis.errors import InputError
from analysis.themes import naming, reasons, scope

MONEY = [
    f"{start} training costs {end}."
    for start in ("The budget cannot meet the", "Small boards will not afford these",
                  "Nobody has counted the", "Our council has no money for")
    for end in ("this year", "without a grant", "in rural areas", "on top of other bills")
]  # fmt: skip
TIME = [
    f"{start} one month deadline {end}."
    for start in ("Nobody can decide within the", "We need longer than the",
                  "Records never arrive before the", "Courts sit later than the")
    for end in ("in most cases", "over the summer", "when schools are closed", "if police object")
]  # fmt: skip
FAMILY = [
    f"{start} parents and siblings {end}."
    for start in ("The review must hear from", "Nobody wrote to the", "Reports should be shown to",
                  "Panels forget the grieving")
    for end in ("before it ends", "at the start", "in plain words", "before the press reads it")
]  # fmt: skip
BARE = ["I agree.", "Nothing to add.", "No comment", "n/a", "Yes, I strongly support this."]


def passages(*texts: str, clause: str = "") -> pd.DataFrame:
    return pd.DataFrame({"text": texts, "clause": clause})


@pytest.fixture(scope="module")
def found() -> tuple[pd.DataFrame, themes.Themes]:
    said = passages(*MONEY, *TIME, *FAMILY, *BARE, clause="8.14")
    return said, themes.find(said)


def main_of(assignments: pd.DataFrame) -> pd.Series:
    return assignments.groupby(level=0)["theme"].first()


def test_arguments_are_kept_apart_and_every_passage_has_a_theme(found) -> None:
    said, result = found
    main = main_of(result.assignments)
    assert main.index.tolist() == said.index.tolist()
    kinds = [set(main[:16]), set(main[16:32]), set(main[32:48])]
    assert not (kinds[0] & kinds[1] or kinds[0] & kinds[2] or kinds[1] & kinds[2])


def test_bare_answers_give_no_reason(found) -> None:
    _, result = found
    assert set(main_of(result.assignments)[48:]) == {columns.NO_REASON}


def test_names_are_short_unlike_and_in_the_respondents_words(found) -> None:
    said, result = found
    named = result.themes[~result.themes["theme"].isin(columns.LEFT_OVER)]
    assert named["name"].is_unique
    written = " ".join(said["text"]).lower()
    for name in named["name"]:
        assert len(name.split()) <= 9
        assert all(phrase.lower() in written for phrase in name.split(" and "))


def test_the_representative_is_of_its_theme_and_held_ones_never_are(found) -> None:
    said, result = found
    for row in result.themes.itertuples():
        if row.theme not in columns.LEFT_OVER:
            assert row.theme in set(result.assignments.loc[[row.representative], "theme"])
    first = result.themes.iloc[0]["representative"]
    held = said.assign(hold=["possible disclosure" if i == first else "" for i in said.index])
    assert first not in set(themes.find(held).themes["representative"])


def test_the_representative_has_the_words_of_the_name(found) -> None:
    said, result = found
    for row in result.themes.itertuples():
        if row.theme not in columns.LEFT_OVER:
            assert naming.held(row.name, said.loc[row.representative, "text"]) >= 2


def test_a_wide_group_that_nothing_names_is_parted() -> None:
    """Forty write of trains and of nothing that many share: two things some of them share are
    themes, and the rest is not counted under either."""
    alone = """halt whistle rattle turn sleep creak crawl shine steam groan wander stop fly jump
               sing dance burn roll sway hum""".split()
    said = [f"The trains {verb} somewhere." for verb in alone]
    said += [
        f"The trains need dining cars {when}."
        for when in (
            "daily",
            "in June",
            "by night",
            "at noon",
            "on Sundays",
            "in Brill",
            "in Frome",
            "again",
        )
    ]
    said += [
        f"The trains want quiet coaches {when}."
        for when in (
            "daily",
            "in June",
            "by night",
            "at noon",
            "on Sundays",
            "in Brill",
            "in Frome",
            "again",
        )
    ]
    groups = np.zeros(len(said), np.int64)
    parted = scope._parted(said, groups, [], 0)
    assert len({*parted[20:28]} - {-1}) == 1
    assert len({*parted[28:]} - {-1}) == 1
    assert not {*parted[20:28]} & {*parted[28:]}
    assert (scope._parted(said, groups, [0], 0) == 0).all()


def test_what_is_in_no_named_theme_joins_one_it_is_near_to() -> None:
    near = np.array([[0.9, 0.1], [0.3, 0.8], [0.6, 0.7], [0.1, 0.2]])
    also = np.array([[False, True], [False, False], [False, False], [False, False]])
    found = scope.Grouped(np.array([0, 1, 1, -1]), also, near, np.array([1.0, 1.0]))
    kept = found.only([0])
    assert kept.main.tolist() == [0, -1, 0, -1]
    assert not kept.also.any()


def test_counts_are_those_of_the_assignments(found) -> None:
    _, result = found
    tally = result.assignments["theme"].value_counts()
    assert (
        dict(zip(result.themes["theme"], result.themes["passages"], strict=True)) == tally.to_dict()
    )


def test_order_of_rows_changes_nothing(found) -> None:
    said, result = found
    again = themes.find(said.sample(frac=1, random_state=4))
    for index in said.index:
        assert (
            again.assignments.loc[[index], "theme"].tolist()
            == result.assignments.loc[[index], "theme"].tolist()
        )
    pd.testing.assert_frame_equal(result.themes, again.themes)


def test_new_arrivals_move_few_passages(found) -> None:
    said, result = found
    fewer = themes.find(said.drop(index=[3, 20, 37, 49]))
    before, after = main_of(result.assignments), main_of(fewer.assignments)
    assert adjusted_rand_score(before.loc[after.index], after) > 0.8


def test_clauses_have_their_own_themes() -> None:
    said = pd.concat(
        [passages(*MONEY, *FAMILY, clause="8.1"), passages(*TIME, *MONEY, clause="8.2")],
        ignore_index=True,
    )
    listed = themes.find(said).themes
    assert {"8.1", "8.2"} <= set(listed["clause"])
    assert listed["theme"].is_unique


def test_a_few_passages_are_other_and_none_are_nothing() -> None:
    few = themes.find(passages("The panel needs a lawyer.", "Print it in Welsh."))
    assert few.assignments["theme"].tolist() == [columns.OTHER, columns.OTHER]
    assert themes.find(passages()).themes.empty
    with pytest.raises(InputError, match="text"):
        themes.find(pd.DataFrame({"words": ["x"]}))


@pytest.mark.parametrize("text", ["", "?!", "Nothing at all", "None.", "Dear Sir or Madam", "Yes"])
def test_no_reason(text: str) -> None:
    assert reasons.gives_none(text)


@pytest.mark.parametrize("text", ["I agree because children die.", "Staff were rude", "Too costly"])
def test_a_reason(text: str) -> None:
    assert not reasons.gives_none(text)


def test_names_are_phrases_and_none_repeats_another() -> None:
    names = themes.find(pd.DataFrame({"text": [*MONEY, *TIME, *FAMILY]})).themes["name"]
    named = [name for name in names if name not in ("other", "no reason given")]
    assert all(2 <= len(name.split()) <= 4 for name in named)
    assert len({frozenset(name.lower().split()) for name in named}) == len(named) > 1


def test_short_comments_on_one_thing_are_one_theme_whatever_their_words() -> None:
    food = [
        "Cold meals.",
        "Awful sandwiches.",
        "Better lunches.",
        "Small portions.",
        "Stale snacks.",
    ]
    parking = [
        "Nowhere for cars.",
        "The bus never comes.",
        "Parking!",
        "No taxi rank.",
        "Poor signs.",
    ]
    asked = ["Rude clerk.", "An abrupt manner.", "Smile more.", "Be courteous.", "Unfriendly."]
    main = scope.main_themes([*food, *parking, *asked], 0)
    assert len(set(main[:5])) == len(set(main[5:10])) == len(set(main[10:])) == 1
    assert len(set(main)) == 3
