"""How words are used in the passages: which may end a thing, describe one, or say what is done.

No tagger of parts of speech is needed. A list says which words are verbs and hardly ever
anything else; for the rest the passages themselves tell: a noun follows *the*, *of* or *their*,
and a verb follows *to* or *they*, or stands before *the*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.stemming import stem
from analysis.themes import features
from analysis.themes.words import words

NOUN = 0.5
"""Share of a word's uses that must be a noun's for it to end a thing."""

VERB = 0.5
"""Share of a word's uses as a verb above which it neither ends nor describes a thing."""

LONGEST_ABBREVIATION = 5

NOUN_TAG, SEVERAL, BOTH, BEFORE_NOUN, DOING, DEED, SMALL, AND, ARTICLE, NONE = "NSBMGVLCDX"
"""What a word can be in a phrase. BOTH is mostly done (*we travel*), yet is a thing after what
describes it (*air travel*); NONE is part of no phrase."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]\"\u201c\u201d\u2026/\n\u2013\u2014]|\s-+\s")
_WEAK = words("weak") | words("general")
_NUMBERS, _ADJECTIVES, _PARTICIPLES = words("numbers"), words("adjectives"), words("participles")
_BEFORE_NOUN, _BEFORE_VERB = words("before_noun"), words("before_verb")
_ARTICLES = words("articles")
_IS = words("is")
_MODALS = frozenset({"to", "should", "must", "would", "could", "can", "will"})
_SMALL = dict.fromkeys(words("inner"), SMALL) | dict.fromkeys(words("inner_articles"), ARTICLE)
_SMALL |= {"and": AND, "or": AND}
_SHORTENED = re.compile(r"'(?:re|ve|ll|m|d|t)$")
_NOUN_ENDING = re.compile(
    r"(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|age|ure|ist|dom|hood|logy|ees?|ers|ors)s?$"
)
_ADVERB = re.compile(r"(?<!fami)(?<!assemb)(?<!supp)(?<!rep)ly$")
_DESCRIBING = re.compile(r"(?:ible|able|ful|ous|ive|less|est|ish)$")
_SEVERAL = re.compile(r"(?:[^aius']|[ei]a)s$")
_OTHER_ENDING = re.compile(r"(?:i[sz]e[sd]?|if(?:y|ies)|ed|ing|'s)$")


def stretches(text: str) -> list[list[str]]:
    """The words of `text`, parted where a phrase cannot run on."""
    return [_WORD.findall(part) for part in _BREAK.split(text)]


def plain(word: str) -> str:
    """Lower case, with a straight apostrophe."""
    return word.lower().replace("\u2019", "'")


@dataclass(frozen=True)
class Uses:
    """What each word of the passages is (by its plain form), and which are proper names."""

    tags: dict[str, str]
    proper: frozenset[str]

    def tag(self, word: str) -> str:
        """What a plain word can be in a phrase."""
        return _SMALL.get(word) or self.tags.get(word, NONE)

    def shown(self, word: str) -> str:
        """Lower case but for proper names, and short words always in capitals: abbreviations."""
        short = len(word) <= LONGEST_ABBREVIATION
        return word if plain(word) in self.proper and (short or word.istitle()) else plain(word)


def of(texts: Iterable[str]) -> Uses:
    """The uses of the words of `texts`, as all of them together show."""
    tally = _Tally()
    for text in texts:
        for stretch in stretches(text):
            tally.add(stretch)
    return Uses({word: tally.tag(word) for word in tally.nouns}, frozenset(tally.proper()))


class _Tally:
    """After *the* or *their* stands a noun, or, before a further strong word, what describes one;
    after *to* or *they*, and before *the*, stands a verb."""

    def __init__(self) -> None:
        self.nouns, self.others, self.verbs = Counter[str](), Counter[str](), Counter[str]()
        self.small, self.lowered, self.large = set[str](), set[str](), Counter[str]()
        self.deeds = set[str]()

    def add(self, stretch: Sequence[str]) -> None:
        lower = [plain(word) for word in stretch]
        self.small.update(plain(word) for word in stretch if len(word) < 2 or not word.isupper())
        self.lowered.update(word for word in stretch if word.islower())
        self.large.update(plain(word) for word in stretch if word.isupper())
        for before, word, after in zip(["", *lower], lower, [*lower[1:], ""], strict=False):
            ends = not strong(after)
            self.nouns[word] += ends and before in _BEFORE_NOUN
            self.others[word] += not ends and before in _BEFORE_NOUN
            is_said = before in _IS and not _done(word) and not word.endswith(("ing", "s"))
            self.others[word] += is_said
            self.verbs[word] += before in _BEFORE_VERB or after in _ARTICLES
            self.verbs[word] += before in _IS and not is_said
            self.deeds.update([stem(word)] * (before in _MODALS))

    def proper(self) -> set[str]:
        """What never begins with a small letter, and abbreviations written more than once."""
        named = {word for word, wrote in self.large.items() if wrote > 1} - self.small
        return named | {word for word in self.small if word not in self.lowered}

    def tag(self, word: str) -> str:
        if not strong(word) or _ADVERB.search(word):
            return NONE
        if is_number(word) or word in _ADJECTIVES or _DESCRIBING.search(word):
            return BEFORE_NOUN
        if word in finite():
            return DEED
        return self._by_use(word)

    def _by_use(self, word: str) -> str:
        nouns, others, verbs = self.nouns[word], self.others[word], self.verbs[word]
        if word.endswith("s") and not nouns + others and stem(word) in self.deeds:
            # *Offers* is a noun where somebody wrote *the offers*, else what *to offer* shows.
            verbs += 2
        uses = nouns + others / 2 + verbs + 2
        if (nouns + _prior(word)) / uses >= NOUN and verbs / uses <= VERB:
            # *Posts* ends a thing and describes none: *changes posts* is what somebody does.
            return SEVERAL if _SEVERAL.search(word) else NOUN_TAG
        if word.endswith("ing"):
            return DOING
        if _done(word):
            return BEFORE_NOUN if others else NONE
        if verbs / uses > VERB:
            return DEED if word.endswith("s") else BOTH
        return BEFORE_NOUN


def is_number(word: str) -> bool:
    """Whether a plain word is a number: *six*, *twenty-six*."""
    return all(part in _NUMBERS for part in word.split("-"))


def _prior(word: str) -> float:
    """What a word's ending says, of two uses: both a noun's, neither, or one and a bit."""
    if _NOUN_ENDING.search(word):
        return 2.0
    return 0.0 if _done(word) or _OTHER_ENDING.search(word) else 1.1


def _done(word: str) -> bool:
    return word.endswith("ed") or word in _PARTICIPLES


@lru_cache(maxsize=100_000)
def strong(word: str) -> bool:
    """Whether a plain word says enough to stand in a name."""
    bare = word.replace("'", "")
    if is_number(bare):
        return True
    return features.counts(bare) and bare not in _WEAK and not _SHORTENED.search(word)


@cache
def finite() -> frozenset[str]:
    """The verbs of the list as they are written after *they* and after *she*."""
    return frozenset(form for verb in words("verbs") for form in _forms(verb))


def _forms(verb: str) -> Iterator[str]:
    yield verb
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield f"{verb}es"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        yield f"{verb[:-1]}ies"
    else:
        yield f"{verb}s"
    if verb.endswith("ise"):
        yield from _forms(f"{verb[:-3]}ize")
