"""What a campaign is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import dropwhile

#: Words of a name, and the fewest that tell anything.
MOST_WORDS, FEWEST_WORDS = 8, 3

#: Words with which letters begin, whatever they are about.
_STOCK = frozenset(
    "i we am are is writing write responding respond asking ask asks urge urging would like want wish "
    "strongly respectfully believe think feel say to you your that the this on about of in behalf my "
    "our please dear and as a an".split()
)

_ENDS = re.compile(r"(?<=[.!?:;])\s+|\s*\n\s*")


def titles(templates: Mapping[str, str]) -> dict[str, str]:
    """By campaign, the first words of its template that are no other's; "" where there are none.

    Policy: people know a campaign by what it says. How many of them begin ("Dear Minister, I am
    writing about the draft guidance.") tells none from another, so words with which letters begin
    are passed over, and those with which a sentence of another template begins too.

    >>> titles({"a": "Dear Minister. I am writing to ask you to keep all boards.",
    ...         "b": "Dear Minister. Nobody needs another board."})
    {'a': 'keep all boards', 'b': 'Nobody needs another board'}
    """
    begins = {name: list(map(_begin, _ENDS.split(text))) for name, text in templates.items()}
    used = Counter(begin for mine in begins.values() for begin in set(mine))
    return {
        name: next((one for one in mine if one and used[one] == 1), "")
        for name, mine in begins.items()
    }


def called(name: str, title: str = "") -> str:
    """What a campaign is called on screens: by its title, or where it has none by its reference.

    >>> called("campaign-172e021a", "Keep all boards"), called("campaign-172e021a")
    ('Campaign “Keep all boards”', 'Campaign 172e021a')
    """
    return f"Campaign “{title}”" if title else f"Campaign {name.removeprefix('campaign-')}"


def _begin(sentence: str) -> str:
    """The first words of a sentence; "" of one that is too short."""
    words = list(dropwhile(lambda word: word.lower().strip(",") in _STOCK, sentence.split()))
    if len(words) < FEWEST_WORDS:
        return ""
    begin = " ".join(words[:MOST_WORDS]).rstrip(".,;:!?")
    return f"{begin}…" if len(words) > MOST_WORDS else begin
