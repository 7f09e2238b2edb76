"""What in a text is not as it looks: told to officials, changed by nobody."""

from __future__ import annotations

import re
import unicodedata

#: More marks than this on one letter are stacked to cover what is written around.
MOST_MARKS = 3
#: Between the letters of scripts that join, and in emoji of several parts, these two are spelling.
JOINERS = "\u200c\u200d"
#: A soft hyphen is a place to break a word, and programs for writing set it unasked.
USUAL = "\u00ad"
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
#: Of two letters, "μg" is a unit.
_WORD = re.compile(r"[^\W\d_]{3,}")
#: Alphabets of which some letters look like those of another.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def oddities(text: str) -> list[str]:
    """Sentences for an official who reads the text; none for a text that is as it looks.

    Policy: what people write is kept and shown as they wrote it, with its direction kept to itself.
    Characters that cannot be seen, letters that only look alike and heaps of marks are rarely meant
    by who writes and can hide a word from who reads or searches: so they are told, and no more.
    """
    if text.isascii():
        return []
    found = []
    if unseen := _unseen(_FLAG.sub("", text)):
        names = ", ".join(sorted({f"U+{ord(one):04X}" for one in unseen})[:5])
        found.append(f"Characters that cannot be seen, or turn the writing round: {names}.")
    if mixed := sum(_mixed(word) for word in _WORD.findall(text)):
        words = "1 word mixes" if mixed == 1 else f"{mixed} words mix"
        found.append(f"{words} letters of several alphabets that look alike.")
    if _heaped(text):
        found.append(f"Letters with more than {MOST_MARKS} marks heaped on them.")
    return found


def _unseen(text: str) -> list[str]:
    around = zip(f" {text}", text, f"{text} "[1:], strict=False)
    return [
        one
        for before, one, after in around
        if unicodedata.category(one) == "Cf"
        and one not in USUAL
        and not (one in JOINERS and _joined(before) and _joined(after))
    ]


def _joined(one: str) -> bool:
    """Whether a joiner beside this character is spelling: not beside Latin, Greek, Cyrillic, space."""
    if ord(one) < 0x0590:
        return False
    return unicodedata.category(one)[0] in "LMS"


def _mixed(word: str) -> bool:
    """Whether a word has letters of two of the alphabets that look alike."""
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return len(names & {*_ALIKE}) > 1


def _heaped(text: str) -> bool:
    run = 0
    for one in text:
        # Scripts between these have marks as a part of spelling.
        mark = unicodedata.category(one) in ("Mn", "Me") and not 0x0590 <= ord(one) <= 0x1CCF
        run = run + 1 if mark else 0
        if run > MOST_MARKS:
            return True
    return False
