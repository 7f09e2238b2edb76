"""The bookmarks of the form: which words are printed, and which box is which.

Word and LibreOffice keep a bookmark through every saving; a program that is asked to save a content
control may drop its tag. A bookmark's name has at most 40 letters, digits and underscores.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

MARK = re.compile(r"R(?P<count>\d*)_(?P<digest>[0-9a-f]{8})(?:_(?P<field>[a-z]+_\w+))?")


class Mark(NamedTuple):
    """What a bookmark says of its paragraph: the digest of what was printed, the box it opens."""

    digest: str
    field: str


def field(kind: str, of: object) -> str:
    """The name of a box: "comment_123" is the comment on clause version 123."""
    return f"{kind}_{of}"


def bookmark(count: int, printed: str, opens: str = "") -> str:
    """The bookmark of one printed paragraph, different for each."""
    return f"R_{digest(printed)}_{opens}" if opens else f"R{count}_{digest(printed)}"


def mark(tag: str) -> Mark | None:
    """The mark that this bookmark is; None for a bookmark of somebody else's."""
    match = MARK.fullmatch(tag)
    return Mark(match["digest"], match["field"] or "") if match else None


def digest(printed: str) -> str:
    """A short name of the words, however their spaces and lines are broken."""
    words = " ".join(printed.split())
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]
