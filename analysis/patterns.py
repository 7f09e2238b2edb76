"""Read tables of regular expressions kept as data beside the module that uses them.

What people write is easier to extend in a table than in code, and a reader who knows no
Python can check it. A table's ``[parts]`` are named pieces: ``<KIN>`` in an expression
stands for the part of that name. Expressions may be a string or a list of alternatives.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

PART = re.compile(r"<([A-Z_]+)>")


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """The TOML file ``name`` of ``package``, its parts put in place."""
    raw = tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    parts = raw.pop("parts", {})
    return {key: _filled(value, parts) for key, value in raw.items()}


def _filled(value: Any, parts: dict[str, Any]) -> Any:
    if isinstance(value, str):
        return PART.sub(lambda match: expression(_filled(parts[match[1]], parts)), value)
    if isinstance(value, list):
        return [_filled(item, parts) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, parts) for key, item in value.items()}
    return value


def expression(alternatives: str | list[str]) -> str:
    """One group that matches any of the alternatives."""
    if isinstance(alternatives, str):
        return f"(?:{alternatives})"
    return f"(?:{'|'.join(alternatives)})"


def words(alternatives: str | list[str], flags: int = 0) -> re.Pattern[str]:
    """Compiled so that a match begins and ends at the edge of a word."""
    return re.compile(rf"(?<!\w){expression(alternatives)}(?!\w)", flags)


def lowered(text: str) -> str:
    """``text`` in lower case, each character at its place.

    Matching lower case as it stands takes half the time of matching with case ignored. The few
    letters that lower case makes longer (İ) are left as they are.
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)


#: Characters read at a time. An expression that looks ahead may take the square of the length
#: of what it reads, so nothing longer is read at once; ordinary sentences are far shorter.
LONGEST = 1000
BREAKS = ("\n", ". ", " ")


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """``(offset, piece)`` of ``text``, whole when short, else cut at ends of lines, sentences
    or words where there are any. The pieces, joined, are the text."""
    start = 0
    while start < len(text):
        end = start + LONGEST
        if end < len(text):
            middle = start + LONGEST // 2
            cuts = (text.rfind(mark, middle, end) + len(mark) for mark in BREAKS)
            end = next((cut for cut in cuts if cut > middle), end)
        yield start, text[start:end]
        start = end
