"""Where those who commented stand, in a sentence; how much is new; how dark a cell of the map is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from consultation.dataset.rules import FEWEST_FOR_WORDS, number, part, share

#: Positions, by the field's name, that take a side; what else there is takes none.
SIDES = {
    "for": ("support", "support_with_changes"),
    "against": ("oppose",),
    "neither": ("not_sure", "unclear"),
}
VERBS = {
    "for": ("supports", "support"),
    "against": ("opposes", "oppose"),
    "neither": ("takes no clear position on", "take no clear position on"),
}

#: Mean strength of the words (VADER's, 0 to 1) from which they are called strong.
STRONG = 0.5

WEEK = timedelta(days=7)
#: The last week is a surge when it brought at least so many, and so many times an average week.
SURGE, SURGE_TIMES = 10, 2

#: Steps of the heat map: darker for every further fifth.
STEPS = 5


class Tally(NamedTuple):
    """How many of those who commented take each side, and how many support with changes only."""

    sides: dict[str, int]
    with_changes: int

    @property
    def base(self) -> int:
        """How many commented."""
        return sum(self.sides.values())


def tally(counts: Mapping[str, int]) -> Tally:
    """Sides from counts of positions by the field's name."""
    sides = {side: sum(counts.get(name, 0) for name in of_it) for side, of_it in SIDES.items()}
    return Tally(sides, counts.get("support_with_changes", 0))


def stands(counts: Mapping[str, int], whom: str = "clause") -> str:
    """Where those who commented stand, commonest first, as one sentence; "" if nobody did.

    Policy: words for shares go by one printed scale and never below thirty; the base is said; and
    those who commented are never called the public, because they chose to comment.

    >>> stands({"support": 50, "support_with_changes": 11, "oppose": 30, "unclear": 7})
    'Most of those who commented (61 of 98, 62%) support the clause, 11 of them only with changes; \
many (30, 31%) oppose it; and some (7, 7%) take no clear position on it.'
    >>> stands({"oppose": 2, "support": 1})
    'Of the 3 who commented, 2 oppose the clause; and one supports it.'
    """
    found = tally(counts)
    taken = [side for side in found.sides if found.sides[side]]
    ordered = sorted(taken, key=lambda side: (-found.sides[side], list(SIDES).index(side)))
    told = [
        f"{_subject(found.sides[side], found.base, place)} {VERBS[side][found.sides[side] > 1]} "
        f"{'it' if place else f'the {whom}'}{_changes(found) if side == 'for' else ''}"
        for place, side in enumerate(ordered)
    ]
    if len(told) > 1:
        told[-1] = f"and {told[-1]}"
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _subject(count: int, base: int, place: int) -> str:
    if place:
        return part(count, base)
    if count < base < FEWEST_FOR_WORDS:
        return f"of the {base} who commented, {number(count)}"
    return share(count, base)


def _changes(found: Tally) -> str:
    if not found.with_changes:
        return ""
    return f", {number(found.with_changes)} of them only with changes"


def leaning(counts: Mapping[str, int]) -> str:
    """Which side leads, in a word or two, for a cell: "" if nobody takes a side.

    Policy: a side leads when it has at least three for every two of the other; otherwise opinion
    is divided, and the cell says so instead of naming a winner by a hair.
    """
    sides = tally(counts).sides
    supporting, opposing = sides["for"], sides["against"]
    if not supporting + opposing:
        return ""
    if 2 * supporting >= 3 * opposing:
        return "Support leads"
    return "Opposition leads" if 2 * opposing >= 3 * supporting else "Divided"


def step(percent: int) -> int:
    """How dark a cell is: 0 for nothing, else 1 to 5 by fifths of a hundred.

    >>> [step(percent) for percent in (0, 1, 20, 21, 100)]
    [0, 1, 1, 2, 5]
    """
    return min(STEPS, -(-percent * STEPS // 100))


def week_start(seen: datetime, closes: datetime, zone: ZoneInfo) -> datetime:
    """Midnight before the last seven days that findings made at ``seen`` tell of.

    Policy: "since last week" is of whole days of local time, today among them; once closed, the
    last week is the last one before the closing instant, however much later it is read.
    """
    last = min(seen, closes - timedelta(microseconds=1)).astimezone(zone)
    midnight = last.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=6)


class Week(NamedTuple):
    """Arrivals of seven days, by position."""

    begins: datetime
    counts: dict[str, int]

    @property
    def number(self) -> int:
        """How many commented in it."""
        return sum(self.counts.values())


def weeks(
    arrivals: Iterable[tuple[datetime, str, int]], last: datetime, first: datetime
) -> list[Week]:
    """Arrivals (when, position's field, how many) in weeks that end with that begun at ``last``.

    Those before the week of ``first`` (the opening) are put into the first week.
    """
    number = max(0, -((first - last) // WEEK)) + 1
    counts: list[dict[str, int]] = [{} for _ in range(number)]
    for when, position, many in arrivals:
        place = max(0, min(number - 1, number - 1 + (when - last) // WEEK))
        counts[place][position] = counts[place].get(position, 0) + many
    begins = (last - WEEK * (number - 1 - place) for place in range(number))
    return [Week(start, found) for start, found in zip(begins, counts, strict=True)]


def is_surge(found: list[Week]) -> bool:
    """Whether the last week brought far more than an average week before it.

    Policy: a late surge is often an organised one, or news; officials look at who came. Weeks in
    which few commented double by chance, so a surge has at least ten.
    """
    *before, last = [week.number for week in found]
    if not before or last < SURGE:
        return False
    return last * len(before) >= SURGE_TIMES * sum(before)
