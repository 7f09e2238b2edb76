"""How large a sample is, how it is drawn, and when figures on it may be believed."""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping, Sequence
from typing import Any

#: Of what was said on one clause or to one question: a tenth, and fifty where there are as many.
SHARE = 0.1
LEAST = 50


def size(population: int) -> int:
    """How many items are drawn from ``population``.

    Policy: a tenth is what is commonly coded twice; fewer than fifty give figures too wide to
    say anything.
    """
    return min(population, max(LEAST, math.ceil(population * SHARE)))


def drawn(population: Collection[str], seed: int) -> list[str]:
    """Which of ``population`` (references) are in the sample, in the order they are coded.

    The same seed draws the same again, in whatever order the population is given.
    """
    ordered = sorted(population)
    return random.Random(seed).sample(ordered, size(len(ordered)))


def not_blind(openings: Collection[str], read: bool, decided: bool) -> str:
    """Why a coder cannot judge an item blind any more; "" if they can.

    Policy: agreement measures something only where nobody could follow an answer. Whoever was
    shown what the machine or the other coder said of a response, or read or coded it in the
    reader, may follow; that they say they did not is no proof.
    """
    if decided:
        return "coded before"
    if read:
        return "read before"
    return next(iter(sorted(openings)), "")


def comparable(first: Sequence[str], second: Sequence[str]) -> list[int]:
    """The items of which both give a position: a closed answer leaves nothing to read."""
    return [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a and b]


def settled(
    judgements: Sequence[tuple[str, frozenset[int]]], adjudicated: tuple[str, frozenset[int]] | None
) -> tuple[str, frozenset[int]] | None:
    """What holds of an item: what was adjudicated, else what both coders said; None for neither."""
    if adjudicated is not None:
        return adjudicated
    if len(judgements) == 2 and judgements[0] == judgements[1]:
        return judgements[0]
    return None


def headline(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Of the figures of a frozen sample, those that stand beside a machine-made number.

    Each with the human baseline: people do not agree with one another either, and no figure says
    anything of a machine without how well people do on the same items.
    """
    pairs = figures["pairs"]
    people, machine = pairs["people"], [pairs["machine_first"], pairs["machine_second"]]
    return {
        "items": figures["items"],
        "kappa_people": people["positions"]["kappa"],
        "kappa_machine": _mean([one["positions"]["kappa"] for one in machine]),
        "f1_people": _f1(people),
        "f1_machine": _mean([_f1(one) for one in machine]),
    }


def _f1(pair: Mapping[str, Any]) -> float | None:
    every = pair["themes"]["all"]
    return every["f1"] if every else None


def _mean(values: Sequence[float | None]) -> float | None:
    told = [value for value in values if value is not None]
    return round(sum(told) / len(told), 4) if len(told) == len(values) else None
