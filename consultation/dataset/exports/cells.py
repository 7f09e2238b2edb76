"""A text made safe for a cell of a spreadsheet, and back again without loss.

Policy: whoever opens an export must be able to trust it. Nothing in it is calculated, whatever a
respondent typed; nothing is cut off; and every character comes back when the file is read again.
So what a spreadsheet would run, could not hold, or would quietly change is written out, and each
rule has its inverse here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from consultation.responses.rules.characters import joins

#: A cell that begins so is run as a formula by one program or another (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")

#: Stands before the code of a character that was written out: "␛{7}" is the bell.
ESCAPE = "␛"

#: Characters that XML 1.0 cannot hold or that readers of XML and CSV change: C0 but for tab and
#: new line, C1 (next line among them), the line and paragraph separators, U+FFFE, U+FFFF; and the
#: first character of what XLSX ("_x0041_") or a reader of it ("x005F_") would take for a code.
_WRITTEN_OUT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff␛]|_(?=x[0-9A-Fa-f]{4}_)|x(?=005F_)"
)
_CODE = re.compile(r"␛\{([0-9A-F]+)\}")

#: UTF-16 units in one cell: XLSX takes 32,767, of which some are left for what is written out.
MOST_UNITS = 32_000


def safe(text: str) -> str:
    """``text`` as a cell holds it: inert, and without characters that a file cannot keep."""
    text = _WRITTEN_OUT.sub(lambda found: f"{ESCAPE}{{{ord(found[0]):X}}}", text)
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def plain(cell: str) -> str:
    """What ``safe`` was given."""
    if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA):
        cell = cell[1:]
    return _CODE.sub(lambda found: chr(int(found[1], 16)), cell)


def parts(text: str, most: int = MOST_UNITS) -> Iterator[str]:
    """``text`` in parts of at most ``most`` UTF-16 units; joined, they are the text.

    A part ends before a combining mark or a joiner rather than after what it belongs to.
    """
    start = at = units = 0
    boundary = 0
    for at, character in enumerate(text):
        if not joins(text, at):
            boundary = at
        units += 2 if ord(character) > 0xFFFF else 1
        if units > most:
            cut = boundary if boundary > start else at
            yield text[start:cut]
            start = cut
            units = sum(2 if ord(one) > 0xFFFF else 1 for one in text[start : at + 1])
    yield text[start:]


def joined(cells: Iterable[str]) -> str:
    """The text whose parts stand in ``cells``."""
    return "".join(map(plain, cells))
