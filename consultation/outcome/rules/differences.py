"""What has happened to a consultation since it was sealed: a report, never a change of the seal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

#: Stands for every visible character of restricted words.
FILLER = "█"

#: The reasons of the ledger by which a response was taken back by who sent it.
TAKEN_BACK = ("Withdrawn by the respondent", "Replaced by the respondent before the deadline")

#: The reason of the ledger by which the words of a response were erased.
ERASED = "Erased"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Differences:
    """Responses by reference, and clauses by name, that are not as the seal has them.

    ``arrived`` after it; ``taken_back`` by their respondents; ``set_aside`` otherwise; ``admitted``:
    counted now and not then; ``corrected`` by people; ``restricted``: words of them are held or
    redacted now; ``released``: words are held no more; ``retyped``: their text or its parts are
    others; ``erased``; ``reworded``: clauses published with other words, new or withdrawn.
    """

    arrived: Sequence[str] = ()
    taken_back: Sequence[str] = ()
    set_aside: Sequence[str] = ()
    admitted: Sequence[str] = ()
    corrected: Sequence[str] = ()
    restricted: Sequence[str] = ()
    released: Sequence[str] = ()
    retyped: Sequence[str] = ()
    erased: Sequence[str] = ()
    reworded: Sequence[str] = ()

    @property
    def total(self) -> int:
        """How many there are, each kind by itself."""
        return sum(len(getattr(self, field.name)) for field in fields(self))

    def listed(self) -> list[tuple[str, Sequence[str]]]:
        """(kind in words, what) for every kind of which there are any."""
        return [
            (LABELS[f.name], getattr(self, f.name)) for f in fields(self) if getattr(self, f.name)
        ]


LABELS = {
    "arrived": "Arrived since",
    "taken_back": "Withdrawn or replaced since",
    "set_aside": "Set aside since",
    "admitted": "Counted since",
    "corrected": "Corrected since",
    "restricted": "Words held or redacted since",
    "released": "Words released since",
    "retyped": "Text or parts changed since",
    "erased": "Erased since",
    "reworded": "Clauses reworded since",
}


def differences(
    sealed: tuple[Iterable[Row], Mapping[tuple[str, int], tuple[str, str]], Mapping[str, str]],
    present: tuple[Iterable[Row], Mapping[tuple[str, int], tuple[str, str]], Mapping[str, str]],
    corrected: Iterable[str] = (),
    masked: Iterable[str] = (),
) -> Differences:
    """What differs. Each of ``sealed`` and ``present``: the rows of the ledger; by source and place
    the response and its text with restricted words filled in; the text of each clause by name.
    ``masked``: responses of which words were redacted since, and masked in the seal itself too.

    Policy: a difference is told by kind and by reference, for a person to decide whether another
    seal is needed. No words are repeated. What follows from a kind already told (the text of a
    response set aside is gone too) is not told again.
    """
    then, now = _by_reference(sealed[0]), _by_reference(present[0])
    gone = {one for one in then if _counted(then, one) and not _counted(now, one)}
    back = {one for one in gone if now.get(one, {}).get("reason", "").startswith(TAKEN_BACK)}
    out = {one for one in then if _erased(now, one) and not _erased(then, one)}
    texts = _texts(sealed[1], present[1], gone | out | (set(now) - set(then)))
    texts["restricted"] |= set(masked) - gone - out
    return Differences(
        arrived=sorted(set(now) - set(then)),
        taken_back=sorted(back),
        set_aside=sorted(gone - back - out),
        admitted=sorted(one for one in then if not _counted(then, one) and _counted(now, one)),
        corrected=sorted(set(corrected)),
        **{kind: sorted(found) for kind, found in texts.items()},
        erased=sorted(out),
        reworded=[
            name
            for name in dict.fromkeys([*sealed[2], *present[2]])
            if sealed[2].get(name) != present[2].get(name)
        ],
    )


def _by_reference(ledger: Iterable[Row]) -> dict[str, Row]:
    return {row["response_id"]: row for row in ledger}


def _erased(ledger: Mapping[str, Row], reference: str) -> bool:
    return str(ledger.get(reference, {}).get("reason", "")).startswith(ERASED)


def _counted(ledger: Mapping[str, Row], reference: str) -> bool:
    return ledger.get(reference, {}).get("status") == "counted"


def _texts(
    sealed: Mapping[tuple[str, int], tuple[str, str]],
    present: Mapping[tuple[str, int], tuple[str, str]],
    told: set[str],
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"restricted": set(), "released": set(), "retyped": set()}
    admitted = {response for response, _ in present.values()} - {r for r, _ in sealed.values()}
    for place in sealed.keys() | present.keys():
        response, then = sealed.get(place, ("", ""))
        other, now = present.get(place, ("", ""))
        if then != now and not {response, other} & (told | admitted):
            found[_kind(then, now)].add(response or other)
    return found


def _kind(then: str, now: str) -> str:
    """Fillers came, fillers went, or the text is another."""
    same = len(then) == len(now) and all(
        a == b or FILLER in (a, b) for a, b in zip(then, now, strict=True)
    )
    if not same:
        return "retyped"
    return "restricted" if now.count(FILLER) >= then.count(FILLER) else "released"
