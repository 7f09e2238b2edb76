"""PDF into parts: words as they stand on the page, one column after the other.

pdfplumber says where each word is; pypdf counts the characters a second time, and its text is taken
where it found more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby, pairwise
from statistics import median
from typing import Any

import pdfplumber
from pypdf import PdfReader

from consultation.responses.intake.particulars import of_pdf
from consultation.responses.intake.text import Part, ReadText, assembled

#: The fewest lines with words on both sides that make two columns, and the least gap in points.
COLUMN_LINES, GUTTER = 5, 9
REPEATED = "Lines at the head or foot of every page are kept, once: {}."
LAID_OUT = "The order of the words on page {} is a guess; compare it with the original."
NO_TEXT = "No text can be read on page {}: it may be a picture of a page."
FILES = "Files inside this PDF were not read; look at the original."
BROKEN = re.compile(r"(\w+)[-\u00ad]$")


@dataclass(frozen=True)
class Line:
    """Words side by side."""

    text: str
    top: float
    bottom: float
    page: int


def read(content: bytes) -> ReadText:
    """The text of a PDF file that needs no password."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt("")
    pages: list[list[Line]] = []
    notes: list[str] = []
    whole = True
    with pdfplumber.open(BytesIO(content), password="") as laid_out:
        for number, page in enumerate(laid_out.pages, 1):
            lines = list(lines_of(page, number))
            plain = reader.pages[number - 1].extract_text()
            if letters(plain) > letters("".join(line.text for line in lines)):
                lines = [Line(text, 0, 0, number) for text in plain.split("\n")]
                notes.append(LAID_OUT.format(number))
            if not any(line.text.strip() for line in lines) and page.images:
                notes.append(NO_TEXT.format(number))
                whole = False
            pages.append(lines)
            page.close()
    repeated = repeating(pages)
    parts = [*body(pages, repeated), *written_in(reader)]
    parts += [Part(text, where="header") for text in repeated.values()]
    notes += [REPEATED.format(len(repeated))] * bool(repeated) + [FILES] * bool(reader.attachments)
    found = assembled("pdf", parts, notes, pages=len(pages))
    return replace(found, whole=whole, particulars=of_pdf(reader))


def letters(text: str) -> int:
    """How many characters are no white space."""
    return sum(not one.isspace() for one in text)


def lines_of(page: Any, number: int) -> Iterator[Line]:
    """The lines of a page in reading order."""
    words = page.extract_words(x_tolerance=1.5)
    rows = [sorted(row, key=lambda word: word["x0"]) for row in in_rows(words)]
    ruled = len(page.lines) + len(page.rects) > 6
    gutter = None if ruled else find_gutter(rows, page.width)
    for both, band in groupby(
        rows, key=lambda row: gutter is not None and not crosses(row, gutter)
    ):
        held = list(band)
        for side in columns(held, gutter or 0) if both else [held]:
            yield from (line(row, number) for row in side if row)


def in_rows(words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words that stand on one line, by the middle of their heights."""
    rows: list[list[dict[str, Any]]] = []
    middle = 0.0
    for word in sorted(words, key=lambda word: (word["top"] + word["bottom"]) / 2):
        here = (word["top"] + word["bottom"]) / 2
        if not rows or here - middle > (word["bottom"] - word["top"]) / 2:
            rows.append([])
            middle = here
        rows[-1].append(word)
    return rows


def find_gutter(rows: list[list[dict[str, Any]]], width: float) -> float | None:
    """Where the gap between two columns is; None when the page has one column."""
    best, where = 0, None
    for tenth in range(35, 66):
        x = width * tenth / 100
        both = sum(on_both_sides(row, x) for row in rows)
        if both > best:
            best, where = both, x
    if where is None or best < COLUMN_LINES:
        return None
    crossing = sum(crosses(row, where) for row in rows)
    return where if best > crossing else None


def on_both_sides(row: list[dict[str, Any]], x: float) -> bool:
    """Whether at least two words stand on each side, with a gap between."""
    left = [word["x1"] for word in row if word["x1"] <= x]
    right = [word["x0"] for word in row if word["x0"] >= x]
    if len(left) + len(right) < len(row) or min(len(left), len(right)) < 2:
        return False
    return bool(min(right) - max(left) >= GUTTER)


def crosses(row: list[dict[str, Any]], x: float) -> bool:
    """Whether the line runs across the gap."""
    if any(word["x0"] < x < word["x1"] for word in row):
        return True
    left = [word["x1"] for word in row if word["x1"] <= x]
    right = [word["x0"] for word in row if word["x0"] >= x]
    return bool(left and right and min(right) - max(left) < GUTTER)


def columns(rows: list[list[dict[str, Any]]], x: float) -> list[list[list[dict[str, Any]]]]:
    """The left column, then the right."""
    left = [[word for word in row if word["x0"] < x] for row in rows]
    right = [[word for word in row if word["x0"] >= x] for row in rows]
    return [left, right]


def line(row: list[dict[str, Any]], page: int) -> Line:
    """Words side by side as one line."""
    top, bottom = min(word["top"] for word in row), max(word["bottom"] for word in row)
    return Line(" ".join(word["text"] for word in row), top, bottom, page)


def repeating(pages: list[list[Line]]) -> dict[str, str]:
    """The first and last lines that come again on most pages, whatever number they have."""
    ends = [line for page in pages for line in {*page[:1], *page[-1:]}]
    times = Counter(alike(line.text) for line in ends)
    enough = max(3, len(pages) * 0.6)
    return {alike(one.text): one.text for one in reversed(ends) if times[alike(one.text)] >= enough}


def alike(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip())


def body(pages: list[list[Line]], repeated: dict[str, str]) -> Iterator[Part]:
    """Paragraphs: lines that stand close under each other, over the ends of pages and columns."""
    lines = [
        one
        for page in pages
        for at, one in enumerate(page)
        if not (at in (0, len(page) - 1) and alike(one.text) in repeated)
    ]
    whole = " ".join(one.text for one in lines)
    steps = [b.top - a.top for a, b in pairwise(lines) if b.top > a.top]
    usual = median(steps) if steps else 0
    paragraph: list[str] = []
    for at, one in enumerate(lines):
        before = lines[at - 1] if at else None
        if before and paragraph and begins(before, one, usual):
            yield Part(unbroken(paragraph, whole))
            paragraph = []
        paragraph.append(one.text.strip())
    yield Part(unbroken(paragraph, whole))


def begins(before: Line, one: Line, usual: float) -> bool:
    """Whether a paragraph begins: after a gap; at the top of a page or column, after a full stop."""
    if one.page != before.page or one.top < before.top:
        return before.text.rstrip().endswith((".", "?", "!", ":", "”", '"'))
    return one.top - before.top > usual * 1.3 or not one.text.strip()


def unbroken(lines: list[str], whole: str) -> str:
    """The lines, with words put together again that were broken at the end of one.

    A word written with its hyphen somewhere else in the file keeps it.
    """
    text = ""
    for one in lines:
        broken = BROKEN.search(text)
        if broken and one[:1].islower():
            second = re.match(r"\w+", one)
            compound = f"{broken[1]}-{second[0] if second else ''}"
            text = (text if compound in whole else text[:-1]) + one
        else:
            text = f"{text}\n{one}" if text else one
    return text


def written_in(reader: PdfReader) -> Iterator[Part]:
    """What somebody wrote into the boxes of a form, and notes they stuck on a page."""
    for name, box in (reader.get_fields() or {}).items():
        given = box.get("/V")
        if isinstance(given, str) and given not in ("/Off", ""):
            yield Part(given.lstrip("/"), where="body", tag=str(name))
    for page in reader.pages:
        for one in page.get("/Annots") or []:
            note = one.get_object()
            if note.get("/Subtype") in ("/Text", "/FreeText", "/Highlight", "/StrikeOut", "/Caret"):
                yield Part(str(note.get("/Contents") or ""), where="comment")
