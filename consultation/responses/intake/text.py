"""What is read from a file: its text, and the parts that the text is made of, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from consultation.responses.intake.particulars import NONE_TOLD, Particulars

#: Characters no database can store (see rules/words.py; this library imports no Django).
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MARK = "\N{REPLACEMENT CHARACTER}"


class Refused(ValueError):
    """The file is not taken. The words say what was found and what to do instead.

    ``words`` may have gaps, as for str.format, that ``given`` fills: so they can be translated.
    """

    def __init__(self, words: str, **given: str) -> None:
        super().__init__(words.format(**given))
        self.words, self.given = words, given


def gettext_noop(words: str) -> str:
    """Marks words for the catalogue. The site translates them: these modules know no Django."""
    return words


@dataclass(frozen=True)
class Part:
    """A paragraph or a heading. Its words are ``text[start:end]`` of the whole, number included."""

    text: str
    #: What the file counts by itself and never types, such as "8.1", "(a)" or "•".
    number: str = ""
    #: "body", "comment", "note", "text box", "header", "footer", "quoted", "signature", "diagram".
    where: str = "body"
    #: The style's own name, such as "heading 2"; and the level of a heading, 0 for none.
    style: str = ""
    level: int = 0
    #: Table, row and column, counted from 0, of what stands in a table.
    cell: tuple[int, int, int] | None = None
    #: The tag of the content control, or the name of the bookmark, that it stands in.
    tag: str = ""
    start: int = 0
    end: int = 0

    @property
    def written(self) -> str:
        """The part as it is read, its number before it."""
        return f"{self.number} {self.text}".strip() if self.number else self.text


@dataclass(frozen=True)
class Attached:
    """A file within a file."""

    name: str
    content: bytes


@dataclass(frozen=True)
class ReadText:
    """A file as text. ``text`` empty: a person has to type it."""

    text: str
    kind: str
    parts: tuple[Part, ...] = ()
    #: What a person should know of the reading, in whole sentences.
    notes: tuple[str, ...] = ()
    attachments: tuple[Attached, ...] = ()
    pages: int = 0
    #: False when there are words that only a person can read, such as a picture of a page.
    whole: bool = True
    particulars: Particulars = NONE_TOLD

    def as_json(self) -> dict[str, Any]:
        """For the way between two processes; attachments go beside it."""
        return asdict(self) | {"attachments": []}

    @classmethod
    def from_json(cls, given: dict[str, Any], attachments: Iterable[Attached] = ()) -> ReadText:
        """What ``as_json`` wrote."""
        parts = tuple(
            Part(**{**one, "cell": tuple(one["cell"]) if one["cell"] else None})
            for one in given["parts"]
        )
        notes = tuple(given["notes"])
        told = {
            "parts": parts,
            "notes": notes,
            "attachments": tuple(attachments),
            "particulars": Particulars(**given["particulars"]),
        }
        return cls(**given | told)


def assembled(
    kind: str,
    parts: Iterable[Part],
    notes: Iterable[str] = (),
    attachments: Iterable[Attached] = (),
    pages: int = 0,
) -> ReadText:
    """Put the parts one under another. Cells of one row are one line apart, all else is two."""
    placed: list[Part] = []
    pieces: list[str] = []
    length, marked = 0, 0
    for part in parts:
        text, count = UNSTORABLE.subn(MARK, part.text.strip())
        one = replace(part, text=text)
        if not one.text:
            continue
        marked += count
        if placed:
            between = "\n" if _one_row(placed[-1], one) else "\n\n"
            pieces.append(between)
            length += len(between)
        pieces.append(one.written)
        placed.append(replace(one, start=length, end=length + len(one.written)))
        length = placed[-1].end
    if marked:
        notes = [*notes, f"{counted(marked, 'character')} that cannot be stored: shown as {MARK}."]
    return ReadText("".join(pieces), kind, tuple(placed), tuple(notes), tuple(attachments), pages)


def counted(number: int, thing: str) -> str:
    """ "1 comment", "2 comments"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _one_row(one: Part, other: Part) -> bool:
    return one.cell is not None and other.cell is not None and one.cell[:2] == other.cell[:2]
