"""Find the words in a text that show where its writer stands on a proposal.

Tone is not position: a supporter of a chapter on abuse and death writes terrible
words, and a courteous objector writes kind ones. So only words *about the proposal*
count: agreement and disagreement, praise and criticism of it, what it would do, and
what is wrong without it. The cues are data (``cues.toml``); this module finds them and
reads their surroundings: negation, concession and condition.

Rejected: a general sentiment lexicon (macro-F1 0.29 on policy sentences), and weights
learned on other people's debates, which did not carry over to a new subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from analysis import patterns
from analysis.position import contrary

NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|cannot|hardly|scarcely|without|nobody|none|little|"
    r"unable to|fails? to|failed to|refuse to|far from|rather than|instead of|less)\b|n[’']t\b)"
    r"(?:\W+(?!but\b|only\b|just\b|because\b)\w+){0,3}\W*$"
)
FALSE_NEGATION = re.compile(r"\b(?:not only|no doubt|not just|no wonder|not least|not simply)\b")
CONCESSION = re.compile(
    r"\b(?:but|however|yet|nevertheless|nonetheless|that said|having said)\b|;\s"
)
CONCEDED = re.compile(
    r"\b(?:although|though|while|whilst|despite|even if|granted|in principle|the aim|"
    r"the intention|the idea|the ambition|the thinking|the spirit|the principle)\b"
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
#: What is said of a thing: of the contrary of the clause, it counts the other way.
OF_THINGS = frozenset({"praises", "benefits", "harm_now", "criticises", "doubts", "backfires"})
#: … and of what a proposal would do away with. (Harm seen in it speaks for the proposal as it is.)
OF_WHAT_GOES = frozenset({"praises", "benefits", "criticises"})
#: Evidence from comparing a proposal with the clause, and its log-odds.
MEETS, CROSSES, COMPARED = "meets_clause", "crosses_clause", 2.6


@dataclass(frozen=True)
class Evidence:
    """One cue found: its kind, the span ``[start, end)`` in characters, and its log-odds.

    ``share`` is how much of it counts where it stands: 1, 0.25 when conceded, negative
    when negated.
    """

    kind: str
    start: int
    end: int
    weight: float
    share: float = 1.0


@cache
def cues() -> dict[str, tuple[float, re.Pattern[str]]]:
    """Each kind of evidence with its weight and one compiled pattern."""
    return {
        kind: (float(entry["weight"]), patterns.words(entry["patterns"]))
        for kind, entry in patterns.table(__package__, "cues.toml").items()
    }


def kinds() -> tuple[str, ...]:
    """Every kind of evidence there is."""
    return (*cues(), MEETS, CROSSES)


# A text is looked at as a feature and then, after all others, for the words that decided.
@lru_cache(maxsize=30_000)
def find(text: str, target: str = "") -> tuple[Evidence, ...]:
    """Every cue in ``text``, in order, weighed in its sentence and against ``target``.

    A negated cue changes sides at four fifths of its weight. In a sentence that
    concedes ("I welcome the aim, but…") what comes before the turn counts a quarter.
    Praise and blame of the contrary of what the clause keeps to change sides, and so do those of a
    thing that the proposal would do away with.
    """
    lowered = text.lower().replace("’", "'")
    if len(lowered) != len(text):  # a few letters change length in lower case
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    found = [_compared(item) for item in contrary.find(lowered, target)]
    for sentence in SENTENCE.finditer(lowered):
        for offset, piece in patterns.pieces(sentence.group()):
            begin = sentence.start() + offset
            here = [_moved(item, begin) for item in _in_sentence(piece.rstrip("\n"), target)]
            found.extend(_unless_met(here, found, begin, begin + len(piece)))
    return tuple(sorted(found, key=lambda evidence: (evidence.start, evidence.end, evidence.kind)))


def _compared(item: contrary.Finding) -> Evidence:
    kind = MEETS if item.side > 0 else CROSSES
    return Evidence(kind, item.start, item.end, item.side * item.strength * COMPARED, item.strength)


def _unless_met(
    here: list[Evidence], found: list[Evidence], start: int, end: int
) -> list[Evidence]:
    """Without disagreement in a sentence that asks for what the clause says.

    "It should not be published" objects, unless the clause says the same.
    """
    met = sum(item.weight for item in found if start <= item.start < end) > 0
    return [item for item in here if not (met and item.kind == "disagrees")]


def _moved(item: Evidence, by: int) -> Evidence:
    return replace(item, start=item.start + by, end=item.end + by)


# A sentence is looked at as a feature, then for the deciding words, then in its whole comment.
@lru_cache(maxsize=100_000)
def _in_sentence(sentence: str, target: str) -> tuple[Evidence, ...]:
    turn, turned = _turn(sentence), _turned(sentence, target)
    found = []
    for kind, (weight, pattern) in cues().items():
        for match in pattern.finditer(sentence):
            share = 0.25 if match.start() < turn else 1.0
            if _negated(sentence[: match.start()]):
                share *= -0.8
            if kind in turned:
                share = -share
            found.append(Evidence(kind, match.start(), match.end(), weight * share, share))
    return tuple(found)


def _turned(sentence: str, target: str) -> frozenset[str]:
    """The kinds of evidence that count the other way in a sentence on the contrary of the clause,
    or on the thing that the proposal would do away with."""
    if contrary.blamed(sentence, target):
        return OF_THINGS
    return OF_WHAT_GOES if contrary.of_what_goes(sentence, target) else frozenset()


def _turn(sentence: str) -> int:
    """Where a concession ends and the writer's own point begins (0 when there is none)."""
    turns = [match.start() for match in CONCESSION.finditer(sentence) if match.start() > 8]
    if turns:
        return turns[-1]
    if CONCEDED.match(sentence.lstrip()) and "," in sentence:
        return sentence.index(",")
    return 0


def _negated(before: str) -> bool:
    window = before[-60:]
    return bool(NEGATION.search(window)) and not FALSE_NEGATION.search(window)
