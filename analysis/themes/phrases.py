"""The phrases in passages that could name a theme, as the respondents wrote them.

A name is a thing ("freedom of expression"), or a deed and its object ("publishing in
full", "meet the doctors"); never the middle of a sentence ("noticed the change", "month
assumes"). No tagger of parts of speech is needed: in the passages themselves a noun
follows *the*, *of* or *their*, and a verb follows *to* or *they*, or stands before *the*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.stemming import stem
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
_INNER, _GENERAL, _NUMBERS = words("inner"), words("general"), words("numbers")
_WEAK = words("weak") | _GENERAL
_BEFORE_NOUN, _BEFORE_VERB = words("before_noun"), words("before_verb")
_MODALS = frozenset({"to", "should", "must", "would", "could", "can", "will"})
_BEFORE_DOING = frozenset({"for", "from", "by", "in", "on", "at", "with"})
_ARTICLES, _BEFORE_DEED, _PARTICIPLES = (
    words("articles"),
    words("before_deed"),
    words("participles"),
)
_SHORTENED = re.compile(r"'(?:re|ve|ll|m|d|t)$")
_NOUN_ENDING = re.compile(
    r"(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|age|ure|ist|dom|hood|logy|ees?|ers|ors)s?$"
)
_ADVERB = re.compile(r"(?<!fami)(?<!assemb)(?<!supp)(?<!rep)ly$")
_OTHER_ENDING = re.compile(
    r"(?:(?<!fami)(?<!assemb)(?<!supp)(?<!rep)ly|i[sz]e[sd]?|if(?:y|ies)|ible|able|ful|ous|ive|est|ed|ing|'s)$"
)

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
    it never begins with a small letter."""

    noun: float
    verb: float
    capitals: bool


def _uses(stretches: Iterable[Sequence[str]]) -> dict[str, _Use]:
    """The use of each word, its ending counting for a few uses.

    After *the* or *their* stands a noun, or, before a further strong word, what
    describes one; after *to* or *they*, and before *the*, stands a verb.
    """
    nouns, others, verbs = Counter[str](), Counter[str](), Counter[str]()
    small, lowered, large = set[str](), set[str](), Counter[str]()
    deeds = set[str]()
    for stretch in stretches:
        lower = [_plain(word) for word in stretch]
        small.update(_plain(word) for word in stretch if len(word) < 2 or not word.isupper())
        lowered.update(word for word in stretch if word.islower())
        large.update(_plain(word) for word in stretch if word.isupper())
        for before, word, after in zip(["", *lower], lower, [*lower[1:], ""], strict=False):
            ends = not _strong(after)
            nouns[word] += ends and before in _BEFORE_NOUN
            others[word] += not ends and before in _BEFORE_NOUN
            verbs[word] += before in _BEFORE_VERB or after in _ARTICLES
            deeds.update([stem(word)] * (before in _MODALS))
    named = {word for word, wrote in large.items() if wrote > 1} - small
    named |= {word for word in small if word not in lowered}
    for word in nouns:
        # *Offers* is a noun where somebody wrote *the offers*, else what *to offer* shows.
        if word.endswith("s") and not nouns[word] + others[word] and stem(word) in deeds:
            verbs[word] += 2
    return {
        word: _use(word, nouns[word], others[word], verbs[word], word in named) for word in nouns
    }


def _use(word: str, nouns: int, others: int, verbs: int, capitals: bool) -> _Use:
    uses = nouns + others / 2 + verbs + 2
    return _Use((nouns + _prior(word)) / uses, verbs / uses, capitals)


def _prior(word: str) -> float:
    """What a word's ending says, of two uses: both a noun's, neither, or one and a bit."""
    if _NOUN_ENDING.search(word):
        return 2.0
    return 0.0 if word in _PARTICIPLES or _OTHER_ENDING.search(word) else 1.1


def _plain(word: str) -> str:
    return word.lower().replace("\u2019", "'")


def _shown(word: str, uses: Mapping[str, _Use]) -> str:
    """Lower case but for proper names, and short words always in capitals: abbreviations."""
    plain = _plain(word)
    short = len(word) <= LONGEST_ABBREVIATION
    return word if uses[plain].capitals and (short or word.istitle()) else plain


def _phrases(
    stretches: Iterable[Sequence[str]], uses: Mapping[str, _Use], nouns: Collection[str]
) -> dict[Key, str]:
    """Runs of two strong words or more that end in a noun, with only strong words or small ones
    between: *overview report*, *publish in full*."""
    found: dict[Key, str] = {}
    for stretch in stretches:
        lower = [_plain(word) for word in stretch]
        for start, end in _runs(lower, nouns):
            shown = " ".join(_shown(word, uses) for word in stretch[start:end])
            found.setdefault(_key(lower[start:end]), shown)
    return found


def _runs(lower: Sequence[str], nouns: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where the phrases of one stretch of words stand: ``[start, end)``."""
    strong = [_strong(word) for word in lower]
    ends = [is_strong and word in nouns for is_strong, word in zip(strong, lower, strict=True)]
    for start, word in enumerate(lower):
        if not strong[start] or _ADVERB.search(word):
            continue
        for last in range(start + 1, min(start + LONGEST, len(lower))):
            # A phrase is not cut before the noun it describes: *action plan*.
            if ends[last] and not any(ends[last + 1 : last + 2]):
                if _whole(lower, start, last):
                    yield start, last + 1
            elif not strong[last] and lower[last] not in _INNER:
                break


def _whole(lower: Sequence[str], start: int, last: int) -> bool:
    """Whether a run is a thing, or a deed named as one, and not the middle of a sentence.

    A strong word right before *the* is a verb: it may only begin the name, as in *telling
    the family* or, after *to* or *should*, *tell the family*. *Told by letter* and *four to
    read* name nothing, nor do *imagination for thinking* and, cut from its *areas*, *in rural*.
    """
    first, following = lower[start], lower[start + 1]
    done = first.endswith("ed") or first in _PARTICIPLES
    if (done and following in _INNER) or lower[last - 1] == "to":
        return False
    if lower[last].endswith("ing") and lower[last - 1] in _BEFORE_DOING:
        return False
    if lower[last - 1] in _INNER and not _GENERAL.isdisjoint(lower[last + 1 : last + 2]):
        return False
    verbs = [at for at in range(start, last) if _strong(lower[at]) and lower[at + 1] in _ARTICLES]
    if not verbs:
        return True
    deed = first.endswith("ing") or (start > 0 and lower[start - 1] in _BEFORE_DEED)
    return verbs == [start] and deed


def _ends(use: _Use) -> bool:
    return use.noun >= NOUN and use.verb <= VERB


@lru_cache(maxsize=100_000)
def _strong(word: str) -> bool:
    plain = word.replace("'", "")
    if plain in _NUMBERS:
        return True
    return features.counts(plain) and plain not in _WEAK and not _SHORTENED.search(word)


def _key(phrase: Sequence[str]) -> Key:
    return tuple(stem(word.replace("'", "")) for word in phrase if word not in _INNER)
