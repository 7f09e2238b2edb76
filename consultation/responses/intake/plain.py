"""Plain text and HTML into parts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from consultation.responses.intake.text import Part, ReadText, assembled

NOT_UTF8 = "Its characters were read as Windows-1252; look whether letters with accents are right."
PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def read(content: bytes) -> ReadText:
    """The text of a plain text file."""
    text, notes = decoded(content)
    return assembled("txt", paragraphs(text), notes)


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The characters, and a note where the encoding had to be guessed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), [NOT_UTF8]


def paragraphs(text: str, where: str = "body") -> list[Part]:
    """A text's paragraphs: what stands between empty lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return [Part(one, where=where) for one in PARAGRAPHS.split(lines)]


class Words(HTMLParser):
    """The words of an HTML page, a block a paragraph. Nothing it names is fetched."""

    BLOCKS = frozenset(
        "p div li tr h1 h2 h3 h4 h5 h6 ul ol table blockquote section article hr pre dt dd".split()
    )
    UNSEEN = frozenset({"script", "style", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unseen += tag in self.UNSEEN
        self.pieces.append(
            {"br": "\n", "td": "\t", "th": "\t"}.get(tag, "\n\n" * (tag in self.BLOCKS))
        )

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in self.UNSEEN and self.unseen > 0
        self.pieces.append("\n\n" * (tag in self.BLOCKS))

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(re.sub(r"[ \t\r\n]+", " ", data))


def of_html(page: str) -> str:
    """The words of an HTML page."""
    words = Words()
    words.feed(page)
    words.close()
    return re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(words.pieces)).strip()
