"""A table of positions as a picture, for forms that draw none themselves. The table stands beside it."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from consultation.outcome.exports.paper import Picture
from consultation.outcome.rules.document import Table
from consultation.outcome.rules.figures import Figure

#: Twice the size it is shown at, so that it is sharp in print.
WIDTH, PITCH, BAR, LABELS, NUMBERS = 1300, 64, 36, 380, 90
INK, PAPER = "#0b0c0c", "#ffffff"
#: As on screens; patterns are not needed, for each bar has its words beside it.
COLOURS = {
    "Support": "#00703c",
    "Support with changes": "#5694ca",
    "Oppose": "#d4351c",
    "Not sure": "#b58840",
    "Unclear": "#6f777b",
}


def drawn(table: Table) -> Picture | None:
    """A bar for each position; None where nobody took one."""
    counts = [
        (str(row[0]), row[1].value)
        for row in table.rows
        if row[0] in COLOURS and isinstance(row[1], Figure)
    ]
    longest = max((count for _label, count in counts), default=0)
    if not longest:
        return None
    image = Image.new("RGB", (WIDTH, PITCH * len(counts)), PAPER)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(28)
    room = WIDTH - LABELS - NUMBERS
    for place, (label, count) in enumerate(counts):
        top = place * PITCH + (PITCH - BAR) // 2
        pen.text((0, top + 2), label, INK, font)
        end = LABELS + max(round(room * count / longest), 3 if count else 0)
        pen.rectangle((LABELS, top, end, top + BAR), COLOURS[label])
        pen.text((end + 12, top + 2), f"{count:,}", INK, font)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    said = "; ".join(f"{label} {count:,}" for label, count in counts)
    return Picture(file.getvalue(), f"Bar chart. {table.caption}: {said}.")
