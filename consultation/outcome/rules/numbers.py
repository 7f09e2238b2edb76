"""Numbers and claims that somebody typed, where a figure of the seal should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from consultation.outcome.rules.figures import Figure, Label
from consultation.outcome.rules.notation import NAME

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " \
    "sixteen seventeen eighteen nineteen".split()  # fmt: skip
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {
    **{word: value for value, word in enumerate(ONES, 1)},
    **{word: 10 * value for value, word in enumerate(TENS, 2)},
    "dozen": 12, "hundred": 100, "thousand": 1000,
}  # fmt: skip
MULTIPLIES = ("dozen", "hundred", "thousand")

_WORD = "|".join([*TENS, *ONES, "hundred", "thousand", "dozen"])
_WORDS = rf"(?:(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}))*)"
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{_WORDS})"
_DID = (
    r"(?:commented|comment|responded|respond|replied|wrote|said|say|told|asked|thought|think|supported|"
    r"support|opposed|oppose|agreed|agree|disagreed|disagree|proposed|propose|suggested|argued|argue|"
    r"wanted|want|felt|feel|answered)"
)
#: Those who answered, and others only where they are said to have done so.
WHO = (
    r"(?:respondents?|responses?|replies|submissions?|commenters?|(?:of )?those who "
    rf"{_DID}|(?:people|persons?|organisations?|individuals?|boards?|authorities|charities|parents|"
    rf"families|professionals) (?:who |that |also |have )?{_DID})"
)
PERCENT = re.compile(rf"\b({NUMBER})\s?(?:%|per ?cent\b)", re.IGNORECASE)
COUNT = re.compile(
    rf"\b({NUMBER})\s+(?:(?:of|the|these|other|different|further|more|separate) ){{0,2}}{WHO}\b",
    re.IGNORECASE,
)
OF = re.compile(rf"\b({NUMBER})\s+(?:out of|of|in)\s+(?:the\s+)?({NUMBER})\b", re.IGNORECASE)

#: Words that weigh people where the printed scale must: only a figure in words may use them.
WEIGHING = re.compile(
    r"\b(?:(?:vast |large |great |clear |small )?(?:majority|minority) of|overwhelming(?:ly)?|"
    r"(?:nearly all|almost all|all|most|many|some|several|few|half|two thirds|three quarters)"
    rf"(?: of)?(?: the)? {WHO}|the public (?:wants?|thinks?|believes?|feels?|supports?|opposes?)|"
    r"consensus|everyone (?:agreed|agrees|who)|people (?:want|think|believe|feel))\b",
    re.IGNORECASE,
)

#: A number of a wording with the unit of time, or the share, that goes with it.
TIMES = "hour", "day", "week", "fortnight", "month", "quarter", "year"
IN_WORDING = re.compile(
    rf"\b({NUMBER})(?:[ \u00a0-]*(?:(?:working|calendar|school|clear)[ \u00a0-])?"
    rf"({'|'.join(TIMES)}|per\s?cent|%)s?(?!\w))?",
    re.IGNORECASE,
)


class Typed(NamedTuple):
    """Something typed that the seal does not support: where in the text, and why it is flagged."""

    start: int
    words: str
    why: str


def typed(text: str, named: Iterable[Figure | Label]) -> list[Typed]:
    """What in ``text`` counts or weighs people without a figure of the seal, in reading order.

    Policy: a number beside a word for respondents, a share in per cent, and "n of m" must equal a
    figure of the clause or of the whole consultation; better it is written by name. Words that
    weigh ("most respondents", "the majority") go by the printed scale alone, so only a figure in
    words may say them; those that claim what nobody counted ("the public", "people want",
    "overwhelming") are never used. Numbers of clauses, months and years count nobody.
    """
    figures = [one for one in named if isinstance(one, Figure)]
    counts = {one.value for one in figures} | {one.base for one in figures if one.base is not None}
    shares = {int(one.text[:-1]) for one in figures if re.fullmatch(r"\d+%", one.text)}
    # Names in braces are kept as gaps, so that places stay true and nothing reads across them.
    plain = NAME.sub(lambda match: "\0" * len(match[0]), re.sub(r"<[^>]*>", _gap, text))
    found = [
        *_wrong(plain, PERCENT, shares, "no share of the seal is {}%"),
        *_wrong(plain, COUNT, counts, "no figure of the seal is {}"),
        *_wrong(plain, OF, counts, "the seal has no such figures"),
        *(
            Typed(match.start(), match[0], "weigh by a figure in words, such as {oppose in words}")
            for match in WEIGHING.finditer(plain)
        ),
    ]
    return _apart(found)


def new_in_wording(final: str, known: Iterable[str]) -> list[Typed]:
    """Numbers in the final wording of a clause that stand in none of the ``known`` texts: the old
    text, the wording consulted on, and the words of changes that officials took up.

    Policy: a number in a wording is part of what it says ("within 6 months", "section 47"). It counts
    nobody, so no figure can bear it out. What goes wrong with it is a slip: a limit mistyped, weeks
    for months, a reference to a clause that has another number now. So each is checked against what
    was consulted on and what was proposed and accepted; one that comes from neither was seen by
    nobody who was consulted, and a person has to say that it is meant. Digits and words are the same
    number, and a time is another where its unit is. “One” in words is no number but before a unit
    ("one of them", "no one"). What a person has said of a wording holds until the wording changes.
    """
    there = {number for text in known for number, _match in _in_wording(text)}
    return [
        Typed(match.start(), match[0].strip(), "new number in the wording: check that it is meant")
        for number, match in _in_wording(final)
        if number not in there
    ]


def _in_wording(text: str) -> Iterator[tuple[tuple[str | float, str], re.Match[str]]]:
    """Each number, with its unit, as it is compared; numbers of clauses (8.40) by their digits."""
    for match in IN_WORDING.finditer(text):
        words, unit = match[1].rstrip(","), (match[2] or "").lower()
        if words.lower() != "one" or unit:
            unit = "%" if unit.startswith("per") else unit
            yield (words if "." in words else value_of(words), unit), match


def value_of(words: str) -> float:
    """The number that is written, in digits or words.

    >>> value_of("1,360"), value_of("thirty-seven"), value_of("two hundred and six")
    (1360.0, 37.0, 206.0)
    """
    if words[0].isdigit():
        return float(words.replace(",", ""))
    total = part = 0
    for word in re.split(r"[ -]+", words.lower()):
        value = VALUES.get(word, 0)
        part = max(part, 1) * value if word in MULTIPLIES else part + value
        if word == "thousand":
            total, part = total + part, 0
    return float(total + part)


def _wrong(
    text: str, pattern: re.Pattern[str], known: Iterable[float], why: str
) -> Iterable[Typed]:
    values = set(known)
    for match in pattern.finditer(text):
        numbers = [value_of(group) for group in match.groups() if group]
        if not all(number in values for number in numbers):
            yield Typed(match.start(), match[0], why.format(match[1]))


def _gap(tag: re.Match[str]) -> str:
    return "\0" * len(tag[0])


def _apart(found: Iterable[Typed]) -> list[Typed]:
    """In reading order; of two on the same words, the first."""
    kept: list[Typed] = []
    for one in sorted(found, key=lambda each: (each.start, -len(each.words))):
        if not kept or one.start >= kept[-1].start + len(kept[-1].words):
            kept.append(one)
    return kept
