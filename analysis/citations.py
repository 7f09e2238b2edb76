"""The clauses a text cites by number: "8.14", "paras 8.10 to 8.12", "8.2, 8.4 and 8.7".

Only numbers that are clauses of this text count, so "in 8.5 per cent of cases" is nobody's
citation. The end of a range may drop its chapter ("8.10-12").
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Words that may stand before a number; without a dot in the number one of them must.
_LABEL = (
    r"(?:(?:clause|para(?:graph)?|section|sect?|point|article|art|regulation|reg|rule|item"
    r"|proposal|recommendation|question|q)s?\.?|cll?\.|ss?\.|¶+|§+)\s*"
)
_NUMBER = r"[A-Za-z]{0,3}\d{1,3}(?:[.]\d{1,3})*(?:[A-Za-z]\b)?"
_DETAIL = r"(?:\s?\([a-z0-9]{1,4}\)){0,3}"
_JOIN = r"\s*(?:,\s*and\b|,\s*or\b|,|;|&|\band\b|\bor\b|/)\s*"
_RANGE = r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b)\s*"
_ONE = rf"(?:{_LABEL})?{_NUMBER}{_DETAIL}"
_LIST = re.compile(rf"(?<![\w.£$€]){_ONE}(?:(?:{_JOIN}|{_RANGE}){_ONE})*(?![\w%]|\.\d)", re.I)
_PART = re.compile(
    rf"(?P<link>{_JOIN}|{_RANGE})?(?P<label>{_LABEL})?(?P<number>{_NUMBER}){_DETAIL}", re.I
)
_IS_RANGE = re.compile(_RANGE, re.I)
# A number of these is a quantity, whatever clause bears it.
_QUANTITY = re.compile(
    r"\s*(?:%|per\s?cent|percent|percentage|million|billion|m\b|bn\b|hours?\b|days?\b|weeks?\b"
    r"|months?\b|years?\b|times\b|pounds\b|miles\b|km\b|kg\b|people\b|children\b|cases\b"
    r"|reviews\b|staff\b|a\.?m\b|p\.?m\b|o'clock)",
    re.I,
)
_MONEY = re.compile(r"[£$€]\s?$")


@dataclass(frozen=True)
class Citation:
    """``clauses`` cited, in the text's order, by the characters from ``start`` up to ``end``."""

    clauses: tuple[str, ...]
    start: int
    end: int


def find(text: str, known: Collection[str]) -> list[Citation]:
    """The citations in ``text`` of clauses in ``known``, given in the order of the guidance.

    A range names every known clause from its first to its last, in the guidance's order; one that
    runs backwards, or whose ends are not known, names only the ends that are.
    """
    order = _Order.of(tuple(known))
    if not order.places or not any(character.isdigit() for character in text):
        return []
    citations = []
    for match in _LIST.finditer(text):
        if _QUANTITY.match(text, match.end()) or _MONEY.search(text, 0, match.start()):
            continue
        clauses = _resolve(match.group(), order)
        if clauses:
            citations.append(Citation(clauses, match.start(), match.end()))
    return citations


@dataclass(frozen=True)
class _Order:
    clauses: tuple[str, ...]
    places: dict[str, int]

    @staticmethod
    @lru_cache(maxsize=8)
    def of(clauses: tuple[str, ...]) -> "_Order":
        return _Order(clauses, {clause.lower(): place for place, clause in enumerate(clauses)})

    def place(self, number: str, before: str, labelled: bool) -> int | None:
        """Where a number stands; a bare one needs a label, or a chapter to borrow ("8.10-12")."""
        if number.lower() in self.places and (labelled or not number.isdigit()):
            return self.places[number.lower()]
        chapter = _chapter(before) or (self.chapter if labelled else "")
        return self.places.get(f"{chapter}.{number}".lower()) if chapter else None

    @property
    def chapter(self) -> str:
        """The chapter every clause is in ("8"), or "" where there is none or more than one."""
        chapters = {_chapter(clause) for clause in self.clauses}
        return chapters.pop() if len(chapters) == 1 else ""


def _chapter(number: str) -> str:
    return number.rpartition(".")[0]


def _resolve(cited: str, order: _Order) -> tuple[str, ...]:
    places: list[int] = []
    before, labelled = "", False
    for part in _PART.finditer(cited):
        labelled = labelled or bool(part["label"])
        place = order.place(part["number"], before, labelled)
        if place is None:
            before = ""
            continue
        is_range = bool(before and part["link"] and _IS_RANGE.fullmatch(part["link"]))
        places.extend(_through(places, place) if is_range else [place])
        before = order.clauses[place]
    return tuple(order.clauses[place] for place in dict.fromkeys(places))


def _through(places: Sequence[int], last: int) -> Sequence[int]:
    """The places after the range's first up to its last; just the last if it runs backwards."""
    return range(places[-1] + 1, last + 1) if last > places[-1] else [last]
