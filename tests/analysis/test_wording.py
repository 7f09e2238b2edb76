"""The words for numbers go by exact fractions."""

import pytest

from analysis import wording


@pytest.mark.parametrize(
    ("count", "base", "word"),
    [
        (499, 10_000, "a few"),
        (500, 10_000, "some"),
        (1999, 10_000, "some"),
        (2000, 10_000, "many"),
        (4999, 10_000, "many"),  # 50% when rounded, and still not most
        (5000, 10_000, "most"),
        (7999, 10_000, "most"),
        (8000, 10_000, "nearly all"),
        (10_000, 10_000, "all"),
        (1, 40, ""),
        (29, 29, ""),
        (20, 29, ""),
        (15, 30, "most"),
    ],
)
def test_scale(count: int, base: int, word: str) -> None:
    assert wording.quantifier(count, base) == word


def test_a_count_beyond_its_base_is_refused() -> None:
    with pytest.raises(ValueError, match="31 of 30"):
        wording.quantifier(31, 30)


@pytest.mark.parametrize(
    ("count", "base", "whole"), [(1, 200, 1), (1, 201, 0), (3, 200, 2), (1, 3, 33), (0, 0, 0)]
)
def test_halves_are_rounded_up(count: int, base: int, whole: int) -> None:
    assert wording.percent(count, base) == whole


@pytest.mark.parametrize(
    ("count", "base", "phrase"),
    [
        (40, 63, "most of those who commented (40 of 63, 63%)"),
        (3, 12, "3 of the 12 who commented"),
        (1, 12, "one of the 12 who commented"),
        (1, 50, "one of the 50 who commented"),
        (12, 12, "all 12 who commented"),
        (50, 50, "all 50 who commented"),
        (0, 50, "none of the 50 who commented"),
        (1, 1, "the one respondent who commented"),
    ],
)
def test_the_base_is_always_said(count: int, base: int, phrase: str) -> None:
    assert wording.share(count, base) == phrase
