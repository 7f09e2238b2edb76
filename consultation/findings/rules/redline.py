"""Tracked changes on which parts are held or redacted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from consultation.guidance.rules import Change
from consultation.responses.rules.masking import Restriction, Sight, label


class Stretch(NamedTuple):
    """Words of proposed wording: "same", "inserted", "deleted", or "hidden".

    ``restricted`` is "held" or "redacted" where they are; a hidden stretch has for its words what
    stands in their place.
    """

    kind: str
    text: str
    restricted: str = ""


def redline(
    changes: Iterable[Change],
    restrictions: Sequence[Restriction],
    sight: Sight,
    start: int = 0,
    end: int | None = None,
) -> list[Stretch]:
    """The changes cut where restrictions begin and end; their places are in the proposed wording.

    Of long ones, those from ``start`` up to ``end`` of it alone: what was struck out goes with the
    words before it.

    Policy: what ``sight`` does not see is hidden, and so is what was struck out between it: what a
    person took out of a sentence can tell what they put in.
    """
    found: list[Stretch] = []
    for change, text, over in _cut(_from(changes, start, end), restrictions, start):
        if not over:
            found.append(Stretch(change, text))
            continue
        # "redacted" sorts after "held".
        worst = max(over, key=lambda one: one.kind)
        if sight.sees({one.kind for one in over}):
            found.append(Stretch(change, text, worst.kind))
            continue
        hidden = Stretch("hidden", label(worst.kind, worst.why), worst.kind)
        if not (found and found[-1] == hidden):
            found.append(hidden)
    return found


def _cut(
    changes: Iterable[Change], restrictions: Sequence[Restriction], at: int
) -> Iterator[tuple[str, str, list[Restriction]]]:
    for change in changes:
        if change.kind == "deleted":
            yield change.kind, change.text, _over(restrictions, at - 1, at + 1)
            continue
        end = at + len(change.text)
        edges = {edge for one in restrictions for edge in one[:2] if at < edge < end}
        for start, stop in pairwise(sorted({at, end, *edges})):
            words = change.text[start - at : stop - at]
            yield change.kind, words, _over(restrictions, start, stop)
        at = end


def _from(changes: Iterable[Change], start: int, end: int | None) -> Iterator[Change]:
    at = 0
    for change in changes:
        if change.kind == "deleted":
            if (start < at or at == 0 == start) and (end is None or at <= end):
                yield change
            continue
        first, last = max(start - at, 0), len(change.text) if end is None else max(end - at, 0)
        if words := change.text[first:last]:
            yield Change(change.kind, words)
        at += len(change.text)


def _over(restrictions: Iterable[Restriction], start: int, end: int) -> list[Restriction]:
    return [one for one in restrictions if one.start <= start and end <= one.end]
