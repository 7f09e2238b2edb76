"""Where the same words stand again, however they are written; by the words, or by their digest."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

#: Words of fewer letters stand in every text: they can be redacted in one place only.
FEWEST_LETTERS = 3
#: How many more or fewer words the same letters may be written as: O’Brien, OBrien.
SPREAD = 2
#: The longest gap between two words of a name, unless it is white space.
GAP = 3

_NO_LETTER = re.compile(r"[\W_]+")


class Word(NamedTuple):
    """A word of a text: its place, and its letters folded."""

    start: int
    end: int
    letters: str


def letters_of(text: str) -> str:
    """The letters and digits of ``text``, folded, without anything between them.

    >>> letters_of("Zoë O’Brien") == letters_of("ZOE  O'BRIEN") == "zoeobrien"
    True
    """
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", text).casefold())


def needle(phrase: str) -> str:
    """The letters by which ``phrase`` is found: of "Ann Harrow’s", those of "Ann Harrow"."""
    return letters_of(re.sub(r"['’ʼ＇]s?\s*$", "", phrase.strip(), flags=re.IGNORECASE))


def words_in(text: str) -> list[Word]:
    """The words of ``text`` in order.

    Policy: words are the same whatever their case, accents, width (NFKC and NFKD fold both), and
    whatever invisible characters stand in them: zero-width spaces, soft hyphens and directions are
    passed over. A number beside letters is a word of its own: "harrow2.docx" names Harrow. So nobody
    hides a name from its redaction by typing it oddly.
    """
    found: list[Word] = []
    start, end, letters = 0, 0, ""
    for at, character in enumerate(text):
        plain = _plain(character)
        if plain is None:
            continue
        if letters and (not plain or plain.isdigit() != letters[-1].isdigit()):
            found.append(Word(start, end, letters))
            letters = ""
        if plain:
            start, letters = (start, letters + plain) if letters else (at, plain)
            end = at + 1
    return [*found, Word(start, end, letters)] if letters else found


def found(text: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """The places of ``needles`` in ``text``: whole words, in order, none inside another.

    Policy: a possessive or a plural is the same word ("Harrows report"). Words written as one, or
    one written as two, are too: file names and handwriting do that. This may find more than was
    meant, and whoever redacts sees each place before; it may not find less.
    """
    wanted = {one for each in needles if each for one in (each, f"{each}s")}
    whole = letters_of(text)
    if not any(one in whole for one in wanted):
        return []
    longest = max(map(len, wanted))
    return _places(text, lambda letters: letters in wanted, longest, longest)


def digest_of_words(letters: str, key: bytes) -> str:
    """The digest by which words are known when they come again; nothing of them can be read."""
    return hmac.digest(key, letters.encode(), "sha256").hex()


def key_of(secret: str, consultation: int) -> bytes:
    """The key of the digests of one consultation, made from a secret of the site."""
    return sha256(f"redacted words {consultation} {secret}".encode()).digest()


def found_by_digest(
    text: str, digests: set[str], most: int, keys: Iterable[bytes]
) -> list[tuple[int, int]]:
    """The places in ``text`` of words known by their ``digests`` alone, of at most ``most`` words."""
    known = list(keys)

    def same(letters: str) -> bool:
        forms = {letters, letters.removesuffix("s")}
        return any(digest_of_words(form, key) in digests for form in forms for key in known)

    return _places(text, lru_cache(maxsize=None)(same), most + SPREAD, None)


def _places(
    text: str, same: Callable[[str], bool], most: int, longest: int | None
) -> list[tuple[int, int]]:
    words, at, places = words_in(text), 0, []
    while at < len(words):
        runs = list(_runs(text, words, at, most, longest))
        end = next((run.end for run in reversed(runs) if same(run.letters)), None)
        if end is None:
            at += 1
            continue
        places.append((words[at].start, end))
        while at < len(words) and words[at].start < end:
            at += 1
    return places


def _runs(text: str, words: list[Word], at: int, most: int, longest: int | None) -> Iterator[Word]:
    """The words from the one ``at`` on, taken together: one, two, at most ``most``."""
    start, end, letters = words[at].start, words[at].start, ""
    for word in words[at : at + most]:
        gap = text[end : word.start]
        if len(gap) > GAP and not gap.isspace():
            return
        end, letters = word.end, letters + word.letters
        if longest is not None and len(letters) > longest:
            return
        yield Word(start, end, letters)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str | None:
    """The letters of a character, "" where it separates words, None where it is passed over."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return None
    return letters_of(character)
