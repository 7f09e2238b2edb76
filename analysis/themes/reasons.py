"""Which passages give no reason: bare agreement, "nothing to add", courtesy.

Policy: a theme is an argument. Someone who says "Nothing", "All fine" or
"I agree" is counted for their position, and listed under *no reason given*,
never under a theme made of the word "agree".
"""

from __future__ import annotations

import re

from analysis.themes.words import words

BARE = words("bare")
"""Words that by themselves say whether, not why."""

_COURTESY = re.compile(
    r"^\W*(?:dear\b|yours\b|(?:kind|best|warm)?\s*regards\b|to whom it may|"
    r"thank you (?:for|very much)|many thanks|i look forward to|please (?:find|see) (?:attached|below))",
    re.IGNORECASE,
)
_LONGEST_COURTESY = 14
_WORD = re.compile(r"[^\W\d_]+")


def gives_none(text: str) -> bool:
    """Whether `text` states no reason: every word bare, or a line of courtesy."""
    said = _WORD.findall(text.lower().replace("'", "").replace("\u2019", ""))
    if all(word in BARE for word in said):
        return True
    return len(said) <= _LONGEST_COURTESY and bool(_COURTESY.match(text))
