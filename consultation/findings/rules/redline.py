"""Tracked changes on which parts are held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from consultation.findings.rules.pieces import Mark
from consultation.guidance.rules import Change


class Stretch(NamedTuple):
    """Words of proposed wording: "same", "inserted" or "deleted"; ``held`` says why, if they are."""

    kind: str
    text: str
    held: str = ""


def redline(changes: Iterable[Change], holds: Sequence[Mark], readable: bool) -> list[Stretch]:
    """The changes cut where holds begin and end; the places of holds are in the proposed wording.

    Policy: unless ``readable``, held words are empty, and so is what was struck out between them:
    what a person took out of a sentence can tell what they put in.
    """
    found: list[Stretch] = []
    for one in _cut(changes, holds):
        if readable or not one.held:
            found.append(one)
        elif not (found and found[-1].held == one.held):
            found.append(Stretch("held", "", one.held))
    return found


def _cut(changes: Iterable[Change], holds: Sequence[Mark]) -> Iterator[Stretch]:
    at = 0
    for change in changes:
        if change.kind == "deleted":
            yield Stretch(change.kind, change.text, _why(holds, at - 1, at + 1))
            continue
        end = at + len(change.text)
        edges = {edge for hold in holds for edge in (hold.start, hold.end) if at < edge < end}
        for start, stop in pairwise(sorted({at, end, *edges})):
            yield Stretch(
                change.kind, change.text[start - at : stop - at], _why(holds, start, stop)
            )
        at = end


def _why(holds: Iterable[Mark], start: int, end: int) -> str:
    return next((one.note for one in holds if one.start <= start and end <= one.end), "")
