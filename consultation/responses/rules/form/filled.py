"""From the parts of a file that came back to what was filled in: no word of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consultation.responses.intake.text import Part
from consultation.responses.rules.form.names import Mark, digest, mark

#: What stands before a choice: the box as it is printed, a tick in it, or a letter typed for one.
BEFORE_CHOICE = re.compile(r"(?:[\s☐☑☒✓✔✗✘■]|[xX](?![^\W_]))*")
EMPTY = "☐"
MOST_BEFORE = 20


@dataclass(frozen=True)
class Words:
    """Words that a person wrote, and the box they stand in; "" for none."""

    field: str
    text: str


@dataclass(frozen=True)
class Filled:
    """What was written into a form, and the choices that were ticked, in reading order."""

    words: tuple[Words, ...] = ()
    ticks: tuple[Words, ...] = ()

    #: The boxes that the form has, filled in or not.
    fields: frozenset[str] = frozenset()

    @property
    def boxes(self) -> dict[str, str]:
        """The words in each box."""
        return _gathered(one for one in self.words if one.field)

    @property
    def outside(self) -> str:
        """The words in no box, one paragraph under another."""
        return "\n\n".join(one.text for one in self.words if not one.field)

    def ticked(self, field: str) -> list[str]:
        """The choices ticked in one box."""
        return [one.text for one in self.ticks if one.field == field]


def filled_in(parts: Iterable[Part]) -> Filled | None:
    """What a person wrote; None when the file is not our form.

    Policy: only what is printed exactly as we printed it is the form's own. A printed line in which
    somebody wrote is theirs from its first word to its last; so is all that stands outside the
    boxes, a remark in the margin, and what was pasted in.
    """
    parts = list(parts)
    marks = [mark(part.tag) for part in parts]
    boxes = {
        part.cell[0]: one.field
        for part, one in zip(parts, marks, strict=True)
        if one and one.field and part.cell and part.cell[1] == 0
    }
    if not boxes:
        return None
    words: list[Words] = []
    ticks: list[Words] = []
    for part, one in zip(parts, marks, strict=True):
        box = _box_of(part, boxes)
        if one and not box and digest(part.text) == one.digest and not part.number:
            continue
        choice = _choice(part, one) if one and box else None
        if choice is None:
            words.append(Words(box, part.written))
        elif choice.text:
            ticks.append(Words(box, choice.text))
    return Filled(tuple(words), tuple(ticks), frozenset(boxes.values()))


def _box_of(part: Part, boxes: dict[int, str]) -> str:
    """The box a part stands in: below the first row of the table that a mark of ours opens."""
    inside = part.where == "body" and part.cell is not None and part.cell[1] > 0
    return boxes.get(part.cell[0], "") if inside and part.cell else ""


@dataclass(frozen=True)
class _Choice:
    text: str


def _choice(part: Part, one: Mark) -> _Choice | None:
    """The choice that was ticked, "" for one that was not; None when it is no choice of ours."""
    for match in _befores(part.written):
        label = part.written[match:].strip()
        if digest(label) == one.digest:
            before = part.written[:match].replace(EMPTY, "").strip()
            return _Choice(label if before else "")
    return None


def _befores(written: str) -> Iterator[int]:
    """Where the label may begin: a label may itself begin with what looks like a tick."""
    match = BEFORE_CHOICE.match(written[:MOST_BEFORE])
    yield from range(match.end() if match else 0, -1, -1)


def _gathered(words: Iterable[Words]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for one in words:
        found.setdefault(one.field, []).append(one.text)
    return {field: "\n".join(texts) for field, texts in found.items()}
