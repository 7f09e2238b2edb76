"""The phrases in passages that could name a theme, as the respondents wrote them.

A name is a thing ("freedom of expression"), or a deed done to one ("publishing in full",
"meet the doctors"); never the middle of a sentence ("noticed the change", "secrecy protects").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.stemming import stem
from analysis.themes import features, uses
from analysis.themes.uses import Uses
from analysis.themes.words import words

LONGEST = 4
"""Words in a phrase."""

_THING = "(?:[MNG]*[NS]|[MNG]*[MN]B)"
_FURTHER = f"(?:(?:LD?|C){_THING})*"
THING = re.compile(f"(?:[NG]D)?{_THING}{_FURTHER}")
DEED = re.compile(f"VD?{_THING}{_FURTHER}")
"""The shapes of a phrase, by the tags of its words (`uses`)."""

_INNER = words("inner") | words("inner_articles") | {"and", "or"}
_GENERAL, _BEFORE_DEED = words("general"), words("before_deed")
_NOUNS, _BEFORE_BOTH = (uses.NOUN_TAG, uses.SEVERAL), uses.NOUN_TAG + uses.BOTH
_TIMES = frozenset({"hours", "days", "weeks", "months"})
_PLAIN = re.compile("[MN]*[NSB](?:(?:LD?|C)[MN]*[NSB])?")
_BINDING = frozenset({"of", "for", "between"})
_BEFORE_IDIOM = frozenset({"in", "on", "by", "at", "for"})

Key = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One passage: its stems, and by the stems they hold its phrases: things, and deeds. Of the
    things, `plain` are those that one wrote hardly by chance: *action plan*, *depth of learning*."""

    stems: frozenset[str]
    things: Mapping[Key, str]
    deeds: Mapping[Key, str]
    plain: frozenset[Key]

    def silent(self) -> Reading:
        """The same passage, whose words may stand in no name."""
        return Reading(self.stems, {}, {}, frozenset())


def read(texts: Sequence[str], used: Uses | None = None) -> list[Reading]:
    """The phrases fit for a name in each of `texts`, whose words are `used` so (by default as
    `texts` themselves show)."""
    used = used or uses.of(texts)
    return [_reading(text, used) for text in texts]


def key_of(phrase: str) -> Key:
    """The stems of a phrase, without its small words."""
    return _key(uses.plain(phrase).split())


def _reading(text: str, used: Uses) -> Reading:
    things: dict[Key, str] = {}
    deeds: dict[Key, str] = {}
    plain = set[Key]()
    for stretch in () if _signs(text) else uses.stretches(text):
        lower = [uses.plain(word) for word in stretch]
        tags = "".join(used.tag(word) for word in lower)
        for start, end in _runs(lower, tags):
            if _within_a_proper_name(stretch, tags, start):
                continue
            key = _key(lower[start:end])
            found = things if THING.fullmatch(tags, start, end) else deeds
            found.setdefault(key, _shown(stretch, start, end, used))
            if _is_plain(lower, tags, start, end):
                plain.add(key)
    return Reading(frozenset(features.stems(text)), things, deeds, frozenset(plain))


def _signs(text: str) -> bool:
    """Whether a text is a name alone, as under a letter: a person is no theme."""
    return all(word[:1].isupper() for word in text.split())


def _within_a_proper_name(stretch: Sequence[str], tags: str, start: int) -> bool:
    """Whether what would begin a name only goes on with one: *Protection Act* after *Data*."""
    before = tags[start - 1] if start else uses.NONE
    named = all(word[:1].isupper() for word in stretch[max(start - 1, 0) : start + 1])
    return named and before not in (uses.NONE, uses.ARTICLE, uses.SMALL, uses.AND)


def _shown(stretch: Sequence[str], start: int, end: int, used: Uses) -> str:
    """Lower case but for proper names, which within a sentence are written with capitals."""
    phrase = stretch[start:end]
    if start and all(word.istitle() for word in phrase if word.lower() not in _INNER):
        return " ".join(phrase)
    return " ".join(used.shown(word) for word in phrase)


def _runs(lower: Sequence[str], tags: str) -> Iterator[tuple[int, int]]:
    """Where the phrases of one stretch of words stand: ``[start, end)``."""
    for start in range(len(lower)):
        for end in range(start + 2, min(start + LONGEST, len(lower)) + 1):
            named = _is_thing(lower, tags, start, end) or _is_deed(lower, tags, start, end)
            if named and not _cut(lower, tags, start, end):
                yield start, end


def _is_thing(lower: Sequence[str], tags: str, start: int, end: int) -> bool:
    """Whether a run names a thing, or the doing of a deed: *lengthening the limit*.

    A number counts only what begins a name, and only *training* and its like take an object.
    """
    if not THING.fullmatch(tags, start, end) or any(map(uses.is_number, lower[start + 1 : end])):
        return False
    if tags[start + 1] == uses.ARTICLE and not lower[start].endswith("ing"):
        return False
    # *Imagination for thinking*, *the family in writing*: a deed of somebody else.
    return (
        not lower[end - 1].endswith("ing") or tags[end - 2] != uses.SMALL or lower[end - 2] == "of"
    )


def _is_deed(lower: Sequence[str], tags: str, start: int, end: int) -> bool:
    """Whether a run is a deed named as one: after *cannot* or *never* it would be the contrary."""
    done = start > 0 and lower[start - 1] in _BEFORE_DEED
    return done and bool(DEED.fullmatch(tags, start, end))


def _cut(lower: Sequence[str], tags: str, start: int, end: int) -> bool:
    """Whether a run is cut from the middle of a longer phrase.

    What stands before a further noun describes it (*action* plan, costs in *rural* areas), what
    stands before *of* is *of* something, *two months for a family* are no *months for a family*,
    and *evidence on brothers and sisters* is not on *brothers*. *Keeping reports confidential* keeps
    none, in *a day of the chair being told* nobody has a day, and *in place of* is no place.
    """
    before, after = lower[max(start - 1, 0) : start], lower[end : end + 1]
    if (
        tags[end : end + 1] in _NOUNS
        or tags[end - 1 : end + 1] == _BEFORE_BOTH
        or after == ["of"]
        or not _GENERAL.isdisjoint(after)
    ):
        return True
    if any(map(uses.is_number, before)) or any(word.endswith("ing") for word in after):
        return True
    if tags[start] == uses.DOING and any(map(uses.strong, after)):
        return True
    if uses.SMALL in tags[start:end] and tags[end : end + 1] == uses.AND:
        return True
    return lower[start + 1] == "of" and not _BEFORE_IDIOM.isdisjoint(before)


def _is_plain(lower: Sequence[str], tags: str, start: int, end: int) -> bool:
    """Whether a thing is one wherever it stands: in *separating the review from discipline* the
    review is from nothing, and *three changes* are of one case."""
    run = zip(lower[start:end], tags[start:end], strict=True)
    small = {word for word, tag in run if tag == uses.SMALL}
    counted = uses.is_number(lower[start]) and lower[start + 1] not in _TIMES
    return bool(_PLAIN.fullmatch(tags, start, end)) and small <= _BINDING and not counted


def _key(phrase: Sequence[str]) -> Key:
    return tuple(stem(word.replace("'", "")) for word in phrase if word not in _INNER)
