"""What changed between the old wording of a clause and the new, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from diff_match_patch import diff_match_patch

TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
#: The first character of the Unicode planes kept for private use: none of them is a surrogate.
FIRST_CHARACTER = 0xF0000


class ClauseStatus(StrEnum):
    """What a clause is beside the text it replaces."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words: ``kind`` is "same", "inserted" or "deleted"."""

    kind: str
    text: str


KINDS = {0: "same", 1: "inserted", -1: "deleted"}


def clause_status(text: str, old_text: str) -> ClauseStatus:
    """New without an old wording, unchanged when the words are the same, else changed.

    Spaces and line breaks do not make a change: they come and go with the file a text was
    pasted from, and no reader would find one.
    """
    if not old_text.strip():
        return ClauseStatus.NEW
    same = text.split() == old_text.split()
    return ClauseStatus.UNCHANGED if same else ClauseStatus.CHANGED


def compared(old: str, new: str) -> tuple[Change, ...]:
    """The stretches that make ``new`` out of ``old``, in reading order.

    The texts of "same" and "inserted" joined are ``new``, of "same" and "deleted" ``old``,
    to the character. Method: Myers' difference of whole words, each mapped to one character, then
    the semantic clean-up of diff-match-patch, so that a rewritten phrase reads as one change.
    """
    words: dict[str, str] = {}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # The same texts must always give the same answer.
    pieces = engine.diff_main(_as_characters(old, words), _as_characters(new, words), False)
    engine.diff_cleanupSemantic(pieces)
    back = {character: word for word, character in words.items()}
    return tuple(
        Change(KINDS[kind], "".join(back[character] for character in characters))
        for kind, characters in pieces
        if characters
    )


@lru_cache(maxsize=2048)
def changes(old: str, new: str) -> tuple[Change, ...]:
    """``compared``, remembered: for published texts alone, which every reader asks for."""
    return compared(old, new)


def _as_characters(text: str, words: dict[str, str]) -> str:
    return "".join(
        words.setdefault(word, chr(FIRST_CHARACTER + len(words))) for word in TOKENS.findall(text)
    )
