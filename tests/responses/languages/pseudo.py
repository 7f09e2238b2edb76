"""A language in which every message is itself in brackets, and a reader that finds what has none.

Whatever an editor or a respondent wrote in these tests is in Greek letters, so a Latin letter outside
brackets is a text of ours that was never marked for translation.
"""

import re
from html.parser import HTMLParser
from typing import Any

from django.utils.translation.trans_real import DjangoTranslation

CODE = "cy"
OPEN, CLOSE = "⟦", "⟧"
LATIN = re.compile(r"[A-Za-z]{2,}")
#: The same in every language: addresses, digests, references, names of files, kinds and programs.
NAMES = re.compile(
    r"[\w.+-]+@[\w.-]+|https?://\S+|\b[0-9a-f]{64}\b|SHA-256|\b[2-9A-Z]{5}-[2-9A-Z]{5}\b|Redraft"
    r"|[Α-ώ]+\.docx"
)
SPOKEN = ("aria-label", "title", "alt", "placeholder")
SILENT = {"style", "code", "time"}
#: The languages of the site, each by its own name.
LANGUAGES = "redraft-languages"


class Pseudo(DjangoTranslation):
    """Django's own messages and Wagtail's come in brackets too: they have translators of their own."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message.rpartition(chr(4))[2]}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Reader(HTMLParser):
    """Reads a page as a person meets it: its text, in order, and what is spoken of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.attributes: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            foreign = LANGUAGES in given.get("class", "")
            self.within.append("style" if foreign else tag)
        words = [given[name] for name in SPOKEN if name in given]
        if tag == "script":
            words += [value for name, value in given.items() if name.startswith("data-")]
        self.attributes += words

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.within:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not SILENT.intersection(self.within):
            self.text.append(data)


VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr", "rect"}


def outside(text: str) -> list[str]:
    """The stretches of a text that stand in no brackets and have a word in Latin letters."""
    depth, stretches = 0, [""]
    for one in text:
        depth += (one == OPEN) - (one == CLOSE)
        if depth or one == CLOSE:
            stretches += [""] if stretches[-1] else []
        else:
            stretches[-1] += one
    cleaned = (NAMES.sub("", one).strip() for one in stretches)
    return [one for one in cleaned if LATIN.search(one)]


def unmarked(html: str) -> list[str]:
    """What a page says that is neither a message nor somebody's own words."""
    reader = Reader()
    reader.feed(html)
    # A script's plural forms are JSON, with names that no person reads.
    spoken = [re.sub(r'"(forms|of)":', "", words) for words in reader.attributes]
    return [*outside("".join(reader.text)), *(part for one in spoken for part in outside(one))]


def said(pages: dict[str, Any]) -> dict[str, list[str]]:
    """What is unmarked, by the name of the page: each is HTML, or an answer of Django's client."""
    found = {}
    for name, page in pages.items():
        html = page if isinstance(page, str) else page.content.decode()
        assert OPEN in html, f"{name} is in another language: {html[:300]}"
        if left := unmarked(html):
            found[name] = left
    return found
