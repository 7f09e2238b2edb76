"""The label of a tone: positive, neutral or negative.

VADER was rated on tweets. It lacks many words of public life ("backlog", "workable"), counts what
is only wished for ("it would be helpful") as if it were so, and passes over complaints that hold
no strong word ("had to wait", "More chairs"). The label mends these three; its words and turns of
phrase (``words.toml``) were written for this project and learned from no data. Rejected: a
classifier learned on other people's reviews, which did not carry over to other subjects.
"""

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

from analysis import columns
from analysis.tone.vader import Vader, Words, lexicon

# VADER's own bounds, ±0.05 of its compound score, before it is normalised.
_BOUND = 0.2
# Praise so many words after one of these is praise of what is not there (Taboada et al. 2011,
# doi 10.1162/COLI_a_00049, "irrealis blocking").
_WISH_WORDS = """
would could should might may if wish wished hope hopefully unless must need needs needed ought
supposed expected expecting whether
"""
_WISHES = frozenset(_WISH_WORDS.split())
_WISH_REACH = 5


class Labeller(Vader):
    """Labels texts with VADER's weighing over a wider lexicon, less wishes, plus phrases."""

    def __init__(self, without: Collection[str] = ()) -> None:
        super().__init__(without)
        self.lexicon |= {
            word: rating
            for word, rating in words().items()
            if word not in without and word not in lexicon()
        }

    def label(self, text: str) -> str:
        """The tone of ``text``, one of columns.TONES."""
        if no_answer().match(text.lower()):
            return columns.NEUTRAL
        strength = self.strength(text)
        if strength >= _BOUND:
            return columns.POSITIVE
        return columns.NEGATIVE if strength <= -_BOUND else columns.NEUTRAL

    def strength(self, text: str) -> float:
        """The sum of the words' ratings as VADER weighs them, with the weights of phrases."""
        found = Words(text)
        tokens = found.words_and_emoticons
        lowered = [token.lower() for token in tokens]
        weights = self._weights(found, tokens, lowered)
        total = sum(
            0.0 if weight > 0 and _is_wish(lowered, place) else weight
            for place, weight in enumerate(weights)
        )
        emphasis = float(self._punctuation_emphasis(total, text))
        total += emphasis if total > 0 else -emphasis if total < 0 else 0.0
        return total + _phrases(text)


def _phrases(text: str) -> float:
    total, text = 0.0, text.lower()
    for pattern, weight in cues():
        text, times = pattern.subn(" | ", text)
        total += weight if times else 0.0
    return total


def _is_wish(lowered: list[str], place: int) -> bool:
    return not _WISHES.isdisjoint(lowered[max(0, place - _WISH_REACH) : place])


@cache
def words() -> dict[str, float]:
    """The words VADER lacks, with their inflections, and their ratings; denied praise
    ("unhelpful") is blame."""
    rated = {word: g["rating"] for g in _table()["group"] for word in g["words"].split()}
    praise = [w for w, rating in (lexicon() | rated).items() if rating > 0 and w.isalpha()]
    denied = {prefix + w: -1.5 for w in praise if len(w) > 4 for prefix in ("un", "dis", "in")}
    inflected = {form: rating for word, rating in rated.items() for form in _inflected(word)}
    return denied | inflected | rated


def _inflected(word: str) -> list[str]:
    if word.endswith("e"):
        return [word + "s", word + "d", word[:-1] + "ing", word + "ly"]
    if word.endswith("y"):
        return [word[:-1] + ending for ending in ("ies", "ied", "ily")]
    return [word + ending for ending in ("s", "es", "ed", "ing", "ly")]


@cache
def cues() -> tuple[tuple[re.Pattern[str], float], ...]:
    """Turns of phrase that carry a tone without a strong word, and their weights."""
    return tuple((re.compile(c["pattern"]), c["weight"]) for c in _table()["cue"])


@cache
def no_answer() -> re.Pattern[str]:
    """What people write who have nothing to say."""
    return re.compile(_table()["no_answer"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("analysis.tone").joinpath("words.toml").read_text("utf-8"))
