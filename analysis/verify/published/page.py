"""The document as a reader of HTML meets it: figures, quotations, tables, and the words between."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

Attributes = dict[str, str]

#: Elements without an end.
EMPTY = frozenset("br hr img input link meta rect path".split())

PROSE = frozenset("p li h1 h2 h3 h4".split())
#: Classes of the texts of a clause.
WORDING = {"redraft-words", "redraft-changes"}


@dataclass
class Marked:
    """An element the document marks: its attributes, its text, and the clause it stands under."""

    attributes: Attributes
    clause: str
    text: str = ""


@dataclass
class Cell:
    """A cell of a table: its words, and the key of the figure in it ("" for none)."""

    text: str = ""
    key: str = ""
    value: str = ""

    @property
    def said(self) -> str:
        """Its words as they are read."""
        return " ".join(self.text.split())


@dataclass
class Chart:
    """What is drawn before a table: its words for who cannot see it, each text and bar in it."""

    label: str
    texts: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)


@dataclass
class Grid:
    """A table: its caption, the last anchor before it, its rows with the headings of columns first,
    and the chart of it."""

    anchor: str
    chart: Chart | None
    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass
class Page(HTMLParser):
    """What is marked in a document, in reading order.

    ``figures``: elements with data-key that are no label. ``quotations``: elements q. ``sentences``:
    paragraphs with data-sources, whose text leaves out what is marked, and who is quoted. ``prose``:
    every other paragraph and heading, likewise.
    ``wording``: by clause, its texts. ``digest``: of the seal. ``words``: everything that is read, with
    single spaces.
    """

    figures: list[Marked] = field(default_factory=list)
    quotations: list[Marked] = field(default_factory=list)
    sentences: list[Marked] = field(default_factory=list)
    prose: list[Marked] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    wording: dict[str, str] = field(default_factory=dict)
    digest: str = ""
    words: str = ""
    anchor: str = ""
    chart: Chart | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, Attributes, Marked | None]] = []

    @classmethod
    def read(cls, path: Path) -> Page:
        """Read a file."""
        page = cls()
        page.feed(path.read_text("utf-8"))
        page.close()
        page.words = " ".join(page.words.split())
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.anchor = attributes.get("id", self.anchor)
        self._table(tag, attributes)
        if tag not in EMPTY:
            self.open.append((tag, attributes, self._marked(tag, attributes)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._table(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            opened, _attributes, _marked = self.open.pop()
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        inside = [marked for _tag, _attributes, marked in self.open if marked]
        tags = {tag for tag, _attributes, _marked in self.open}
        if inside:
            inside[-1].text += data
        if any("redraft-digest" in a.get("class", "").split() for _t, a, _m in self.open):
            self.digest += data.strip()
        if not tags & {"style", "svg"}:
            self.words += data
        self._in_table(tags, data)
        if any({*a.get("class", "").split()} & WORDING for _t, a, _m in self.open):
            clause = self._clause()
            self.wording[clause] = self.wording.get(clause, "") + data

    def _table(self, tag: str, attributes: Attributes) -> None:
        if tag == "svg":
            self.chart = Chart(attributes.get("aria-label", ""))
        elif tag == "text" and self.chart:
            self.chart.texts.append("")
        elif tag == "rect" and self.chart:
            self.chart.widths.append(int(attributes.get("width", "0")))
        elif tag == "table":
            self.grids.append(Grid(self.anchor, self.chart))
            self.chart = None
        elif tag == "tr" and self.grids:
            self.grids[-1].rows.append([])
        elif tag in ("td", "th") and self.grids:
            self.grids[-1].rows[-1].append(Cell())
        elif tag == "data" and self._inside({"td", "th"}):
            cell = self.grids[-1].rows[-1][-1]
            cell.key, cell.value = attributes.get("data-key", ""), attributes.get("value", "")

    def _in_table(self, tags: set[str], data: str) -> None:
        if "text" in tags and self.chart and self.chart.texts:
            self.chart.texts[-1] += data
        elif "caption" in tags:
            self.grids[-1].caption += data
        elif tags & {"td", "th"}:
            self.grids[-1].rows[-1][-1].text += data

    def _inside(self, wanted: set[str]) -> bool:
        return any(tag in wanted for tag, _attributes, _marked in self.open)

    def _marked(self, tag: str, attributes: Attributes) -> Marked | None:
        marked = Marked(attributes, self._clause())
        if tag == "data" and "figure" in attributes.get("class", "").split():
            self.figures.append(marked)
        elif tag == "q":
            self.quotations.append(marked)
        elif "data-sources" in attributes:
            self.sentences.append(marked)
        elif tag == "cite" or {*attributes.get("class", "").split()} & {"label", *WORDING}:
            return marked
        elif tag in PROSE and not self._inside({"table", "svg"}):
            self.prose.append(marked)
        else:
            return None
        return marked

    def _clause(self) -> str:
        return next((a["id"] for _t, a, _m in reversed(self.open) if "id" in a), "")
