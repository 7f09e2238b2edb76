"""Does a sentence propose a change?

People propose by wishing ("it would help if"), by telling what should be ("must say"),
by commanding ("delete the second sentence") and by asking for redrafts. Patterns carry
over to new subjects; classifiers trained on one forum did not (F1 0.25 on hotels).
"""

from __future__ import annotations

import re

from analysis import patterns

_TABLE = patterns.table(__package__, "proposals.toml")
ASKS, DUTIES, NOT_ASKS = (patterns.words(_TABLE[name]) for name in ("asks", "duties", "not_asks"))
COMMAND = re.compile(rf"{_TABLE['list_mark']}{_TABLE['commands']}(?!\w)")
YOU = re.compile(r"\b(?:you|yourself|yourselves)\b")
CONDITIONS = patterns.words(_TABLE["conditions"])


def proposes(sentence: str) -> bool:
    """Whether ``sentence`` asks for something to be changed, added or taken away."""
    lowered = sentence.lower().replace("’", "'").strip()
    return any(_asks(piece) for _, piece in patterns.pieces(lowered))


def advises(sentence: str) -> bool:
    """Whether it only tells other readers what to do: a command to *you*, and no more."""
    lowered = sentence.lower().replace("’", "'").strip()
    if not YOU.search(lowered):
        return False
    found = [piece for _, piece in patterns.pieces(lowered) if _asks(piece)]
    return not any(ASKS.search(piece) or DUTIES.search(piece) for piece in found)


def _asks(piece: str) -> bool:
    if NOT_ASKS.search(piece):
        return False
    return any(pattern.search(piece) for pattern in (ASKS, DUTIES, COMMAND, CONDITIONS))
