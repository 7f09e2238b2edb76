"""What a document says in sentences of its own: days, the seal, the method, what people decided."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from analysis.verify.comparing import Comparison
from analysis.verify.published.page import Page

#: What people decide, as the document calls it.
DECIDED = {
    "position": "where a response stands",
    "clause": "which clause words are on",
    "theme": "which argument words make",
    "example": "words that are an example of an argument",
    "amendment": "whether words ask for a change",
}


def check(path: Path, page: Page, compare: Comparison) -> None:
    """Each of these sentences is there, as the method note has it; without the seal, none can be."""
    if not (path / "method.json").is_file():
        return
    note = json.loads((path / "method.json").read_text("utf-8"))
    said = [
        f"The program’s method is version {note['method_version']}.",
        f"seal {note['seal']} of {_day(note['sealed_at'])}, whose digest is",
    ]
    if "opens" in note:
        last = _day(note["closes"], timedelta(seconds=1))
        said.append(f"The consultation was open from {_day(note['opens'])} until {last}.")
    for one in note.get("decided", ()):
        what = DECIDED.get(one["name"], one["name"])
        said.append(f"{what[:1].upper()}{what[1:]}: {one['number']:,}.")
    for words in said:
        compare.holds(f"the document says “{words}”", words in page.words)


def _day(written: str, less: timedelta = timedelta(0)) -> str:
    at = (datetime.fromisoformat(written) - less).astimezone(ZoneInfo("Europe/London"))
    return f"{at.day} {at:%B %Y}"
