"""What proposed changes of a clause are called, so that each can be told from the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

Amendment = Mapping[str, Any]

#: What each kind of amendment does to words of the clause, and where it names none of them.
DOES = {
    "delete": ("take out", "take words out"),
    "replace": ("put other words for", "put other words for some of its own"),
    "insert": ("add words beside", "add words"),
    "move": ("move", "move words"),
}
#: How long the longest of so few shared words must be to say which part of a clause a change is on;
#: three in a row say it whatever they are.
LONG_BY_SIZE = {0: 1, 1: 7, 2: 6}


def called(amendments: Sequence[Amendment], text: str) -> list[str]:
    """What each amendment of a clause of that ``text`` would do, in the clause's own words alone.

    Policy: the words a respondent would put in are theirs. They are published only as a quotation
    that was cleared; what they would take out is the department's own text. One that takes out
    nothing is called by words of the clause that it repeats. Those still called alike are counted.
    """
    names = [what(one, text) for one in amendments]
    of, seen = Counter(names), Counter[str]()
    found = []
    for name in names:
        seen[name] += 1
        found.append(f"{name} ({seen[name]} of {of[name]})" if of[name] > 1 else name)
    return found


def what(amendment: Amendment, text: str) -> str:
    """What one amendment would do, whatever the others are called."""
    start, end = int(amendment["clause_start"]), int(amendment["clause_end"])
    own = " ".join(text[start:end].split()) if 0 <= start < end else ""
    verb, otherwise = DOES.get(amendment["kind"], ("change", "another change"))
    if own:
        return f"{verb} “{own}”"
    on = max((_shared(words, text) for words in _said(amendment)), key=len, default="")
    return f"{otherwise} on “{on}”" if on else otherwise


def _said(amendment: Amendment) -> Iterator[str]:
    yield amendment.get("old_words", "")
    yield amendment.get("new_words", "")
    yield from (one["quote"] for one in amendment.get("quotations", ())[:1])


def _shared(words: str, text: str) -> str:
    """The longest run of words of the clause that stands in ``words`` too; "" where it says nothing."""
    own, said = list(re.finditer(r"[\w’'-]+", text)), re.findall(r"[\w’'-]+", words.lower())
    match = SequenceMatcher(None, [one[0].lower() for one in own], said, autojunk=False)
    start, _at, size = match.find_longest_match()
    run = [one[0] for one in own[start : start + size]]
    longest = max(map(len, run), default=0)
    if longest < LONG_BY_SIZE.get(size, 0):
        return ""
    return " ".join(text[own[start].start() : own[start + size - 1].end()].split())
