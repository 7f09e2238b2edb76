"""The phrases in passages that could name a theme, as the respondents wrote them.

No tagger of parts of speech is needed: in the passages themselves a noun
follows *the*, *of* or *their*, and a verb follows *to*, *they* or *should*. What the
words around a word say of it is enough to end no name in "express" or "thinks"
and to let "freedom of expression" and "protects the children" in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.themes import features
from analysis.themes.words import words

LONGEST = 4
"""Words in a phrase."""

NOUN = 0.5
"""Share of a word's uses that must be a noun's for it to end a phrase."""

VERB = 0.5
"""Share of a word's uses as a verb above which it ends no phrase."""

LONGEST_ABBREVIATION = 5

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]\"\u201c\u201d\u2026/\n]")
_INNER, _WEAK, _NUMBERS = words("inner"), words("weak"), words("numbers")
_BEFORE_NOUN, _BEFORE_VERB = words("before_noun"), words("before_verb")
_SHORTENED = re.compile(r"'(?:re|ve|ll|m|d|t)$")
_NOUN_ENDING = re.compile(
    r"(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|age|ure|ist|dom|hood|logy|ees?|ers|ors)s?$"
)
_OTHER_ENDING = re.compile(r"(?:ly|ise|ize|ised|ized|ify|ible|able|ful|ous|ive|est|ed|ing|'s)$")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One passage: its stems, and its phrases by the stems they hold."""

    stems: frozenset[str]
    phrases: Mapping[Key, str]


def read(texts: Sequence[str]) -> list[Reading]:
    """The phrases fit for a name in each of `texts`."""
    stretches = [[_WORD.findall(part) for part in _BREAK.split(text)] for text in texts]
    uses = _uses(part for text in stretches for part in text)
    nouns = {word for word, use in uses.items() if _ends(use)}
    return [
        Reading(frozenset(features.stems(text)), _phrases(parts, uses, nouns))
        for text, parts in zip(texts, stretches, strict=True)
    ]


@dataclass(frozen=True)
class _Use:
    """How a word is used, 0 to 1: as a noun that ends its phrase, and as a verb; and whether
    always in capitals."""

    noun: float
    verb: float
    capitals: bool


def _uses(stretches: Iterable[Sequence[str]]) -> dict[str, _Use]:
    """The use of each word, its ending counting for a few uses.

    After *the* or *their* stands a noun, or, before a further strong word, what
    describes one; after *to* or *they* stands a verb.
    """
    nouns, others, verbs = Counter[str](), Counter[str](), Counter[str]()
    small, large = set[str](), Counter[str]()
    for stretch in stretches:
        lower = [_plain(word) for word in stretch]
        small.update(_plain(word) for word in stretch if len(word) < 2 or not word.isupper())
        large.update(_plain(word) for word in stretch if word.isupper())
        for before, word, after in zip(["", *lower], lower, [*lower[1:], ""], strict=False):
            ends = not _strong(after)
            nouns[word] += ends and before in _BEFORE_NOUN
            others[word] += not ends and before in _BEFORE_NOUN
            verbs[word] += before in _BEFORE_VERB
    abbreviations = {word for word, wrote in large.items() if wrote > 1} - small
    return {
        word: _use(word, nouns[word], others[word], verbs[word], word in abbreviations)
        for word in nouns
    }


def _use(word: str, nouns: int, others: int, verbs: int, capitals: bool) -> _Use:
    uses = nouns + others / 2 + verbs + 2
    return _Use((nouns + _prior(word)) / uses, verbs / uses, capitals)


def _prior(word: str) -> float:
    """What a word's ending says, of two uses: both a noun's, neither, or one and a bit."""
    if _NOUN_ENDING.search(word):
        return 2.0
    return 0.0 if _OTHER_ENDING.search(word) else 1.1


def _plain(word: str) -> str:
    return word.lower().replace("\u2019", "'")


def _shown(word: str, uses: Mapping[str, _Use]) -> str:
    """Lower case but for short words always in capitals, which are abbreviations."""
    plain = _plain(word)
    return word if uses[plain].capitals and len(word) <= LONGEST_ABBREVIATION else plain


def _phrases(
    stretches: Sequence[Sequence[str]], uses: Mapping[str, _Use], nouns: Collection[str]
) -> dict[Key, str]:
    """Runs of two strong words or more that end in a noun, with only strong words or small ones
    between: *overview report*, *publish in full*. Where there is none, runs that end in any."""
    return _runs(stretches, uses, nouns) or _runs(stretches, uses, uses.keys())


def _runs(
    stretches: Iterable[Sequence[str]], uses: Mapping[str, _Use], last: Collection[str]
) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for stretch in stretches:
        lower = [_plain(word) for word in stretch]
        strong = [_strong(word) for word in lower]
        ends = [is_strong and word in last for is_strong, word in zip(strong, lower, strict=True)]
        for start in range(len(lower)):
            if not strong[start] or lower[start].endswith("ly"):
                continue
            for end in range(start + 1, min(start + LONGEST, len(lower))):
                # A phrase is not cut before the noun it describes: *action plan*.
                if ends[end] and not any(ends[end + 1 : end + 2]):
                    shown = " ".join(_shown(word, uses) for word in stretch[start : end + 1])
                    found.setdefault(_key(lower[start : end + 1]), shown)
                elif not strong[end] and lower[end] not in _INNER:
                    break
    return found


def _ends(use: _Use) -> bool:
    return use.noun >= NOUN and use.verb <= VERB


@lru_cache(maxsize=100_000)
def _strong(word: str) -> bool:
    plain = word.replace("'", "")
    if plain in _NUMBERS:
        return True
    return features.counts(plain) and plain not in _WEAK and not _SHORTENED.search(word)


def _key(phrase: Sequence[str]) -> Key:
    return tuple(features.stem(word.replace("'", "")) for word in phrase if word not in _INNER)
