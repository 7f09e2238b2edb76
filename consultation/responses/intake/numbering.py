"""The numbers that Word counts and never writes down: "8.1", "(a)", "Chapter 8".

ECMA-376 part 1, 17.9. A paragraph, or its style, names a list (``num``) and a level; the list is
drawn from an abstract one, which says for each level how it counts and how the number is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from consultation.responses.intake.xml import attribute, child, children, value

LEVELS = 9
BULLET = "\N{BULLET}"


@dataclass
class Level:
    """How one level counts and is shown."""

    start: int = 1
    form: str = "decimal"
    shown: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


class Numbering:
    """Counts a document's paragraphs, asked in reading order."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self.styles = styles
        self.abstract: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._load(numbering)

    def of(self, properties: Element | None, style: str) -> str:
        """The number of a paragraph with these properties and this style; "" for none."""
        number, level = self._list_of(properties, style)
        if number not in self.lists:
            return ""
        abstract, own, _ = self.lists[number]
        levels = self.abstract.get(abstract, {}) | own
        if level is None:
            level = self._level_of(style, levels)
        if level not in levels:
            return ""
        self._count(number, level, levels)
        return shown(levels, level, self.counts[abstract])

    def _level_of(self, style: str, levels: dict[int, Level]) -> int:
        """The level that is linked to the style, or to one it is based on."""
        linked = {one.style: at for at, one in levels.items() if one.style}
        chain = (attribute(one, "styleId") for one in self.styles.chain(style))
        return next((linked[one] for one in chain if one in linked), 0)

    def _list_of(self, properties: Element | None, style: str) -> tuple[str, int | None]:
        """The list and the level: the paragraph's own first, then its style's and those below."""
        number, level = numbered(properties)
        for one in self.styles.chain(style):
            if number is not None and level is not None:
                break
            above, deeper = numbered(child(one, "pPr"))
            if number is None:
                number, level = above, deeper if level is None else level
        return number or "", level

    def _count(self, number: str, level: int, levels: dict[int, Level]) -> None:
        abstract, _, starts = self.lists[number]
        counts = self.counts.setdefault(abstract, [None] * LEVELS)
        first = (number, level) not in self.begun
        self.begun.add((number, level))
        before = counts[level]
        if first and level in starts:
            counts[level] = starts[level]
        else:
            counts[level] = levels[level].start if before is None else before + 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        for below in range(level + 1, LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and level < restart):
                counts[below] = None

    def _load(self, root: Element) -> None:
        links: dict[str, str] = {}
        for one in children(root, "abstractNum"):
            key = attribute(one, "abstractNumId")
            self.abstract[key] = {
                int(attribute(level, "ilvl") or 0): read_level(level)
                for level in children(one, "lvl")
            }
            if link := value(one, "numStyleLink"):
                links[key] = link
        for one in children(root, "num"):
            self.lists[attribute(one, "numId")] = read_list(one)
        for key, link in links.items():
            # The levels are those of the list that the linked style names.
            style = self.styles.known.get(link)
            number, _ = numbered(child(style, "pPr") if style is not None else None)
            if number in self.lists:
                self.abstract[key] = self.abstract.get(self.lists[number][0], {})


class Styles:
    """The styles of a document, by identifier."""

    def __init__(self, styles: Element | None) -> None:
        found = children(styles, "style") if styles is not None else []
        self.known = {attribute(one, "styleId"): one for one in found}
        self.usual = next(
            (
                key
                for key, one in self.known.items()
                if attribute(one, "type") == "paragraph"
                and attribute(one, "default") in ("1", "true")
            ),
            "",
        )

    def chain(self, style: str) -> list[Element]:
        """The style, then what it is based on, and so on."""
        found: list[Element] = []
        while style in self.known and self.known[style] not in found:
            found.append(self.known[style])
            style = value(found[-1], "basedOn")
        return found

    def name(self, style: str) -> str:
        """What people call the style."""
        return value(self.known[style], "name") if style in self.known else style

    def heading(self, properties: Element | None, style: str) -> int:
        """The level of a heading, from 1; 0 for what is none."""
        given = [properties, *(child(one, "pPr") for one in self.chain(style))]
        for one in given:
            outline = value(one, "outlineLvl") if one is not None else ""
            if outline:
                return int(outline) + 1 if int(outline) < LEVELS else 0
        named = re.fullmatch(r"heading (\d)", self.name(style).casefold())
        return int(named[1]) if named else 0


def numbered(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and level that paragraph properties name; None for what they leave open."""
    given = child(properties, "numPr") if properties is not None else None
    if given is None:
        return None, None
    number, level = value(given, "numId"), value(given, "ilvl")
    return number or None, int(level) if level else None


def read_level(level: Element) -> Level:
    restart = value(level, "lvlRestart")
    legal = child(level, "isLgl")
    return Level(
        start=int(value(level, "start") or 0),
        form=value(level, "numFmt") or "decimal",
        shown=value(level, "lvlText"),
        legal=legal is not None and attribute(legal, "val") not in ("0", "false"),
        restart=int(restart) if restart else None,
        style=value(level, "pStyle"),
    )


def read_list(one: Element) -> tuple[str, dict[int, Level], dict[int, int]]:
    levels, starts = {}, {}
    for override in children(one, "lvlOverride"):
        at = int(attribute(override, "ilvl") or 0)
        if (level := child(override, "lvl")) is not None:
            levels[at] = read_level(level)
        if start := value(override, "startOverride"):
            starts[at] = int(start)
    return value(one, "abstractNumId"), levels, starts


def shown(levels: dict[int, Level], level: int, counts: list[int | None]) -> str:
    """The number as it stands on the page: "%1.%2" with the counts in their places."""
    own = levels[level]
    if own.form == "bullet":
        return BULLET

    def count(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        form = levels[at].form if at in levels and not own.legal else "decimal"
        return formatted(counts[at] if counts[at] is not None else 1, form)  # type: ignore[arg-type]

    return re.sub(r"%(\d)", count, own.shown)


def formatted(count: int, form: str) -> str:
    """A count in one of the forms of numbers; what is not known is shown as a figure."""
    return FORMS.get(form, str)(count)


def letters(count: int) -> str:
    """a … z, then aa, bb, as Word has it."""
    if count < 1:
        return str(count)
    times, at = divmod(count - 1, 26)
    return chr(ord("a") + at) * (times + 1)


def roman(count: int) -> str:
    """i, ii, iii, iv …"""
    if not 0 < count < 4000:
        return str(count)
    signs = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    worth = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    written = ""
    for sign, each in zip(signs, worth, strict=True):
        times, count = divmod(count, each)
        written += sign * times
    return written


def ordinal(count: int) -> str:
    """1st, 2nd, 3rd, 4th."""
    ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda count: "",
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "ordinal": ordinal,
}
