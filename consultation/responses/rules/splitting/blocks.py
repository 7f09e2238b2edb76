"""The paragraphs of a letter, and what the beginning of each says of what it is on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from consultation.responses.rules.splitting.guide import Guide, Why

#: The most characters in a heading.
HEADING = 120
#: The most in a line that only greets, or tells who sent a letter to whom.
GREETING = 70
_LINE = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|$)")
_DECORATION = re.compile(r"[\s#*_>•·–—-]*(?:re\s*:|on\b|regarding\b|comments? on\b)?\s*", re.I)
_STOPPED = re.compile(r"[.!?;,][\"'”’)]*$")
_BARE_NUMBER = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})+[a-z]?)(?![\w%])", re.I)
_QUESTION = re.compile(r"(?:question\s*|q\.?\s*)([a-z]?\d{1,3}[a-z]?)\b(?!\.\d)", re.I)
_SECTION = re.compile(r"(?:section|part)\s+([a-z]{1,3})\b\s*[.:)–—-]*\s*", re.I)
_GENERAL = re.compile(
    r"(?:general|introduct|conclu|summary|about (?:us|me)|background|other|further|additional"
    r"|overall|closing|annex|appendix|contact|who we are|our (?:organisation|role)|final)",
    re.I,
)
_GREETING = re.compile(
    r"(?:dear\b|to whom\b|hello\b|hi\b|good (?:morning|afternoon)\b|from:|to:|sent:|date:|subject:"
    r"|cc:|by e?-?mail\b)",
    re.I,
)
_SIGN_OFF = re.compile(
    r"(?:yours\b.{0,30}$|(?:kind|best|warm|many)\s+(?:regards|wishes|thanks)\b.{0,20}$"
    r"|regards\b.{0,10}$|with (?:kind|best|every)\b.{0,30}$|sincerely\b.{0,5}$|signed\b.{0,60}$)",
    re.I,
)


class Kind(Enum):
    """What a paragraph is, by its beginning."""

    WORDS = auto()
    HEADING = auto()
    NUMBER = auto()
    SECTION = auto()
    GENERAL = auto()
    GREETING = auto()
    SIGN_OFF = auto()
    QUOTED = auto()


@dataclass(frozen=True)
class Block:
    """A paragraph with the blank lines after it, and what its beginning names."""

    start: int
    end: int
    text: str
    kind: Kind
    clauses: tuple[str, ...] = ()
    question: str = ""

    @property
    def why(self) -> Why:
        """How what follows under it came to its clause."""
        return Why.NUMBER if self.kind is Kind.NUMBER else Why.HEADING


def blocks(text: str, guide: Guide) -> list[Block]:
    """The paragraphs of ``text``: every character of it is in exactly one.

    A line that names a clause, a question or a section begins a paragraph even where no blank
    line stands before it, and a heading is a paragraph by itself.
    """
    numbers_are_clauses = numbering_is_the_texts(text, guide)
    found: list[Block] = []
    start, blank_before, alone = 0, True, False
    for line_start, line in _lines(text):
        kind, _, _ = _opening(line, guide, numbers_are_clauses)
        blank = not line.strip()
        opens = not blank and (blank_before or alone or kind is not Kind.WORDS)
        if opens and line_start > start and text[start:line_start].strip():
            found.append(_block(text, start, line_start, guide, numbers_are_clauses))
            start = line_start
        if not blank:
            alone = kind in (Kind.HEADING, Kind.SECTION, Kind.GENERAL, Kind.GREETING)
        blank_before = blank
    if text:
        found.append(_block(text, start, len(text), guide, numbers_are_clauses))
    return found


def numbering_is_the_texts(text: str, guide: Guide) -> bool:
    """Whether numbers such as 8.1 at the start of lines are clauses, not the writer's own.

    Policy: a letter may number its own paragraphs 1.1, 1.2, 2.1, in which some numbers happen to
    be those of clauses. Only where at least half of the different ones are do they count.
    """
    numbers = {match[1].lower() for _, line in _lines(text) if (match := _BARE_NUMBER.match(line))}
    known = {number.lower() for number in guide.clauses}
    return 2 * len(numbers & known) >= len(numbers)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for match in _LINE.finditer(text):
        if match.group():
            yield match.start(), match.group()


def _block(text: str, start: int, end: int, guide: Guide, numbers: bool) -> Block:
    first = next((line for _, line in _lines(text[start:end]) if line.strip()), "")
    kind, clauses, question = _opening(first, guide, numbers)
    return Block(start, end, text[start:end], kind, clauses, question)


Opening = tuple[Kind, tuple[str, ...], str]


def _opening(line: str, guide: Guide, numbers_are_clauses: bool) -> Opening:
    """What the first line of a paragraph says that the paragraph is on."""
    if line.lstrip().startswith(">"):
        return Kind.QUOTED, (), ""
    words = line[_end_of_decoration(line) :].strip()
    short = 0 < len(words) <= HEADING and not _STOPPED.search(words)
    if question := _question(words, guide):
        return (Kind.HEADING if short or words.endswith("?") else Kind.NUMBER), (), question
    if numbers_are_clauses or not _BARE_NUMBER.match(words):
        cited = guide.cited(words[: 2 * HEADING])
        if cited and cited[0].start == 0:
            return (Kind.HEADING if short else Kind.NUMBER), cited[0].clauses, ""
    if short and (clauses := _by_title(words, guide)):
        return Kind.HEADING, clauses, ""
    return _other(words, short, guide), (), ""


def _other(words: str, short: bool, guide: Guide) -> Kind:
    if len(words) <= GREETING and _GREETING.match(words):
        return Kind.GREETING
    if _SIGN_OFF.match(words):
        return Kind.SIGN_OFF
    if short and section_of(words, guide):
        return Kind.SECTION
    return Kind.GENERAL if short and _GENERAL.match(words) else Kind.WORDS


def section_of(words: str, guide: Guide) -> tuple[str, ...]:
    """The clauses of the section that a heading names by its letter or its title; () for none."""
    words = words.strip()
    match = _SECTION.match(words)
    if match and match[1].lower() in guide.sections:
        return guide.sections[match[1].lower()]
    title = re.sub(r"^[A-Za-z]{1,3}[.:)]\s+", "", words).rstrip(" :").lower()
    return guide.sections.get(title, ()) if len(title) > 3 else ()


def _question(words: str, guide: Guide) -> str:
    match = _QUESTION.match(words)
    for key, label in guide.questions.items():
        if match and match[1].lower() == key.lower().removeprefix("q"):
            return key
        if len(label) > 12 and words.lower().startswith(label.lower().rstrip(" ?")):
            return key
    return ""


def _by_title(words: str, guide: Guide) -> tuple[str, ...]:
    """The clause whose heading this line repeats, if it is the only one."""
    title = words.rstrip(" :").lower()
    named = [number for number, heading in guide.clauses.items() if heading.lower() == title]
    return (named[0],) if len(named) == 1 and title else ()


def _end_of_decoration(line: str) -> int:
    match = _DECORATION.match(line)
    return match.end() if match else 0
