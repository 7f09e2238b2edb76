"""Wording that a respondent proposes in the place of a clause's."""

from __future__ import annotations

import re
from itertools import takewhile

from consultation.guidance.rules.changes import TOKENS, Change, compared

#: The most that is compared word by word: about a quarter of a second's work at the worst.
MOST_WORDS = 50_000
MOST_PAIRS = 1_000_000


def proposal_of(typed: str, wording: str) -> str:
    """What was typed, exactly, if it is other wording than the clause's; else nothing.

    The box begins with the clause in it, so the same words are no proposal; spaces and line
    breaks, which browsers change on the way, do not make one. Nor does an empty box: a person who
    cleared it may have wanted to begin anew, and the wish to have a clause taken out is a comment.
    """
    return "" if typed.split() in ([], wording.split()) else typed


def proposed_changes(wording: str, proposed: str) -> tuple[Change, ...]:
    """What ``proposed`` changes in the wording of the clause, word by word.

    The texts of "same" and "inserted" joined are ``proposed`` to the character, so that a place in
    it is a place in them. Browsers end lines with two characters: the wording is compared as a
    browser would send it. Where a text is so long that comparing it would hold others up, all
    between the words at its two ends that stayed is shown as one change.
    """
    if "\r\n" in proposed:
        wording = re.sub(r"\r?\n", "\r\n", wording)
    old, new = TOKENS.findall(wording), TOKENS.findall(proposed)
    ends = _same(old, new)
    after = _same(old[ends:][::-1], new[ends:][::-1])
    pairs = (len(old) - ends - after) * (len(new) - ends - after)
    if pairs <= MOST_PAIRS and len(old) + len(new) <= MOST_WORDS:
        return compared(wording, proposed)
    stretches = (
        Change("same", "".join(new[:ends])),
        Change("deleted", "".join(old[ends : len(old) - after])),
        Change("inserted", "".join(new[ends : len(new) - after])),
        Change("same", "".join(new[len(new) - after :])),
    )
    return tuple(one for one in stretches if one.text)


def _same(old: list[str], new: list[str]) -> int:
    """How many words and spaces at the start of both are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
