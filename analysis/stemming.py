"""The stems of English words, each found once: stemming a word anew in every stage took a tenth
of the whole analysis."""

from functools import lru_cache

from nltk.stem.snowball import SnowballStemmer

LONGEST = 40
"""Letters; longer runs are no words, and are only cut."""

_STEMMER = SnowballStemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word, by Porter's Snowball rules for English (Porter 2)."""
    return str(_STEMMER.stem(word)) if len(word) <= LONGEST else word[:LONGEST]
