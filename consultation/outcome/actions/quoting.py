"""Choosing what a first draft quotes for each side of a clause: only what may be published now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultation.dataset import seals
from consultation.outcome.models.allowed import Allowed
from consultation.outcome.models.package import Package
from consultation.outcome.rules import cases
from consultation.outcome.rules.drafting import Drafted
from consultation.outcome.rules.notation import Place

#: By side, the places quoted for it.
Cases = Mapping[str, Sequence[Place]]


def cases_of(package: Package, positions: Mapping[str, Mapping[str, str]]) -> dict[str, Cases]:
    """By clause and side, what is quoted for it. ``package`` has the passages and the comments.

    ``positions``: by clause, where each response stands on it.
    """
    answered = seals.answered(package.files["comments.parquet"])
    found = {
        (clause, side): cases.ranked(
            passages, side, positions.get(clause, {}), answered.get(clause, ())
        )
        for clause, passages in _passages(package).items()
        for side in cases.CASES
    }
    places = [one.place for listed in found.values() for one in listed]
    allowed = Allowed(package, places)
    may = {place for place in places if not allowed[place].withheld}
    quoted: dict[str, dict[str, Sequence[Place]]] = {}
    for (clause, side), listed in found.items():
        if taken := cases.chosen(listed, may):
            quoted.setdefault(clause, {})[side] = taken
    return dict(quoted)


def numbered(
    quoted: Cases, known: Mapping[int, Place]
) -> tuple[dict[str, Drafted], dict[int, Place]]:
    """The sentence of each side, and the quotations by number: those ``known`` keep theirs."""
    numbers = {place: number for number, place in known.items()}
    for places in quoted.values():
        for place in places:
            numbers.setdefault(place, max(numbers.values(), default=0) + 1)
    told = {
        side: Drafted(cases.told(side, [numbers[one] for one in places]), tuple(places))
        for side, places in quoted.items()
    }
    return told, {number: place for place, number in numbers.items()}


def _passages(package: Package) -> dict[str, list[cases.Passage]]:
    return {
        clause: [
            cases.Passage(
                Place(response, int(row), int(start), int(end)),
                text,
                position,
                float(confidence),
                tuple(filter(None, themes.split("; "))),
            )
            for response, row, start, end, text, position, confidence, themes in listed
        ]
        for clause, listed in seals.readings(package.files["passages.parquet"]).items()
    }
