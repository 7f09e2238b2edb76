"""What of a text a reader may see: the one decision that every page, figure and file asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

#: Stands for every visible character of masked words; it is no letter, so nothing can be read of it.
FILLER = "█"

_VISIBLE = re.compile(r"[^\s.!?]|[.!?](?!\s|$)")


class Kind(StrEnum):
    """How words are restricted. What is both is redacted."""

    HELD = "held"
    REDACTED = "redacted"


class Restriction(NamedTuple):
    """Characters of one text that not everybody may read, and why."""

    start: int
    end: int
    kind: Kind
    why: str


class Sight(NamedTuple):
    """What a reader may see beyond what nothing restricts; by default, nothing."""

    held: bool = False
    redacted: bool = False

    def sees(self, kinds: Iterable[str]) -> bool:
        """Whether words under these kinds of restriction may be read.

        Policy: held words are read by cleared officials and duty officers, who decide on them.
        Redacted words were decided on: nobody reads them but a duty officer who opens the
        original, which is logged. Whoever may read held words may not therefore read redacted ones.
        """
        return all(
            {Kind.HELD: self.held, Kind.REDACTED: self.redacted}.get(Kind(kind), True)
            for kind in kinds
            if kind in tuple(Kind)
        )


#: A reader who sees nothing that is restricted.
NOTHING_RESTRICTED = Sight()


class Stretch(NamedTuple):
    """Characters of a text under the same restrictions; without them where they are not seen."""

    start: int
    text: str
    kind: str = ""
    why: str = ""
    hidden: bool = False

    @property
    def held(self) -> bool:
        """Whether anything restricts these characters."""
        return bool(self.kind)

    def __str__(self) -> str:
        return label(self.kind, self.why) if self.hidden else self.text


def stretches(
    text: str,
    restrictions: Iterable[Restriction],
    sight: Sight = NOTHING_RESTRICTED,
    start: int = 0,
    end: int | None = None,
) -> list[Stretch]:
    """``text[start:end]`` cut where restrictions begin and end, as ``sight`` may see it.

    What is hidden for one reason is one stretch, however many restrictions lie on it.
    """
    end = len(text) if end is None else end
    within = [one for one in restrictions if one.start < end and one.end > start]
    edges = {min(max(place, start), end) for one in within for place in (one.start, one.end)}
    found: list[Stretch] = []
    for a, b in pairwise(sorted({start, end, *edges})):
        over = [one for one in within if one.start <= a and b <= one.end]
        one = _stretch(text, a, b, over, sight)
        last = found[-1] if found else None
        if last is None or not (one.hidden and last.hidden and str(one) == str(last)):
            found.append(one)
    return found


def _stretch(text: str, start: int, end: int, over: list[Restriction], sight: Sight) -> Stretch:
    if not over:
        return Stretch(start, text[start:end])
    # "redacted" sorts after "held".
    worst = max(over, key=lambda one: one.kind)
    hidden = not sight.sees({one.kind for one in over})
    return Stretch(start, "" if hidden else text[start:end], worst.kind, worst.why, hidden)


def shown(
    text: str,
    restrictions: Iterable[Restriction],
    sight: Sight = NOTHING_RESTRICTED,
    start: int = 0,
    end: int | None = None,
) -> str:
    """``text[start:end]`` with "[held: why]" or "[redacted: reason]" for what is not seen."""
    return "".join(map(str, stretches(text, restrictions, sight, start, end)))


def label(kind: str, why: str) -> str:
    """What stands in the place of words.

    >>> label("held", "May identify a person")
    '[held: may identify a person]'
    """
    return f"[{kind}: {why[:1].lower()}{why[1:]}]"


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with these characters filled in; its length and all other characters as before.

    Policy: words under a restriction never reach the analysis, nor, with it, any theme's name,
    summary, quotation or export. Length and white space are kept, so that an offset into the
    masked text is the same place in the source; so is a stop at the end of a sentence, lest a
    masked sentence run into the next and hide that too.
    """
    for start, end in spans:
        text = text[:start] + _VISIBLE.sub(FILLER, text[start:end]) + text[end:]
    return text
