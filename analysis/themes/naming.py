"""Names for themes: a few of the respondents' own words that tell one theme from the next.

A name is a run of two to four words that several members wrote, scored by how
many members share its words and how few others do (the class-based TF-IDF of
Grootendorst 2022, arXiv 2203.05794, taken over phrases). Where one phrase
speaks for under half the members, a second is added. Rejected: lists of single
words, which officials called catch-alls.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.themes import features
from analysis.themes.words import words

LONGEST = 4
"""Words in a name's phrase."""

ENOUGH = 0.5
"""Share of members whose words one phrase must touch to stand alone."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]\"\u201c\u201d\u2026/\n]")
_INNER = words("inner")
_WEAK = words("weak")


@dataclass(frozen=True)
class _Reading:
    """One text's stems, and the phrases in it by the stems they hold."""

    stems: frozenset[str]
    phrases: Mapping[tuple[str, ...], str]


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
    readings = [_read(text) for text in texts]
    sizes = Counter({int(group): 0 for group in groups if group >= 0})
    for group, weight in zip(groups.tolist(), weights, strict=True):
        if group >= 0:
            sizes[group] += weight
    chosen: dict[int, str] = {}
    taken: set[str] = set(features.stems(wording))
    for group in sorted(sizes, key=lambda each: (-sizes[each], each)):
        name, used = _name(readings, groups == group, taken)
        taken |= used
        chosen[group] = _unlike(name, chosen.values())
    return chosen


def _read(text: str) -> _Reading:
    phrases: dict[tuple[str, ...], str] = {}
    for stretch in _BREAK.split(text):
        words = _WORD.findall(stretch)
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                key = _key(words[start:end])
                if key:
                    phrases.setdefault(key, " ".join(words[start:end]).lower())
    return _Reading(frozenset(features.stems(text)), phrases)


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of a phrase fit for a name, () for one that is not.

    It begins and ends with a word that carries meaning, and has only small
    joining words inside.
    """
    lower = [word.lower().replace("\u2019", "'") for word in words]
    if not (_strong(lower[0]) and _strong(lower[-1])):
        return ()
    if not all(_strong(word) or word in _INNER for word in lower[1:-1]):
        return ()
    return tuple(features.stem(word.replace("'", "")) for word in lower if word not in _INNER)


def _strong(word: str) -> bool:
    plain = word.replace("'", "")
    return features.counts(plain) and plain not in _WEAK


def _name(
    readings: Sequence[_Reading], inside: npt.NDArray[np.bool_], taken: set[str]
) -> tuple[str, set[str]]:
    """The best phrase, or two, for the readings `inside`, and the stems used."""
    members = [reading for reading, member in zip(readings, inside, strict=True) if member]
    others = [reading for reading, member in zip(readings, inside, strict=True) if not member]
    telling = _telling(members, others)
    ranked = sorted(
        (
            (_worth(key, found, telling, members, taken), key)
            for key, found in _shared(members).items()
        ),
        key=lambda each: (-each[0], each[1]),
    )
    if not ranked:
        return "", set()
    first = ranked[0][1]
    keys = [first]
    touched = [bool(reading.stems & set(first)) for reading in members]
    if sum(touched) < ENOUGH * len(members):
        rest = [key for worth, key in ranked if not set(key) & set(first)]
        keys += rest[:1]
    surfaces = [_surface(key, members) for key in keys]
    return " and ".join(surfaces), {stem for key in keys for stem in key}


def _telling(members: Sequence[_Reading], others: Sequence[_Reading]) -> dict[str, float]:
    """For each stem, its share of members less what its share of all would lead to expect."""
    inside = Counter(stem for reading in members for stem in reading.stems)
    outside = Counter(stem for reading in others for stem in reading.stems)
    return {
        stem: count / len(members) * (count / (count + outside[stem] + 1))
        for stem, count in inside.items()
    }


def _shared(members: Sequence[_Reading]) -> dict[tuple[str, ...], int]:
    """The phrases of the members and how many wrote each, in any inflection."""
    found = Counter(key for reading in members for key in reading.phrases)
    least = 2 if len(members) > 3 else 1
    kept = {key: count for key, count in found.items() if count >= least}
    return kept or dict(found)


def _worth(
    key: tuple[str, ...],
    found: int,
    telling: Mapping[str, float],
    members: Sequence[_Reading],
    taken: set[str],
) -> float:
    """How well a phrase names the members: telling words, written together, not used yet."""
    stems = set(key)
    inside: float = sum(telling.get(stem, 0.0) for stem in stems) / len(stems) ** 0.5
    together = (found / len(members)) ** 0.3
    fresh: float = 0.4 ** len(stems & taken)
    several = 1.0 if len(stems) > 1 else 0.7
    return float(round(inside * together * fresh * several, 9))


def _surface(key: tuple[str, ...], members: Sequence[_Reading]) -> str:
    """The form of a phrase most members wrote."""
    forms = Counter(reading.phrases[key] for reading in members if key in reading.phrases)
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _unlike(name: str, others: Iterable[str]) -> str:
    """The name, numbered where another theme already has it."""
    name = name[:1].upper() + name[1:] if name else "Unnamed"
    used = defaultdict(int, dict.fromkeys(others, 1))
    number = 1
    while used[name if number == 1 else f"{name} ({number})"]:
        number += 1
    return name if number == 1 else f"{name} ({number})"
