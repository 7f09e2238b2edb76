"""Details that name nobody and yet, together, point at one person or family.

Jigsaw identification: age, place, date, school, injury and family shape are each common;
three of them in a few sentences, one of them a place or a day, are often unique. So is
"the only … in the village".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from analysis import patterns
from analysis.holds.hold import COMBINATION, Hold

_TABLE = patterns.table(__package__, "combinations.toml")
ONLY = re.compile(patterns.expression(_TABLE["only"]), re.IGNORECASE)
POST = re.compile(_TABLE["post"])
REAL_LIFE = re.compile(_TABLE["real_life"], re.IGNORECASE)
#: Facets told by capital letters keep their case; the others ignore it.
CASED = frozenset({"a place", "a school", "a date"})
FACETS = {
    name: re.compile(facet, 0 if name in CASED else re.IGNORECASE)
    for name, facet in _TABLE["facets"].items()
}
WHERE_OR_WHEN = frozenset(
    {"a place", "a small place", "a school", "a date", "a work place or post"}
)
#: One school or small place, and one of these, are enough.
NARROW = frozenset({"a school", "a small place"})
TELLING = frozenset({"an age", "an injury or a death", "a trial"})
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


def find(text: str) -> Iterator[Hold]:
    """Every pair of neighbouring sentences with three facets of one life, and every "only"."""
    for match in ONLY.finditer(text):
        yield Hold(match.start(), match.end(), COMBINATION, "one of a very small group")
    for match in POST.finditer(text):
        yield Hold(match.start(), match.end(), COMBINATION, "the holder of a post at a named place")
    spans = [match.span() for match in SENTENCE.finditer(text)]
    for place, (start, _) in enumerate(spans):
        end = spans[min(place + 1, len(spans) - 1)][1]
        yield from _combined(text, start, end)


def _combined(text: str, start: int, end: int) -> Iterator[Hold]:
    found = _in_window(text[start : min(end, start + 1200)])
    if found:
        first, last, reason = found
        yield Hold(start + first, start + last, COMBINATION, reason)


# What a writer says again and again, or many write alike, is read once.
@lru_cache(maxsize=10_000)
def _in_window(window: str) -> tuple[int, int, str] | None:
    """From where to where a window has facets of one life that tell together, and which."""
    found = _facets(window, WHERE_OR_WHEN)
    where = found.keys() & WHERE_OR_WHEN
    if not where or not REAL_LIFE.search(window):
        return None
    found |= _facets(window, FACETS.keys() - WHERE_OR_WHEN)
    close = NARROW & where and TELLING & found.keys()
    if not close and not (len(found) >= 3 and len(found) > len(where)):
        return None
    first = min(match.start() for match in found.values())
    last = max(match.end() for match in found.values())
    return first, last, f"together: {', '.join(sorted(found))}"


def _facets(window: str, names: AbstractSet[str]) -> dict[str, re.Match[str]]:
    """The first place of each of the facets ``names`` that the window has."""
    return {name: match for name in names if (match := FACETS[name].search(window))}
