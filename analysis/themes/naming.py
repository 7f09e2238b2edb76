"""Names for themes: a few of the respondents' own words that tell one theme from the next.

A name is a phrase of two to four words that several members wrote, a thing or else a deed and
its object, chosen for holding the words that most members share and few others
use (the class-based TF-IDF of Grootendorst 2022, arXiv 2203.05794, taken over
phrases). Rejected: single words and lists of them, which officials called
catch-alls, and two phrases joined, which read as one argument and are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from analysis.themes import features, phrases
from analysis.themes.phrases import Key, Reading
from analysis.themes.uses import Uses

WROTE = 0.03
"""Share of members (and at least two) that must have written a name, word by word: a phrase that
one happened to write says what that member argues, not the theme."""

LEAST = 0.1
"""Share of members (and at least two) that must have used all the words of a name, together or
apart: of two hundred who write of trains, a dining car is the theme of three."""

ANCHOR = 1 / 3
"""Where no phrase is shared so, share of members that must have used one word of a name: the
other word, which one member wrote, then only says more of it."""

ANCHORED = 0.05
"""Share of members that must have written a phrase of which so many used one word."""

WITHIN = 0.75
"""Where this share of those who wrote a phrase wrote it within a longer one, it is cut from that:
*Protection Act*, *Children Boards*."""

COMMON = 0.3
"""A word in more than this share of all the passages is their subject, and tells no theme apart."""

JOINED = 0.6
"""How much a phrase counts that only joins two things, beside one that says more of one thing."""

JOINING = frozenset({"and", "or"})

USED = 0.4
"""How much a phrase counts for each word of it that another name, or the clause, has used."""

SAME_HEAD = 0.7
"""How much a phrase counts that ends as another name does: *harbour master* and *station master*
are taken for one another."""

BEGINNING = 5
"""Letters at which two words begin alike are taken for one: *publish* and *publication*."""


def names(
    texts: Sequence[str],
    groups: npt.NDArray[np.int64],
    weights: Sequence[int],
    wording: str = "",
    heading: str = "",
    *,
    used: Uses | None = None,
    silent: Collection[str] = (),
    parts: Collection[int] = (),
    beside: Collection[str] = (),
) -> dict[int, str]:
    """A name for each group of `texts` (-1 is none), no two alike, the largest group first; none
    for a group whose members share no phrase, or none that another name does not say.

    `weights` says for how many passages each text stands. The largest group
    chooses first; words of the clause's own `wording` are the last resort, above all what only
    repeats its `heading`. Nor is a name like any `beside` which these are shown. `used` is how
    words are used, by default as `texts` show. `silent` texts are counted and lend no words.
    Of groups that are `parts` of a wider one several members must have written the name, and it
    ends as no other: beside *harbour dues*, *mooring dues* would be the same theme twice.
    """
    readings = phrases.read(texts, used)
    everywhere = Counter(stem for reading in readings for stem in reading.stems)
    members: dict[int, list[Reading]] = {}
    sizes = Counter[int]()
    for text, reading, group, weight in zip(texts, readings, groups.tolist(), weights, strict=True):
        if group >= 0:
            heard = reading.silent() if text in silent else reading
            members.setdefault(group, []).append(heard)
            sizes[group] += weight
    chosen: dict[int, str] = {}
    keys = [phrases.key_of(name) for name in beside]
    named = frozenset(features.stems(heading))
    taken = set(features.stems(wording)) | named
    taken |= {stem for stem, held in everywhere.items() if held > COMMON * len(readings)}
    subject = frozenset(taken)
    for group in sorted(sizes, key=lambda each: (-sizes[each], each)):
        telling = _telling(members[group], everywhere)
        heads = {key[-1] for key in keys if key} - subject
        ranked = _ranked(members[group], telling, taken, heads, part=group in parts)
        fit = [each for each in ranked if not any(_alike(each[0], other) for other in keys)]
        for key, name in sorted(fit, key=lambda each: set(each[0]) <= named)[:1]:
            chosen[group] = name[:1].upper() + name[1:]
            keys.append(key)
            taken |= set(key)
    return chosen


def _ranked(
    members: Sequence[Reading],
    telling: Mapping[str, float],
    taken: set[str],
    heads: set[str],
    *,
    part: bool,
) -> Iterator[tuple[Key, str]]:
    """The phrases that may name `members`, by their stems and as written, the best first: things
    that several wrote, then things whose words several used, then deeds that several wrote."""
    things = [reading.things for reading in members]
    deeds = [reading.deeds for reading in members]
    used = () if part else ((things, _used),)
    for forms, choose in ((things, _written), *used, (deeds, _written)):
        wrote = Counter(key for each in forms for key in each if len(set(key)) > 1)
        joined = set(wrote).difference(
            key for each in forms for key, form in each.items() if not _joins(form)
        )
        worth = {
            key: _worth(key, wrote[key], len(members), telling, taken)
            * (JOINED if key in joined else 1)
            * (SAME_HEAD if key[-1] in heads else 1)
            for key in choose(members, wrote)
            if not (_cut(key, wrote) or (part and key[-1] in heads))
        }
        for key in sorted(worth, key=lambda key: (-worth[key], key)):
            yield key, _surface(key, forms)


def _written(members: Sequence[Reading], wrote: Mapping[Key, int]) -> list[Key]:
    """Phrases that several members wrote, and whose words enough of them used."""
    written, least = max(2, WROTE * len(members)), _least(members)
    return [key for key in wrote if wrote[key] >= written and _together(members, key) >= least]


def _used(members: Sequence[Reading], wrote: Mapping[Key, int]) -> list[Key]:
    """Plain phrases whose words enough members used together, or one of whose two words many did."""
    inside = Counter(stem for reading in members for stem in reading.stems)
    least, many = _least(members), max(2, ANCHOR * len(members))
    plain = {key for reading in members for key in reading.plain}
    return [
        key
        for key, number in wrote.items()
        if key in plain
        and number >= WROTE * len(members)
        and (
            _together(members, key) >= least
            or (
                len(key) == 2
                and number >= ANCHORED * len(members)
                and max(inside[stem] for stem in key) >= many
            )
        )
    ]


def _least(members: Sequence[Reading]) -> float:
    """How many members must have used all the words of a name, together or apart."""
    return max(2.0, LEAST * len(members))


def _together(members: Sequence[Reading], key: Key) -> int:
    """How many members used all the words of a phrase, together or apart."""
    return sum(key in reading.things or reading.stems >= set(key) for reading in members)


def _cut(key: Key, wrote: Mapping[Key, int]) -> bool:
    """Whether the phrase is mostly written within a longer one."""
    longer = (other for other in wrote if len(other) == len(key) + 1)
    return any(
        key in (other[1:], other[:-1]) and wrote[other] >= max(2, WITHIN * wrote[key])
        for other in longer
    )


def held(name: str, text: str) -> int:
    """How many of the words of a theme's name a text holds, by how they begin."""
    one, two = ({stem[:BEGINNING] for stem in features.stems(each)} for each in (name, text))
    return len(one & two)


def _joins(form: str) -> bool:
    """Whether a phrase puts two things side by side: *airlines and airports*."""
    return not JOINING.isdisjoint(form.split())


def _alike(key: Key, other: Key) -> bool:
    """Whether one name says no more than the other, or shares two words with it: *panel member
    training* and *panel member selection* are taken for one another."""
    one, two = ({stem[:BEGINNING] for stem in each} for each in (key, other))
    return len(one & two) >= min(2, len(one), len(two))


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


def _surface(key: Key, phrases_of: Sequence[Mapping[Key, str]]) -> str:
    """The form of a phrase most members wrote: of many things where a third as many wrote so."""
    forms = Counter(each[key] for each in phrases_of if key in each)
    common = min(forms, key=lambda form: (-forms[form], len(form), form))
    several = f"{common}s"
    return several if forms[several] * 3 >= forms[common] else common
