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
"""Share of a word's tellings that must be a noun's for it to end a phrase."""

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
    noun = _nouns(part for text in stretches for part in text)
    return [
        Reading(frozenset(features.stems(text)), _phrases(parts, noun))
        for text, parts in zip(texts, stretches, strict=True)
    ]


def _nouns(stretches: Iterable[Sequence[str]]) -> dict[str, float]:
    """How like a noun each word is used, 0 to 1, its ending counting as a few uses."""
    nouns, verbs = Counter[str](), Counter[str]()
    for stretch in stretches:
        lower = [_plain(word) for word in stretch]
        for before, word in zip(["", *lower], lower, strict=False):
            nouns[word] += before in _BEFORE_NOUN
            verbs[word] += before in _BEFORE_VERB
    return {word: (nouns[word] + _prior(word)) / (nouns[word] + verbs[word] + 2) for word in nouns}


def _prior(word: str) -> float:
    """What a word's ending says, of two uses: both a noun's, neither, or one and a bit."""
    if _NOUN_ENDING.search(word):
        return 2.0
    return 0.0 if _OTHER_ENDING.search(word) else 1.1


def _plain(word: str) -> str:
    return word.lower().replace("\u2019", "'")


def _phrases(stretches: Iterable[Sequence[str]], noun: Mapping[str, float]) -> dict[Key, str]:
    """Runs with strong words at both ends, the last a noun and the first no verb, and only
    strong words or small ones between."""
    found: dict[Key, str] = {}
    for stretch in stretches:
        lower = [_plain(word) for word in stretch]
        strong = [_strong(word) for word in lower]
        for start in range(len(lower)):
            if not strong[start] or noun[lower[start]] <= NOUN / 2:
                continue
            for end in range(start, min(start + LONGEST, len(lower))):
                if strong[end] and noun[lower[end]] >= NOUN:
                    phrase = lower[start : end + 1]
                    found.setdefault(_key(phrase), " ".join(phrase))
                elif not strong[end] and lower[end] not in _INNER:
                    break
    return found


@lru_cache(maxsize=100_000)
def _strong(word: str) -> bool:
    plain = word.replace("'", "")
    return features.counts(plain) and plain not in _WEAK and not _SHORTENED.search(word)


def _key(phrase: Sequence[str]) -> Key:
    return tuple(features.stem(word.replace("'", "")) for word in phrase if word not in _INNER)
