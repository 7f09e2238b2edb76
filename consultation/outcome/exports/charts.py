"""A table as a picture, for forms that draw none themselves. The table stands beside it."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from consultation.outcome.exports.paper import Picture
from consultation.outcome.rules.document import Table

#: Twice the size it is shown at, so that it is sharp in print.
WIDTH, PITCH, BAR, LABELS, NUMBERS = 1300, 56, 36, 480, 90
INK, PAPER = "#0b0c0c", "#ffffff"
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
    image = Image.new("RGB", (WIDTH, PITCH * len(bars)), PAPER)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(28)
    room = WIDTH - LABELS - NUMBERS
    for place, bar in enumerate(bars):
        top = place * PITCH + (PITCH - BAR) // 2
        pen.text((0, top + 2), _short(bar.label, font), INK, font)
        end = LABELS + max(round(room * bar.share), 3 if bar.figure.value else 0)
        pen.rectangle((LABELS, top, end, top + BAR), colour(bar.label))
        pen.text((end + 12, top + 2), f"{bar.figure.value:,}", INK, font)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return Picture(file.getvalue(), table.drawn)


def _short(label: str, font: Any) -> str:
    """The label as far as there is room; the table beside has the whole."""
    if font.getlength(label) <= LABELS - 20:
        return label
    while font.getlength(f"{label}…") > LABELS - 20:
        label = label[:-1].rstrip()
    return f"{label}…"
