"""The phrases in passages that could name a theme, as the respondents wrote them.

No tagger of parts of speech is needed: in the passages themselves a noun
follows *the*, *of* or *their*, and a verb follows *to*, *they* or *should*. What the
words around a word say of it is enough to keep "express" and "thinks" out of
names and to let "freedom of expression" in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.themes import features
from analysis.themes.words import words

LONGEST = 4
"""Words in a phrase."""

NOUN = 0.5
"""Share of a word's uses that must be a noun's for it to end a phrase."""

VERB = 0.5
"""Share of a word's uses as a verb above which it begins no phrase."""

LONGEST_ABBREVIATION = 5

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]\"\u201c\u201d\u2026/\n]")
_INNER, _WEAK = words("inner"), words("weak")
_BEFORE_NOUN, _BEFORE_VERB = words("before_noun"), words("before_verb")
_SHORTENED = re.compile(r"'(?:re|ve|ll|m|d|t)$")
_NOUN_ENDING = re.compile(
    r"(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|age|ure|ist|dom|hood|logy|ees?|ers|ors)s?$"
)
_OTHER_ENDING = re.compile(r"(?:ly|ise|ize|ised|ized|ify|ible|able|ful|ous|ive|est|ed)$")

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
    return [
        Reading(frozenset(features.stems(text)), _phrases(parts, uses))
        for text, parts in zip(texts, stretches, strict=True)
    ]


@dataclass(frozen=True)
class _Use:
    """How a word is used, 0 to 1: as a noun that ends its phrase, and as a verb."""

    noun: float
    verb: float


def _uses(stretches: Iterable[Sequence[str]]) -> dict[str, _Use]:
    """The use of each word, its ending counting for a few uses.

    After *the* or *their* stands a noun, or, before a further strong word, what
    describes one; after *to* or *they* stands a verb.
    """
    nouns, others, verbs = Counter[str](), Counter[str](), Counter[str]()
    for stretch in stretches:
        lower = [_plain(word) for word in stretch]
        for before, word, after in zip(["", *lower], lower, [*lower[1:], ""], strict=False):
            ends = not _strong(after)
            nouns[word] += ends and before in _BEFORE_NOUN
            others[word] += not ends and before in _BEFORE_NOUN
            verbs[word] += before in _BEFORE_VERB
    return {word: _use(word, nouns[word], others[word], verbs[word]) for word in nouns}


def _use(word: str, nouns: int, others: int, verbs: int) -> _Use:
    uses = nouns + others / 2 + verbs + 2
    return _Use((nouns + _prior(word)) / uses, verbs / uses)


def _prior(word: str) -> float:
    """What a word's ending says, of two uses: both a noun's, neither, or one and a bit."""
    if _NOUN_ENDING.search(word):
        return 2.0
    return 0.0 if _OTHER_ENDING.search(word) else 1.1


def _plain(word: str) -> str:
    return word.lower().replace("\u2019", "'")


def _shown(word: str) -> str:
    """Lower case but for short words in capitals, which are abbreviations."""
    return word if word.isupper() and 1 < len(word) <= LONGEST_ABBREVIATION else _plain(word)


def _phrases(stretches: Iterable[Sequence[str]], uses: Mapping[str, _Use]) -> dict[Key, str]:
    """Runs with strong words at both ends, the last a noun and the first no verb, and only
    strong words or small ones between."""
    found: dict[Key, str] = {}
    for stretch in stretches:
        lower = [_plain(word) for word in stretch]
        strong = [_strong(word) for word in lower]
        for start in range(len(lower)):
            if not strong[start] or uses[lower[start]].verb > VERB:
                continue
            for end in range(start, min(start + LONGEST, len(lower))):
                if strong[end] and uses[lower[end]].noun >= NOUN:
                    shown = " ".join(map(_shown, stretch[start : end + 1]))
                    found.setdefault(_key(lower[start : end + 1]), shown)
                elif not strong[end] and lower[end] not in _INNER:
                    break
    return found


@lru_cache(maxsize=100_000)
def _strong(word: str) -> bool:
    plain = word.replace("'", "")
    return features.counts(plain) and plain not in _WEAK and not _SHORTENED.search(word)


def _key(phrase: Sequence[str]) -> Key:
    return tuple(features.stem(word.replace("'", "")) for word in phrase if word not in _INNER)
