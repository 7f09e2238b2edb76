"""Words in quotation marks were said: the check every summary passes before it is given out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from analysis import quotations
from analysis.quotations import Texts

Sentence = Mapping[str, Any]

OPEN, CLOSE = "\u201c", "\u201d"
_QUOTED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


class UntrueQuotation(ValueError):
    """A sentence quotes words that are not at its source, or has no source."""


def check(sentences: Sequence[Sentence], texts: Texts) -> None:
    """Raise UntrueQuotation unless every sentence has sources, and its words are theirs.

    `sentences` hold `text` and `sources` (response_id, row, start, end,
    quote); `texts` are the responses as read. Every source must stand at its
    place to the character, and all that a sentence puts in quotation marks
    must be the words of one of its sources.
    """
    for sentence in sentences:
        sources = sentence["sources"]
        if not sources:
            raise UntrueQuotation(f"No source is given for {sentence['text']!r}.")
        for source in sources:
            if not quotations.is_true(source, texts):
                raise UntrueQuotation(
                    f"{source['quote']!r} does not stand at {source['start']} to {source['end']} "
                    f"of response {source['response_id']!r}."
                )
        _check_marks(sentence["text"], [source["quote"] for source in sources])


def _check_marks(text: str, quotes: Sequence[str]) -> None:
    if text.count(OPEN) != text.count(CLOSE) or text.count(OPEN) != len(_QUOTED.findall(text)):
        raise UntrueQuotation(f"The quotation marks in {text!r} are not in pairs.")
    for words in _QUOTED.findall(text):
        if not any(words in quote for quote in quotes):
            raise UntrueQuotation(f"{words!r} is in quotation marks but in none of the sources.")
