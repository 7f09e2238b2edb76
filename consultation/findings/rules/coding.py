"""Which of people's decisions hold, and as what the analysis is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from consultation.dataset.rules import Decision

POSITION, CLAUSE, THEME, EXAMPLE = "position", "clause", "theme", "example"
AMENDMENT, QUOTE, CONSIDERED, NOTE = "amendment", "quote", "considered", "note"
CAMPAIGN = "campaign"

ON, OFF, YES, NO = "on", "off", "yes", "no"


class Made(NamedTuple):
    """A correction that was not undone, as plain values; ``source`` is a name, "comment:12"."""

    number: int
    kind: str
    response: str
    source: str
    start: int
    end: int
    clause: str
    theme: int | None
    value: str

    @property
    def about(self) -> tuple[object, ...]:
        """What it is on: of two on the same thing the later holds."""
        if self.kind == POSITION:
            return (POSITION, self.response, self.clause)
        if self.kind == CAMPAIGN:
            return (CAMPAIGN, self.response)
        if self.kind == NOTE:
            return (NOTE, self.number)
        return (self.kind, self.source, self.start, self.end, self.theme)


class Frame(NamedTuple):
    """The code frame: names of the themes in force, and for each other theme what it became."""

    names: Mapping[int, str]
    became: Mapping[int, int]

    def theme(self, number: int | None) -> int | None:
        """The theme in force that stands for it now; None for one that was retired."""
        while number is not None and number in self.became:
            number = self.became[number]
        return number if number in self.names else None


def in_force(corrections: Iterable[Made], frame: Frame) -> list[Made]:
    """Of corrections, oldest first, those that hold.

    Policy: people correct one another, and the last one who decided, knowing what was decided
    before, is right; everything stays in the history. A decision on a theme that was merged is
    one on what it became; one on a theme that was retired waits until it is taken up again.
    """
    holding: dict[tuple[object, ...], Made] = {}
    for one in corrections:
        made = one
        if one.theme is not None:
            theme = frame.theme(one.theme)
            if theme is None:
                continue
            made = one._replace(theme=theme)
        holding.pop(made.about, None)
        holding[made.about] = made
    return list(holding.values())


def told(corrections: Iterable[Made], frame: Frame) -> Iterator[Decision]:
    """What the analysis is told: positions, clauses, themes, proposals and campaigns."""
    holding = in_force(corrections, frame)
    decided = {one.about[1:] for one in holding if one.kind == THEME}
    for one in holding:
        value = _value(one, frame, one.about[1:] in decided)
        if value:
            yield Decision(one.kind, one.response, one.source, one.start, one.end, value)


def _value(one: Made, frame: Frame, theme_decided: bool) -> str:
    if one.kind == POSITION:
        return f"{one.clause}: {one.value}"
    if one.kind == CLAUSE:
        return one.clause or "none"
    if one.kind in (AMENDMENT, CAMPAIGN):
        return one.value
    if one.kind == THEME and one.theme is not None:
        return f"{'+' if one.value == ON else '-'}{frame.names[one.theme]}"
    if one.kind == EXAMPLE and one.value == ON and one.theme is not None and not theme_decided:
        return f"+{frame.names[one.theme]}"
    return ""


def themes_of(
    holding: Iterable[Made], span: tuple[str, int, int], machine: Iterable[int]
) -> set[int]:
    """The themes of a passage at (source, start, end): the machine's, as people changed them."""
    found = set(machine)
    marks: dict[int, bool] = {}
    for one in holding:
        if one.theme is not None and covers(one, span):
            if one.kind == THEME:
                marks[one.theme] = one.value == ON
            elif one.kind == EXAMPLE and one.value == ON:
                marks.setdefault(one.theme, True)
    return (found | {t for t, on in marks.items() if on}) - {t for t, on in marks.items() if not on}


def covers(one: Made, span: tuple[str, int, int]) -> bool:
    """Whether a decision is on the passage: the middle of either lies in the other."""
    source, start, end = span
    return one.source == source and (
        2 * one.start <= start + end < 2 * one.end or 2 * start <= one.start + one.end < 2 * end
    )


def last_on(holding: Iterable[Made], kind: str, span: tuple[str, int, int]) -> Made | None:
    """The decision of that kind that holds of the passage, if there is one."""
    return next(
        (one for one in reversed([*holding]) if one.kind == kind and covers(one, span)), None
    )


def frame_of(themes: Iterable[Any]) -> Frame:
    """The frame from rows of themes."""
    rows = list(themes)
    names = {row.pk: row.name for row in rows if row.in_force}
    became = {row.pk: row.merged_into_id for row in rows if row.merged_into_id is not None}
    return Frame(names, became)
