"""Which text can be stored.

PostgreSQL cannot store NUL, and a lone surrogate is no character in any encoding. Both are
refused, and the words handed back; everything else is stored exactly as the browser sent it,
line endings (CRLF in a form) included, because offsets and digests point into that very text.
"""

import re

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MARK = "\N{REPLACEMENT CHARACTER}"


def unstorable(text: str) -> list[int]:
    """Where in the text the characters are that cannot be stored."""
    return [found.start() for found in UNSTORABLE.finditer(text)]


def handed_back(text: str) -> str:
    """The text as it can be shown again: a character that cannot be stored becomes a mark."""
    return UNSTORABLE.sub(MARK, text)
