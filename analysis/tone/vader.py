"""NLTK's VADER (Hutto and Gilbert 2014), the same scores several times faster.

NLTK spends most of its time building every pairing of a word with a punctuation mark, only to
find which tokens carry one; and it weighs every token though only those in the lexicon can
weigh. Both are replaced here; the weighing itself is NLTK's own code. The lexicon is the one its
author ships in the package ``vaderSentiment``, because NLTK's copy must be downloaded.
"""

import string
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from nltk.sentiment.vader import SentimentIntensityAnalyzer, SentiText, VaderConstants

_MARKS = frozenset(VaderConstants.PUNC_LIST)
_MARK_CHARACTERS = "".join({character for mark in _MARKS for character in mark})
_PUNCTUATION = frozenset(string.punctuation)


class Vader(SentimentIntensityAnalyzer):
    """Scores texts; ``without`` are words whose weight is taken out (the subject's own)."""

    def __init__(self, without: Collection[str] = ()) -> None:
        # NLTK's own __init__ only reads the lexicon from its data folder.
        self.constants = VaderConstants()
        self.lexicon = {word: v for word, v in lexicon().items() if word not in without}

    def compound(self, text: str) -> float:
        """NLTK's ``polarity_scores(text)["compound"]``: -1 (negative) to 1, four decimals."""
        words = Words(text)
        tokens = words.words_and_emoticons
        lowered = [token.lower() for token in tokens]
        if not any(word in self.lexicon for word in lowered):
            return 0.0
        weights = self._weights(words, tokens, lowered)
        total = float(sum(weights))
        emphasis = self._punctuation_emphasis(total, text)
        total += emphasis if total > 0 else -emphasis if total < 0 else 0.0
        return float(round(self.constants.normalize(total), 4))

    def _weights(self, words: "Words", tokens: list[str], lowered: list[str]) -> list[float]:
        weights: list[float] = [0.0] * len(tokens)
        first: dict[str, int] = {}
        for place, token in enumerate(tokens):
            at = first.setdefault(token, place)
            word = lowered[place]
            if word not in self.lexicon or word in self.constants.BOOSTER_DICT:
                continue
            if word == "kind" and at < len(tokens) - 1 and lowered[at + 1] == "of":
                continue
            weights[place] = self.sentiment_valence(0, words, token, at, [])[0]
        return list(self._but_check(tokens, weights))


class Words(SentiText):
    """NLTK's tokens and its question whether only some of them are in capitals."""

    def __init__(self, text: str) -> None:
        self.words_and_emoticons = [_bare(token) for token in text.split() if len(token) > 1]
        self.is_cap_diff = self.allcap_differential(self.words_and_emoticons)


def _bare(token: str) -> str:
    """The token without one leading or trailing mark, when what is left is a plain word."""
    if token[-1] in _MARK_CHARACTERS:
        word = token.rstrip(_MARK_CHARACTERS)
        mark = token[len(word) :]
    elif token[0] in _MARK_CHARACTERS:
        word = token.lstrip(_MARK_CHARACTERS)
        mark = token[: len(token) - len(word)]
    else:
        return token
    return word if mark in _MARKS and len(word) > 1 and _PUNCTUATION.isdisjoint(word) else token


@cache
def lexicon() -> dict[str, float]:
    """The 7,500 words and emoticons of VADER and their mean ratings, -4 to 4."""
    source = files("vaderSentiment").joinpath("vader_lexicon.txt").read_text("utf-8")
    rows = (line.split("\t") for line in source.strip().split("\n"))
    return {row[0].strip(): float(row[1]) for row in rows}
