"""Long texts, page by page: which characters of which text stand on which page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from consultation.responses.rules.characters import joins

#: The most characters of respondents' words on one page for staff: about 10,000 words of English.
MOST = 60_000

#: The most texts on one: each can have some fields of a form, of which Django takes a thousand.
MOST_TEXTS = 300

#: Where a page may end: after a paragraph, else a line, a sentence, a word.
ENDS = [re.compile(end) for end in (r"\n\s*\n", r"\n", r"[.!?…][\"'”’)]*\s+", r"\s+")]


class Portion(NamedTuple):
    """What stands on one page: from which character to which of each text, by the text's name.

    ``before`` words of all texts stand on earlier pages, and ``words`` on this one.
    """

    places: dict[str, tuple[int, int]]
    before: int
    words: int

    def within(self, name: str, start: int, end: int) -> tuple[int, int]:
        """As much of these characters of a text as stands here: (start, end), alike where none do."""
        first, last = self.places.get(name, (start, start))
        start = min(max(start, first), last)
        return start, max(min(end, last), start)

    def shows(self, name: str, start: int, end: int) -> bool:
        """Whether any of these characters of a text stands here."""
        first, last = self.within(name, start, end)
        return first < last

    def __str__(self) -> str:
        return f"words {self.before + 1:,} to {self.before + self.words:,}"


def portions(texts: Iterable[tuple[str, str]], most: int = MOST) -> list[Portion]:
    """These texts, (name, text) in their order, on pages of at most ``most`` characters.

    Policy: nobody's browser, and no worker, is held up by one respondent's length, and nothing of
    it is left out: of each text every character is on one page, so the pages joined are the text.
    What fits on one page is on one, unless it is of very many texts. A page ends where a reader
    would pause. It is characters that are counted, as not every script puts spaces between words.
    """
    found: list[Portion] = []
    places: dict[str, tuple[int, int]] = {}
    words, room = 0, most
    for name, text in texts:
        at = 0
        while True:
            full = len(text) - at > room and room < most // 2
            if full or len(places) == MOST_TEXTS:
                _close(found, places, words)
                places, words, room = {}, 0, most
            end = _end(text, at, room)
            places[name] = at, end
            words += len(text[at:end].split())
            room -= end - at
            at = end
            if at == len(text):
                break
            room = 0
    _close(found, places, words)
    return found


def _close(found: list[Portion], places: dict[str, tuple[int, int]], words: int) -> None:
    before = found[-1].before + found[-1].words if found else 0
    found.append(Portion(places, before, words))


def _end(text: str, start: int, room: int) -> int:
    """Where a page ends that begins at ``start`` of the text and has room for so many characters."""
    last = start + room
    if last >= len(text):
        return len(text)
    first = start + room // 2
    for pattern in ENDS:
        ends = [
            end for one in pattern.finditer(text, first, last) if not joins(text, end := one.end())
        ]
        if ends:
            return ends[-1]
    end = last
    while joins(text, end) and end > first:
        end -= 1
    return end if end > first else last
