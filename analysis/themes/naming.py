"""Names for themes: a few of the respondents' own words that tell one theme from the next.

A name is a phrase of up to four words that members wrote, chosen for holding
the words that most members share and few others use (the class-based TF-IDF
of Grootendorst 2022, arXiv 2203.05794, taken over phrases). Where that is
a single word, or speaks for under half the members, a second is added. Rejected: lists of single
words, which officials called catch-alls.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count

import numpy as np
import numpy.typing as npt

from analysis.themes import features, phrases
from analysis.themes.phrases import Key, Reading

ENOUGH = 0.5
"""Share of members whose words one phrase must touch to stand alone."""

LEAST = 0.04
"""Share of members (and at least two) that must have written a phrase for it to name them."""

SECOND = 0.3
"""The least worth, beside the first, of a phrase added to it."""

ONE_WORD = 0.45
"""How much a single word counts beside a phrase that tells as much."""

COMMON = 0.3
"""A word in more than this share of all the passages is their subject, and tells no theme apart."""

UNNAMED = "Unnamed theme"

USED = 0.4
"""How much a phrase counts for each word of it that another name, or the clause, has used."""


def names(
    texts: Sequence[str],
    groups: npt.NDArray[np.int64],
    weights: Sequence[int],
    wording: str = "",
) -> dict[int, str]:
    """A name for each group of `texts` (-1 is none), no two alike, the largest group first.

    `weights` says for how many passages each text stands. The largest group
    chooses first, and words of the clause's own `wording` are the last resort.
    """
    readings = phrases.read(texts)
    everywhere = Counter(stem for reading in readings for stem in reading.stems)
    members: dict[int, list[Reading]] = {}
    sizes = Counter[int]()
    for reading, group, weight in zip(readings, groups.tolist(), weights, strict=True):
        if group >= 0:
            members.setdefault(group, []).append(reading)
            sizes[group] += weight
    chosen: dict[int, str] = {}
    taken = set(features.stems(wording))
    taken |= {stem for stem, held in everywhere.items() if held > COMMON * len(readings)}
    for group in sorted(sizes, key=lambda each: (-sizes[each], each)):
        name, used = _name(members[group], everywhere, taken, set(chosen.values()))
        taken |= used
        chosen[group] = name
    return chosen


def _name(
    members: Sequence[Reading], everywhere: Mapping[str, int], taken: set[str], others: set[str]
) -> tuple[str, set[str]]:
    """The best phrase, or two, for `members` that is not among `others`, and the stems used."""
    telling = _telling(members, everywhere)
    shared = _shared(members)
    worth = {key: _worth(key, shared[key] / len(members), telling, taken) for key in shared}
    ranked = sorted(worth, key=lambda key: (-worth[key], key))
    for first in ranked:
        keys = [first, *_second(first, ranked, worth, members)]
        name = " and ".join(_surface(key, members) for key in keys)
        name = name[:1].upper() + name[1:]
        if name not in others:
            return name, {stem for key in keys for stem in key}
    number = next(n for n in count(1) if f"{UNNAMED} {n}" not in others)
    return f"{UNNAMED} {number}", set()


def _second(
    first: Key, ranked: Sequence[Key], worth: Mapping[Key, float], members: Sequence[Reading]
) -> list[Key]:
    """A phrase to add where the first is one word or touches too few, if one is worth it."""
    touched = sum(bool(reading.stems & set(first)) for reading in members)
    if len(first) > 1 and touched >= ENOUGH * len(members):
        return []
    apart = [key for key in ranked if not set(key) & set(first)][:1]
    return [key for key in apart if worth[key] >= SECOND * worth[first]]


def _telling(members: Sequence[Reading], everywhere: Mapping[str, int]) -> dict[str, float]:
    """For each stem, its share of the members times the members' share of all who use it."""
    inside = Counter(stem for reading in members for stem in reading.stems)
    return {
        stem: held / len(members) * held / (everywhere[stem] + 1) for stem, held in inside.items()
    }


def _shared(members: Sequence[Reading]) -> dict[Key, int]:
    """The phrases enough of the members wrote, in any inflection, and how many did."""
    found = Counter(key for reading in members for key in reading.phrases)
    least = max(2, LEAST * len(members))
    kept = {key: wrote for key, wrote in found.items() if wrote >= least}
    return kept or dict(found)


def _worth(key: Key, share: float, telling: Mapping[str, float], taken: set[str]) -> float:
    """How well a phrase names the members: telling words, written together, not used yet."""
    stems = set(key)
    told = sum(telling.get(stem, 0.0) for stem in stems) / len(stems) ** 0.5
    fresh = USED ** len(stems & taken)
    several = 1.0 if len(stems) > 1 else ONE_WORD
    return float(round(told * share**0.2 * fresh * several, 9))


def _surface(key: Key, members: Sequence[Reading]) -> str:
    """The form of a phrase most members wrote."""
    forms = Counter(reading.phrases[key] for reading in members if key in reading.phrases)
    return min(forms, key=lambda form: (-forms[form], len(form), form))
