"""From the few words that give cause to hold a text back to all that must be held with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from consultation.responses.models import Hold, Proposal, Response
from consultation.responses.models.placed import Source
from consultation.responses.rules.proposing import proposed_changes

if TYPE_CHECKING:
    from analysis.holds import Hold as Found

#: A text that may say a child is at risk and is no longer than this is held whole: about 170 words.
SHORT = 1000

_BLANK_LINE = re.compile(r"(?:\r\n?|\n|\u2028)[ \t]*(?:\r\n?|\n|\u2028)|\u2029")


class Held(NamedTuple):
    """What a hold covers, and why."""

    start: int
    end: int
    why: str
    reason: str


def widened(source: Source, check: Callable[[str], Iterable[Found]]) -> list[Held]:
    """The holds on ``source`` for what ``check`` finds in it, those of one kind that meet joined.

    Policy: the words around a name, or a phrase that discloses, tell nearly as much as the words
    themselves. So a hold covers the whole of every sentence it touches; where a child may be at
    risk, the whole paragraph, or the whole text when it is short. What a respondent wrote of
    themself is held whole: a field is no sentence. Holding too much costs a duty officer a minute,
    holding too little cannot be undone.
    """
    from analysis.holds import DISCLOSURE

    found = []
    for one in _causes(source, check):
        disclosure = one.kind == DISCLOSURE
        why = Hold.Why.DISCLOSURE if disclosure else Hold.Why.IDENTIFYING
        spans = _spans(source, disclosure)
        found.append(Held(*_covering(spans, one.start, one.end), why, one.reason))
    return _joined(found)


def _causes(source: Source, check: Callable[[str], Iterable[Found]]) -> Iterable[Found]:
    """What is found, but for what is no cause.

    That the respondent's own name names a person is none; nor are words of the published clause
    that stand unchanged in other wording proposed for it.
    """
    from analysis.holds import NAMED_PERSON

    found = check(source.text)
    if isinstance(source, Proposal):
        kept = _published(source)
        return [one for one in found if not any(a <= one.start and one.end <= b for a, b in kept)]
    if not isinstance(source, Response):
        return found
    return [one for one in found if one.kind != NAMED_PERSON or one.end > len(source.name)]


def _published(proposal: Proposal) -> list[tuple[int, int]]:
    """The stretches of a proposal that are the clause's own words."""
    spans, at = [], 0
    for one in proposed_changes(proposal.clause_version.text, proposal.text):
        if one.kind == "deleted":
            continue
        if one.kind == "same":
            spans.append((at, at + len(one.text)))
        at += len(one.text)
    return spans


def _spans(source: Source, disclosure: bool) -> list[tuple[int, int]]:
    """The stretches of the text that are held or shown as one."""
    from analysis.passages import split

    text = source.text
    if isinstance(source, Response) or (disclosure and len(text) <= SHORT):
        return [(0, len(text))]
    return _paragraphs(text) if disclosure else split(text)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    cuts = [match.span() for match in _BLANK_LINE.finditer(text)]
    starts = [0, *(end for _start, end in cuts)]
    return list(zip(starts, [*(start for start, _end in cuts), len(text)], strict=True))


def _covering(spans: Iterable[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """From the start of the first of ``spans`` that is touched to the end of the last."""
    touched = [span for span in spans if span[0] < end and span[1] > start]
    return min([start, *(a for a, _ in touched)]), max([end, *(b for _, b in touched)])


def _joined(found: Iterable[Held]) -> list[Held]:
    joined: list[Held] = []
    for one in sorted(found, key=lambda held: (held.why, held.start, held.end)):
        last = joined[-1] if joined else None
        if last is None or last.why != one.why or one.start >= last.end:
            joined.append(one)
            continue
        reasons = dict.fromkeys([*last.reason.split("; "), one.reason])
        joined[-1] = Held(last.start, max(last.end, one.end), one.why, "; ".join(reasons))
    return joined
