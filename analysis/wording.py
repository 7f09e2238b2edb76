"""Words for numbers: when a finding may say "some", "many" or "most".

Policy: readers meet words like *most* far more often than the table behind
them, and authors differ in what they mean. So the words go by one printed
scale, by exact fractions (never by the rounded percentage), and with fewer
than thirty people in the base no word is used at all: only the numbers. The
base is always named, as *of those who commented*; never "the public" or
"people", because those who answer a consultation choose to.
"""

from __future__ import annotations

from fractions import Fraction

FEWEST_FOR_WORDS = 30
"""Below this base only numbers are given."""

SCALE: tuple[tuple[Fraction, str], ...] = (
    (Fraction(5, 100), "a few"),
    (Fraction(20, 100), "some"),
    (Fraction(50, 100), "many"),
    (Fraction(80, 100), "most"),
)
"""Upper ends (excluded) of each word's share of the base; above: nearly all."""

SCALE_IN_WORDS = (
    "Under 30 answering: numbers only. Otherwise: a few, under 5%; some, 5% to "
    "under 20%; many, 20% to under 50%; most, 50% to under 80%; nearly all, 80% "
    "or more; all, every one. One respondent is always called one."
)
"""The scale as printed in every report."""

DUPLICATES_IN_WORDS = (
    "How duplicates are counted: every response counts as one, also where another sent the "
    "same words. Five or more responses that share forty words or more are a campaign. "
    "Positions are given with its members and without them, and what it argues is told once, "
    "however many sent it. Of each campaign three numbers are given: submissions, the responses "
    "in it; distinct texts, which differ in one character at least; and distinct arguments, the "
    "themes its members raise. People may take a response out of a campaign, or put one in."
)
"""The rule for duplicates, as printed wherever responses are counted. The numbers are those of
`campaigns.FEWEST_MEMBERS` and `FEWEST_WORDS`."""


def percent(count: int, base: int) -> int:
    """`count` as a share of `base` in whole per cent, halves rounded up.

    An empty base gives 0.
    """
    return (200 * count + base) // (2 * base) if base else 0


def quantifier(count: int, base: int) -> str:
    """The word the scale gives `count` of `base`; "" where only numbers may be used.

    Raises ValueError unless 0 <= count <= base.
    """
    if not 0 <= count <= base:
        raise ValueError(f"{count} of {base}: a count lies between 0 and its base")
    if base < FEWEST_FOR_WORDS or count < 2:
        return ""
    if count == base:
        return "all"
    share = Fraction(count, base)
    return next((word for end, word in SCALE if share < end), "nearly all")


def number(count: int) -> str:
    """A count in a sentence: none, one, or figures.

    >>> [number(0), number(1), number(12)]
    ['none', 'one', '12']
    """
    return {0: "none", 1: "one"}.get(count, f"{count:,}")


def share(count: int, base: int) -> str:
    """`count` of the `base` who commented, as the subject of a sentence, base always said.

    >>> share(40, 63)
    'most of those who commented (40 of 63, 63%)'
    >>> share(3, 12)
    '3 of the 12 who commented'
    """
    word = quantifier(count, base)
    if base == 1 and count:
        return "the one respondent who commented"
    if count == base and base:
        return f"all {base:,} who commented"
    if word:
        return f"{word} of those who commented ({count:,} of {base:,}, {percent(count, base)}%)"
    return f"{number(count)} of the {base:,} who commented"


def part(count: int, base: int) -> str:
    """`count` of a base the sentence has already named.

    >>> part(20, 63)
    'many (20, 32%)'
    >>> part(3, 12)
    '3'
    """
    word = quantifier(count, base)
    if count == base or not word:
        return "all" if count == base and count > 1 else number(count)
    return f"{word} ({count:,}, {percent(count, base)}%)"
