"""Names for themes: a few of the respondents' own words that tell one theme from the next.

A name is a phrase of two to four words that members wrote, a thing or a deed and
its object, chosen for holding the words that most members share and few others
use (the class-based TF-IDF of Grootendorst 2022, arXiv 2203.05794, taken over
phrases). Rejected: single words and lists of them, which officials called
catch-alls, and two phrases joined, which read as one argument and are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from analysis.themes import features, phrases
from analysis.themes.phrases import Key, Reading

LEAST = 0.04
"""Share of members (and at least two) that must have used all the words of a name, together or
apart: a phrase that one member happened to write says what that member argues, not the theme."""

ANCHOR = 1 / 3
"""Where no phrase is shared so, share of members that must have used one word of a name: the
other word, which one member wrote, then only says more of it."""

COMMON = 0.3
"""A word in more than this share of all the passages is their subject, and tells no theme apart."""

JOINED = 0.6
"""How much a phrase counts that only joins two things, beside one that says more of one thing."""

JOINING = frozenset({"and", "or"})

USED = 0.4
"""How much a phrase counts for each word of it that another name, or the clause, has used."""


def names(
    texts: Sequence[str],
    groups: npt.NDArray[np.int64],
    weights: Sequence[int],
    wording: str = "",
) -> dict[int, str]:
    """A name for each group of `texts` (-1 is none), no two alike, the largest group first; none
    for a group whose members share no phrase, or none that another name does not say.

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
    keys: list[Key] = []
    taken = set(features.stems(wording))
    taken |= {stem for stem, held in everywhere.items() if held > COMMON * len(readings)}
    for group in sorted(sizes, key=lambda each: (-sizes[each], each)):
        key, name = _name(members[group], everywhere, taken, keys)
        taken |= set(key)
        if name:
            chosen[group] = name
            keys.append(key)
    return chosen


def _name(
    members: Sequence[Reading],
    everywhere: Mapping[str, int],
    taken: set[str],
    others: Sequence[Key],
) -> tuple[Key, str]:
    """The best phrase for `members` unlike `others`, by its stems and as written; blank if
    there is none."""
    telling = _telling(members, everywhere)
    wrote = Counter(key for reading in members for key in reading.phrases if len(set(key)) > 1)
    inside = Counter(stem for reading in members for stem in reading.stems)
    shared = {key: sum(_uses(reading, key) for reading in members) for key in wrote}
    joined = set(wrote).difference(
        key for each in members for key, form in each.phrases.items() if not _joins(form)
    )
    least = max(2, LEAST * len(members))
    anchored = [
        key
        for key in wrote
        if len(key) == 2
        and wrote[key] >= LEAST * len(members) / 2
        and max(inside[stem] for stem in key) >= max(2, ANCHOR * len(members))
    ]
    for keys in ([key for key in wrote if shared[key] >= least], anchored):
        worth = {key: _worth(key, wrote[key], len(members), telling, taken) for key in keys}
        worth |= {key: worth[key] * JOINED for key in joined & worth.keys()}
        for key in sorted(worth, key=lambda key: (-worth[key], key)):
            if not any(_alike(key, other) for other in others):
                surface = _surface(key, members)
                return key, surface[:1].upper() + surface[1:]
    return (), ""


def _joins(form: str) -> bool:
    """Whether a phrase puts two things side by side: *airlines and airports*."""
    return not JOINING.isdisjoint(form.split())


def _uses(reading: Reading, key: Key) -> bool:
    """Whether a member wrote the phrase, or all its words apart."""
    return key in reading.phrases or reading.stems >= set(key)


def _alike(key: Key, other: Key) -> bool:
    """Whether one name says no more than the other."""
    return set(other) <= set(key) or set(key) <= set(other)


def _telling(members: Sequence[Reading], everywhere: Mapping[str, int]) -> dict[str, float]:
    """For each stem, its share of the members times the members' share of all who use it."""
    inside = Counter(stem for reading in members for stem in reading.stems)
    return {
        stem: held / len(members) * held / (everywhere[stem] + 1) for stem, held in inside.items()
    }


def _worth(
    key: Key, wrote: int, members: int, telling: Mapping[str, float], taken: set[str]
) -> float:
    """How well a phrase names the members: telling words, written together, not used yet."""
    stems = set(key)
    told = sum(telling.get(stem, 0.0) for stem in stems) / len(stems) ** 0.5
    fresh = USED ** (len(stems & taken) / len(stems) ** 0.5)
    return float(round(told * (wrote / members) ** 0.5 * fresh, 9))


def _surface(key: Key, members: Sequence[Reading]) -> str:
    """The form of a phrase most members wrote: of many things where a third as many wrote so."""
    forms = Counter(reading.phrases[key] for reading in members if key in reading.phrases)
    common = min(forms, key=lambda form: (-forms[form], len(form), form))
    several = f"{common}s"
    return several if forms[several] * 3 >= forms[common] else common
