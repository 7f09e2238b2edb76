"""The document as a reader of HTML meets it: figures, quotations, and the words between."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

Attributes = dict[str, str]

#: Elements without an end.
EMPTY = frozenset("br hr img input link meta rect path".split())


@dataclass
class Marked:
    """An element the document marks: its attributes, its text, and the clause it stands under."""

    attributes: Attributes
    clause: str
    text: str = ""


@dataclass
class Page(HTMLParser):
    """What is marked in a document, in reading order.

    ``figures``: elements with data-key that are no label. ``quotations``: elements q. ``sentences``:
    paragraphs with data-sources, whose text leaves out what is marked, and who is quoted.
    ``digest``: of the seal.
    """

    figures: list[Marked] = field(default_factory=list)
    quotations: list[Marked] = field(default_factory=list)
    sentences: list[Marked] = field(default_factory=list)
    digest: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, Attributes, Marked | None]] = []

    @classmethod
    def read(cls, path: Path) -> Page:
        """Read a file."""
        page = cls()
        page.feed(path.read_text("utf-8"))
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag not in EMPTY:
            self.open.append((tag, attributes, self._marked(tag, attributes)))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            opened, _attributes, _marked = self.open.pop()
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        inside = [marked for _tag, _attributes, marked in self.open if marked]
        if inside:
            inside[-1].text += data
        if any("redraft-digest" in a.get("class", "").split() for _t, a, _m in self.open):
            self.digest += data.strip()

    def _marked(self, tag: str, attributes: Attributes) -> Marked | None:
        marked = Marked(attributes, self._clause())
        if tag == "data" and "figure" in attributes.get("class", "").split():
            self.figures.append(marked)
        elif tag == "q":
            self.quotations.append(marked)
        elif "data-sources" in attributes:
            self.sentences.append(marked)
        elif tag != "cite" and "label" not in attributes.get("class", "").split():
            return None
        return marked

    def _clause(self) -> str:
        return next((a["id"] for _t, a, _m in reversed(self.open) if "id" in a), "")
