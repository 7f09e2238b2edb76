"""The stems of English words, each found once: stemming a word anew in every stage took a tenth
of the whole analysis."""

from functools import lru_cache

from nltk.stem.snowball import SnowballStemmer

LONGEST = 40
"""Letters; longer runs are no words, and are only cut."""

DIGITS = frozenset("0123456789")
_STEMMER = SnowballStemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word, by Porter's Snowball rules for English (Porter 2).

    What has a digit in it is no word, and is left as it is.
    """
    if len(word) > LONGEST or not DIGITS.isdisjoint(word):
        return word[:LONGEST]
    return str(_STEMMER.stem(word))
