"""The case each side makes for or against a clause, in its own words: which sentences are quoted.

Policy: a sentence stands for a side only if it says by itself what its writer says of the clause:
the machine reads the same position, surely, in the sentence alone and in all that this respondent
says of the clause. Where it doubts, nothing is quoted; a quotation under the wrong side is worse
than none. Preferred is what gives a reason, speaks of a theme of that side and says it for more
than its writer; then what others say in almost the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from consultation.outcome.rules.figures import LEFT_OVER
from consultation.outcome.rules.notation import Place

#: The sides whose case is told, and how it is introduced.
CASES = {
    "support": "The case for it, in the words of respondents who support it:",
    "oppose": "The case against it, in the words of respondents who oppose it:",
}
#: How sure the reading of a sentence must be: of one that speaks of a theme, and of any other, which
#: must give a reason too; less where its writer's closed answer says the same. Each was raised until
#: no sentence of the example's forty-four clauses, read one by one, stood under the wrong side.
SURE, SURER = 0.93, 0.98
ANSWERED_SURE, ANSWERED_SURER = 0.75, 0.9
#: How many words a sentence has, and the most that are quoted for a side.
FEWEST_WORDS, MOST_WORDS, MOST_QUOTED = 8, 40, 2
#: How many are looked at for each side before it is told that none can be quoted.
LOOKED_AT = 40
#: Two sentences that share more of their words than this say the same.
ALIKE = 0.5

_WHOLE = re.compile(r"[A-Z“‘][^:\d\n\"“”]*[.!]\Z")
_REASON = re.compile(
    r"\b(?:because|since|so that|unless|without|otherwise|if|when|cannot|can’t|can't|would|will|must|"
    r"means?|leads?|risks?|only|nobody|never|every)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|I'm|I’m|I'd|I’d|I've|I’ve|me|my|mine|our|us|we|please)\b", re.IGNORECASE)
#: Sentences on the response itself, on what others hold or on what might have been tell nothing of
#: the clause; those that turn half way stand for no side.
_BESIDE = re.compile(
    r"\b(?:letter|website|campaign|response|consultation|members|paragraph|clause|para|question|"
    r"(?:dis)?agree[ds]?|support\w*|oppose[ds]?|some (?:of|say)|others|those who|figures?|ask|"
    r"would have|but|though|although|however|except|instead|rather|not a)\b",
    re.IGNORECASE,
)


class Passage(NamedTuple):
    """A sentence on a clause as the seal has it, with what the machine read in it alone."""

    place: Place
    text: str
    position: str
    confidence: float
    themes: tuple[str, ...]


def ranked(
    passages: Iterable[Passage],
    side: str,
    position_of: Mapping[str, str],
    answered: Collection[str] = (),
) -> list[Passage]:
    """The sentences that may stand for ``side``, the best first; one of each respondent's.

    ``position_of``: where each response stands on the clause, by its reference. ``answered``: the
    responses whose own closed answer says so.
    """
    fit = [
        one
        for one in passages
        if position_of.get(one.place.response) == side
        and _stands_for(one, side, one.place.response in answered)
    ]
    said = [_words(one.text) for one in fit]
    weight = {
        one.place: sum(_alike(words, other) for other in said)
        for one, words in zip(fit, said, strict=True)
    }
    ordered = sorted(fit, key=lambda one: (*_worth(one, weight[one.place]), one.place))
    first: dict[str, Passage] = {}
    for one in ordered:
        first.setdefault(one.place.response, one)
    return list(first.values())[:LOOKED_AT]


def chosen(found: Sequence[Passage], allowed: Collection[Place]) -> list[Place]:
    """The first of ``found`` that may be published, no two of which say the same."""
    taken: list[Passage] = []
    for one in found:
        words = _words(one.text)
        if one.place in allowed and not any(_alike(words, _words(each.text)) for each in taken):
            taken.append(one)
    return [one.place for one in taken[:MOST_QUOTED]]


def told(side: str, numbers: Sequence[int]) -> str:
    """The sentence that quotes the quotations of these numbers for ``side``."""
    quoted = "; ".join(f"{{quote {number}}}" for number in numbers)
    return f"{CASES[side]} {quoted}"


def _stands_for(one: Passage, side: str, answered: bool) -> bool:
    words, themed = len(one.text.split()), _themed(one)
    sure, surer = (ANSWERED_SURE, ANSWERED_SURER) if answered else (SURE, SURER)
    return (
        one.position == side
        and one.confidence >= (sure if themed else surer)
        and (themed or _REASON.search(one.text) is not None)
        and FEWEST_WORDS <= words <= MOST_WORDS
        and _WHOLE.match(one.text) is not None
        and not _BESIDE.search(one.text)
    )


def _themed(one: Passage) -> bool:
    return any(theme not in LEFT_OVER for theme in one.themes)


def _worth(one: Passage, alike: int) -> tuple[float, ...]:
    """The smaller, the better."""
    reason = bool(_REASON.search(one.text))
    own = bool(_OWN.search(one.text))
    return (-(2 * reason + _themed(one) + 2 * (not own)), -min(alike, 5), -one.confidence)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", text.lower()))


def _alike(some: frozenset[str], other: frozenset[str]) -> bool:
    return len(some & other) > ALIKE * len(some | other)
