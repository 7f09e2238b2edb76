"""Compare what a writer proposes with what the clause lays down.

The same words support one clause and oppose another: "reports should be published" agrees
with a clause that publishes them and contradicts one that keeps them confidential. So the
clause is read first: which of two contrary things it keeps to (``contrasts.toml``) and what
it says should, or should not, be done. A wish for the same is support; a wish for the
contrary is opposition; harm seen in the contrary speaks for the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from analysis import patterns
from analysis.stemming import stem

#: A proposal stands within a part of a sentence.
PART = re.compile(r"(?:(?!, but\b)[^.!?\n;:])+(?:, but\b|[.!?\n;:])*")
NOT = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|cannot|without|stop|stops|against|instead of|rather than|"
    r"oppose[sd]?|opposed to|no longer|nothing|nobody|none|"
    r"end|refuse to|leave out|take out|remove|drop)\b|n't\b)(?:\W+(?!but\b)\w+){0,4}\W*$"
)
#: Words that take the thing named before them away again, and words that only suppose it.
REMOVED = re.compile(
    r"(?:\W+(?!with\b)\w+){0,4}?\W+(?:removed|taken out|left out|withheld|deleted|blanked|lifted)\b"
)
SUPPOSED = re.compile(
    r"(?:^\W*(?:if|unless)\b.*|\b(?:if|whether|unless|who(?:ever)? (?:is|are)|already|"
    r"whatever|until)\b[^,]*)$"
)
#: What turns a statement into a proposal: a duty, a wish, a command.
WISH = re.compile(
    r"\b(?:should|must|ought|needs? to|has to|have to|(?:i|we|they|people) (?:all )?(?:want|prefer|ask)|"
    r"would like|asking|urge|please|let|allow|demand|call for|support|favour|in favour of|make)\b|"
    r"^\W*(?:(?:and|so|but|then|yes|no|just)\W+)*(?:publish|keep|name|ban|allow|extend|shorten|"
    r"charge|stop|end|make|give|open|lift|release|disclose|withhold|leave)\b"
)
#: A duty as a clause or a writer states one: its negation and its verb.
DUTY = re.compile(
    r"\b(?:should|must|shall|may|ought to|is to|are to|needs? to|has to|have to)"
    r"(?P<not> not| never|n't)?(?: (?:always|only|also|normally|be|then|still))* (?P<verb>[a-z]{4,})"
)
COMMAND = re.compile(
    r"^\W*(?:please )?(?P<not>do not |don't |never )?(?P<verb>[a-z]{4,}(?<!ing)(?<!ed)(?<!s))"
    r"(?=\W+(?:the|an?|it|them|this|that|these|those|all|every|any|their|our|full)\b)"
)
#: Verbs too common to tell one proposal from another.
LIGHT = frozenset(
    "have make made take taken give given need want like help keep kept also find found come able "
    "think thought consider considered ensure look looked become remain possible clear this that "
    "what when with from they there".split()
)
WORD = re.compile(r"[a-z]{4,}")
#: What a proposal that does away with something says of it, as people do who speak of that.
REMOVING = (
    r"bans?|banned|banning|abolish\w*|abolition|ends?|ended|ending|stop\w*|clos(?:e|es|ed|ing|ure)|"
    r"prohibit\w*|abandon\w*|scrap\w*|outlaw\w*|(?:criminal )?offence|fight|forb[ia]d\w*|remov\w+|"
    r"phas\w+ out|illegal|repeal\w*|disallow\w*|get(?:ting)? rid|eliminat\w+|no longer|criminali[sz]\w+"
)
#: Words of a proposal that say nothing of the thing.
PLAIN = frozenset(
    stem(word)
    for word in "should completely during become from with that this have been anyone everywhere "
    "above their until before after public made longer without".split()
)
REMOVES = re.compile(rf"\b(?:{REMOVING}|should not be)\b")
#: Words that speak of the proposal itself, or of the rules as they are, rather than of the thing.
OF_PROPOSAL = re.compile(
    rf"\b(?:{REMOVING}|without|this (?:proposal|clause|idea|plan|rule|law|measure)|proposals?|"
    r"prevent\w*|allow\w*|legal\w*|law)\b"
)
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=\S)")


@dataclass(frozen=True)
class Finding:
    """Words ``[start, end)`` that meet (side 1) or cross (side -1) the clause.

    ``strength`` is 1 for a proposal, less for a word that only leans to one side.
    """

    start: int
    end: int
    side: int
    strength: float


@dataclass(frozen=True)
class Contrast:
    """One pair of contrary things and the words of each."""

    poles: tuple[tuple[int, re.Pattern[str]], ...]
    wishes: tuple[tuple[int, re.Pattern[str]], ...]


@cache
def contrasts() -> dict[str, Contrast]:
    """The table, compiled."""
    return {
        name: Contrast(
            ((1, patterns.words(entry["more"])), (-1, patterns.words(entry["less"]))),
            ((1, patterns.words(entry["wants_more"])), (-1, patterns.words(entry["wants_less"]))),
        )
        for name, entry in patterns.table(__package__, "contrasts.toml").items()
    }


@dataclass(frozen=True)
class Clause:
    """What a clause keeps to: the pole of each contrast, its duties, and its words (stems)."""

    poles: dict[str, int]
    duties: dict[str, int]
    words: frozenset[str]


@lru_cache(maxsize=1000)
def clause(text: str) -> Clause:
    """Read a clause or proposal."""
    text = text.lower().replace("’", "'")
    poles = {name: _pole(text, contrast) for name, contrast in contrasts().items()}
    duties: dict[str, int] = {}
    for verb, side, _, _ in _duties(text, (DUTY,)):
        duties[verb] = 0 if duties.get(verb, side) != side else side
    words = frozenset(stem(word) for word in WORD.findall(text))
    return Clause({name: pole for name, pole in poles.items() if pole}, duties, words)


def _pole(text: str, contrast: Contrast) -> int:
    """The pole the clause keeps to; 0 when it names neither, or both about as often."""
    sides = [side for side, _ in _named(text, contrast.poles)]
    total = sum(sides)
    return (total > 0) - (total < 0) if 2 * abs(total) >= len(sides) else 0


def _named(
    text: str, pairs: tuple[tuple[int, re.Pattern[str]], ...]
) -> Iterator[tuple[int, re.Match[str]]]:
    """Each place that names a pole, with the pole meant: the other one where it is denied."""
    for side, pattern in pairs:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 40) : match.start()]
            denied = bool(NOT.search(before)) != bool(REMOVED.match(text, match.end()))
            yield (-side if denied else side), match


def find(text: str, target: str) -> list[Finding]:
    """Every place of ``text`` (lower case) that meets or crosses ``target``, in order."""
    if not target:
        return []
    known = clause(target)
    found = [
        Finding(start + item.start, start + item.end, item.side, item.strength)
        for start, part in _parts(text)
        for item in _in_part(part, known)
    ]
    return sorted(found, key=lambda item: (item.start, item.end, item.side))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    for match in PART.finditer(text):
        for offset, piece in patterns.pieces(match.group()):
            yield match.start() + offset, piece


def _in_part(part: str, known: Clause) -> list[Finding]:
    """What takes a side by its own weight; else what is wished; else what should be done."""
    for look in (_sided, _wished, _same_duty):
        found = list(look(part, known))
        if found:
            return found
    return []


def _sided(part: str, known: Clause) -> Iterator[Finding]:
    for name, pole in known.poles.items():
        for side, pattern in contrasts()[name].wishes:
            for match in pattern.finditer(part):
                yield Finding(match.start(), match.end(), side * pole, 0.8)


def _wished(part: str, known: Clause) -> Iterator[Finding]:
    if not WISH.search(part):
        return
    for name, pole in known.poles.items():
        for side, match in _named(part, contrasts()[name].poles):
            if not SUPPOSED.search(part[: match.start()]):
                yield Finding(match.start(), match.end(), side * pole, 1.0)


def _same_duty(part: str, known: Clause) -> Iterator[Finding]:
    """What the writer says should be done that the clause says should not, or the reverse."""
    about = sum(stem(word) in known.words for word in WORD.findall(part))
    for verb, side, start, end in _duties(part, (DUTY, COMMAND)):
        if known.duties.get(verb) and about > 1 and not SUPPOSED.search(part[:start]):
            agreed = known.duties[verb] * side
            yield Finding(start, end, agreed, 0.4 if agreed > 0 else 0.8)


def _duties(text: str, forms: tuple[re.Pattern[str], ...]) -> Iterator[tuple[str, int, int, int]]:
    """(stem of the verb, 1 or -1, start, end) of each duty and command."""
    for pattern in forms:
        for match in pattern.finditer(text):
            if match["verb"] not in LIGHT:
                none = re.search(
                    r"\b(?:nobody|no one|none|no \w+)\W+$", text[: match.start()][-30:]
                )
                side = -1 if bool(match["not"]) != bool(none) else 1
                yield stem(match["verb"]), side, match.start(), match.end()


def blamed(sentence: str, target: str) -> bool:
    """Whether a sentence speaks of the contrary of the clause and not of what it keeps to.

    Harm or praise in such a sentence is of the contrary, and so counts the other way.
    """
    if not target:
        return False
    return any(
        {side for side, _ in _named(sentence, contrasts()[name].poles)} == {-pole}
        for name, pole in clause(target).poles.items()
    )


def of_what_goes(sentence: str, target: str) -> bool:
    """Whether a sentence speaks of the thing that a proposal would do away with.

    "Homework teaches children to plan" praises homework, and so speaks against abolishing it. Only
    a proposal of one sentence is read so: a clause of several does more than do away with a thing.
    """
    gone = _goes(target)
    return (
        bool(gone)
        and not OF_PROPOSAL.search(sentence)
        and any(stem(word) in gone for word in WORD.findall(sentence))
    )


@lru_cache(maxsize=1000)
def proposal(target: str) -> str:
    """The sentence that a target of one sentence lays down, "" where it has several or none.

    A question beside it ("Do you agree?") lays nothing down.
    """
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(target)), len(target)]
    sentences = [target[start:end].strip() for start, end in pairwise(ends)]
    stated = [sentence for sentence in sentences if not sentence.endswith("?")] or sentences
    return stated[0] if len(stated) == 1 else ""


@lru_cache(maxsize=1000)
def _goes(target: str) -> frozenset[str]:
    """The words (stems) of what a proposal would do away with; none where it does not."""
    text = proposal(target).lower().replace("’", "'")
    if not REMOVES.search(text):
        return frozenset()
    return frozenset(stem(word) for word in WORD.findall(REMOVES.sub(" ", text))) - PLAIN
