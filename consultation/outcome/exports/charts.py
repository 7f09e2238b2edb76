"""A table as a picture, for forms that draw none themselves. The table stands beside it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from consultation.outcome.exports.paper import Picture
from consultation.outcome.rules.document import Table

#: Twice the size it is shown at, so that it is sharp in print.
WIDTH, PITCH, LINE, BAR, LABELS, NUMBERS = 1300, 56, 34, 36, 480, 90
FONT = ImageFont.load_default(28)
INK, PAPER = "#0b0c0c", "#ffffff"
#: What is drawn instead of signs that the typeface lacks.
INSTEAD = str.maketrans({"–": "-", "—": "-", "£": "GBP ", "€": "EUR ", "•": "-"})
#: As on screens; patterns are not needed, for each bar has its words beside it.
COLOURS = {
    "Support": "#00703c",
    "Support with changes": "#5694ca",
    "Oppose": "#d4351c",
    "Not sure": "#b58840",
    "Unclear": "#6f777b",
}
OTHER = "#1d70b8"


def colour(label: str) -> str:
    """The colour of a bar."""
    return COLOURS.get(label, OTHER)


def drawn(table: Table) -> Picture | None:
    """A bar for each row; None where there is nothing to draw."""
    bars = table.bars
    if not bars:
        return None
    labels = [lines(bar.label) for bar in bars]
    heights = [height(each) for each in labels]
    image = Image.new("RGB", (WIDTH, sum(heights)), PAPER)
    pen = ImageDraw.Draw(image)
    room, below = WIDTH - LABELS - NUMBERS, 0
    for bar, label, tall in zip(bars, labels, heights, strict=True):
        above = below + (tall - LINE * len(label)) // 2
        for n, line in enumerate(label):
            pen.text((0, above + n * LINE), drawable(line), INK, FONT)
        top = below + (tall - BAR) // 2
        end = LABELS + max(round(room * bar.share), 3 if bar.figure.value else 0)
        pen.rectangle((LABELS, top, end, top + BAR), colour(bar.label))
        pen.text((end + 12, top + 2), f"{bar.figure.value:,}", INK, FONT)
        below += tall
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return Picture(file.getvalue(), table.drawn)


def height(label: Sequence[str]) -> int:
    """How high a row of the chart is: as the lines of its label need."""
    return max(PITCH, LINE * len(label) + PITCH - BAR)


def lines(label: str) -> list[str]:
    """The whole label in lines that fit beside the bars; a word too long for one is broken."""
    found = [""]
    for word in label.split():
        longer = f"{found[-1]} {word}".strip()
        if _fits(longer):
            found[-1] = longer
        else:
            found += _pieces(word)
    return [line for line in found if line] or [""]


def drawable(line: str) -> str:
    """The line in signs that the typeface of the picture has: it has no accents, dashes or pounds.

    The words that go with the picture, and the table beside it, have every sign as it is.
    """
    plain = unicodedata.normalize("NFKD", line.translate(INSTEAD))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _pieces(word: str) -> list[str]:
    pieces = [""]
    for sign in word:
        if _fits(pieces[-1] + sign):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _fits(line: str) -> bool:
    return FONT.getlength(line) <= LABELS - 20
