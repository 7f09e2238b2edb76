"""Which part of a letter is on what: by heading, else by number, citation, or likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from consultation.responses.rules.splitting.blocks import Block, Kind, blocks, section_of
from consultation.responses.rules.splitting.guide import Guide, Part, Why

#: How sure each way is. A person confirms every part; these only say where to look first.
NAMED, UNDER, UNDER_BUT_CITES, CITED, CITES_MANY, LAYOUT = 0.98, 0.9, 0.7, 0.9, 0.6, 0.9
#: Below this likeness a part is on nothing that is known.
ENOUGH = 0.5
#: More separate citations than this in one passage compare clauses and are on none in particular.
FEW = 3
_TOPIC = re.compile(
    r"\b(?:clause|para(?:graph)?|section|passage|part)s?\s+"
    r"(?:on|about|concerning|regarding|dealing with|which deals? with|headed|called)\s+"
    r"[\"“‘']?((?:the\s+)?[\w’'-]+(?:[ -][\w’'-]+){0,6})",
    re.I,
)


@dataclass(frozen=True)
class _Under:
    """What the last heading or number says that the words below it are on."""

    clauses: tuple[str, ...] = ()
    question: str = ""
    why: Why = Why.NONE
    within: tuple[str, ...] = ()
    signed: bool = False


def split_letter(text: str, guide: Guide) -> list[Part]:
    """The parts of ``text`` in order: every character of it is in exactly one.

    Policy: a writer who names a clause in a heading or a number means it for all that stands below
    until the next one; else the clauses that a sentence cites hold to the end of its paragraph;
    else the words decide, if they are enough like one clause. A greeting, a signature and what is
    like no clause are on nothing, and wait for a person as every other part does.
    """
    parts = list(_parts(blocks(text, guide), guide))
    return _merged(_by_words(parts, text, guide))


@dataclass(frozen=True)
class _Open:
    """A part that neither a heading nor a citation decides; ``within``: the section's clauses."""

    start: int
    end: int
    within: tuple[str, ...]


def _parts(paragraphs: Iterable[Block], guide: Guide) -> Iterator[Part | _Open]:
    under = _Under()
    for block in paragraphs:
        under = _after(block, under, guide)
        if under.signed or block.kind in (Kind.GREETING, Kind.QUOTED, Kind.SECTION, Kind.GENERAL):
            yield Part(block.start, block.end, confidence=LAYOUT)
        elif (under.clauses or under.question) and not _compares(block, under, guide):
            yield _under_heading(block, under, guide)
        else:
            yield from _on_its_own(block, under, guide)


def _after(block: Block, under: _Under, guide: Guide) -> _Under:
    """What holds from this paragraph on."""
    if block.kind in (Kind.HEADING, Kind.NUMBER):
        return _Under(block.clauses, block.question, block.why)
    if block.kind is Kind.SECTION:
        return _Under(within=section_of(block.text, guide))
    if block.kind is Kind.SIGN_OFF:
        return _Under(signed=True)
    return _Under() if block.kind in (Kind.GREETING, Kind.GENERAL) else under


def _compares(block: Block, under: _Under, guide: Guide) -> bool:
    """Whether a paragraph that begins with a number goes on to cite other clauses."""
    return block.kind is Kind.NUMBER and not _cited(block, guide) <= {*under.clauses}


def _cited(block: Block, guide: Guide) -> set[str]:
    return {number for cited in guide.cited(block.text) for number in cited.clauses}


def _under_heading(block: Block, under: _Under, guide: Guide) -> Part:
    if block.kind in (Kind.HEADING, Kind.NUMBER):
        sure = NAMED
    else:
        sure = UNDER if _cited(block, guide) <= {*under.clauses} else UNDER_BUT_CITES
    return Part(block.start, block.end, under.clauses, under.question, under.why, sure)


def _on_its_own(block: Block, under: _Under, guide: Guide) -> Iterator[Part | _Open]:
    """A paragraph under no heading, cut where its sentences begin to cite other clauses."""
    cuts: list[tuple[int, tuple[str, ...], float]] = []
    for start, end in guide.sentences(block.text):
        clauses, sure = _cited_in(block.text[start:end], guide)
        if clauses and (not cuts or clauses != cuts[-1][1]):
            cuts.append((start if cuts else 0, clauses, sure))
    if not cuts:
        yield _Open(block.start, block.end, under.within)
    ends = [cut[0] for cut in cuts[1:]] + [len(block.text)]
    for (start, clauses, sure), end in zip(cuts, ends, strict=False):
        yield Part(block.start + start, block.start + end, clauses, "", Why.CITATION, sure)


def _cited_in(sentence: str, guide: Guide) -> tuple[tuple[str, ...], float]:
    """The clauses that a sentence cites by number or by what they are about, and how sure."""
    cited = guide.cited(sentence)
    if cited:
        clauses = tuple(dict.fromkeys(number for one in cited for number in one.clauses))
        return clauses, CITED if len(cited) <= FEW else CITES_MANY
    for match in _TOPIC.finditer(sentence):
        if clauses := _about(match[1], guide):
            return clauses, UNDER_BUT_CITES
    return (), 0.0


def _about(topic: str, guide: Guide) -> tuple[str, ...]:
    """The one clause whose heading has the first words of ``topic``, the more words the better."""
    words = topic.lower().split()
    words = words[1:] if words[0] == "the" else words
    for count in range(len(words), 0, -1):
        phrase = re.compile(rf"\b{re.escape(' '.join(words[:count]))}", re.I)
        named = [number for number, heading in guide.clauses.items() if phrase.search(heading)]
        if len(named) == 1 and len(" ".join(words[:count])) > 3:
            return (named[0],)
    return ()


def _by_words(parts: Sequence[Part | _Open], text: str, guide: Guide) -> Iterator[Part]:
    """``parts`` with what was left open decided by likeness, all in one reading."""
    waiting = [part for part in parts if isinstance(part, _Open)]
    texts = [text[part.start : part.end] for part in waiting]
    likely = iter(guide.likely(texts, [part.within for part in waiting]) if waiting else [])
    for part in parts:
        if isinstance(part, Part):
            yield part
            continue
        clause, sure = next(likely)
        if clause and sure >= ENOUGH:
            yield Part(part.start, part.end, (clause,), why=Why.WORDS, confidence=round(sure, 2))
        else:
            yield Part(part.start, part.end)


def _merged(parts: Iterable[Part]) -> list[Part]:
    """Neighbours on the same become one; it is as sure as the least sure of them.

    A part without a word in it belongs to the one before.
    """
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last and (last.clauses, last.question) == (part.clauses, part.question):
            why = last.why if last.why is not Why.NONE else part.why
            sure = min(last.confidence, part.confidence)
            found[-1] = replace(last, end=part.end, why=why, confidence=sure)
        else:
            found.append(part)
    return found
