"""The sentences of a text that the learned reader would hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analysis.holds.hold import COMBINATION, DISCLOSURE, NAMED_PERSON, Hold
from analysis.holds.telling.learning import OPEN, reader

#: Policy: missing a child does more harm than a needless look, so a sentence is held long before it
#: is as likely as not to tell of one life. Three of four examples learned from do not.
THRESHOLD = 0.25
#: Fewer words than these ("He is six.") are read with nothing to go by.
FEWEST = 5
SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*(?:[.!?](?=\S)[^.!?\n]*)*")
REASONS = {
    COMBINATION: "details that may tell of one life",
    DISCLOSURE: "may tell of harm to somebody the writer knows",
    NAMED_PERSON: "may name a private person",
}


def find(text: str) -> Iterator[Hold]:
    """Every sentence of ``text`` that may tell of one particular life, whole."""
    for match in SENTENCE.finditer(text):
        kind = _kind(match.group().rstrip())
        if kind:
            start = match.start()
            yield Hold(start, start + len(match.group().rstrip()), kind, REASONS[kind])


@lru_cache(maxsize=20_000)
def _kind(sentence: str) -> str:
    """The kind of hold a sentence calls for, "" for none."""
    if len(sentence.split()) < FEWEST:
        return ""
    chances = reader().chances(sentence)
    if 1 - chances.pop(OPEN) < THRESHOLD:
        return ""
    return max(sorted(chances), key=chances.__getitem__)
