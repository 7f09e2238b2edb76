"""What is counted of each clause from where everybody stands: once, when a run is kept.

Half a million rows cannot be counted again for every page. What a run says of everybody does not
change after it, so it is stored with the run; what can change after (holds, what was read) is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from consultation.findings.rules.figures import BY_FIELD
from consultation.findings.rules.flags import FLAGS
from consultation.findings.rules.standing import SIDES, STRONG

#: What is kept with a run for pages to show. Of a run with another number they would show noughts:
#: they say instead that the next run counts it, which starts by itself. Raise it to keep more.
KEPT = 2

#: A position the machine read with less confidence is looked at first.
UNSURE = 0.6


class Standing(Protocol):
    """What is asked of a row: see ``ClausePosition``."""

    response_id: int
    clause_id: Any
    position: str
    decided: str
    confidence: float
    contradiction: bool
    strength: float
    passages: int
    amendment: bool
    flags: str
    kind: str
    confidential: bool
    received_at: datetime


def _known_from(how: str) -> Callable[[Any], bool]:
    return lambda row: bool(row.decided == how)


def _says(flag: str) -> Callable[[Any], bool]:
    return lambda row: f";{flag};" in row.flags


#: Everything that is one number of a clause, and which rows it counts.
ASKED: Mapping[str, Callable[[Any], bool]] = {
    "all": lambda row: True,
    "amendment": lambda row: row.amendment,
    "strong": lambda row: row.strength >= STRONG,
    "contradiction": lambda row: row.contradiction,
    "confidential": lambda row: row.confidential,
    "worded": lambda row: row.passages > 0,
    "organisation": lambda row: row.kind == "organisation",
    "unsure": lambda row: row.decided == "words" and row.confidence < UNSURE,
    **{how: _known_from(how) for how in ("answer", "words", "person")},
    **{flag: _says(flag) for flag in FLAGS},
}

#: Counted where nobody commented.
NOTHING: Mapping[str, Any] = {
    "totals": dict.fromkeys([*ASKED, "private"], 0),
    "positions": {},
    "days": [],
    "conflicts": [],
    "placed": {},
}


def counted(
    rows: Iterable[Standing], private: Iterable[int], zone: ZoneInfo
) -> dict[Any, dict[str, Any]]:
    """By clause (None for none), what its pages show of everybody.

    ``totals``: a number for each of ASKED, and ``private``, how many of the responses in ``private``,
    which may not be published. ``positions``: how many take each, by field. ``days``: [day in
    ``zone``, {field: responses received}], in order. ``conflicts``: [other clause's identity, how
    many support here and oppose there, how many oppose here and support there].
    """
    closed = set(private)
    by_clause: dict[Any, list[Standing]] = defaultdict(list)
    for row in rows:
        by_clause[row.clause_id].append(row)
    conflicts = _conflicts(by_clause)
    return {
        clause: {
            "totals": {name: sum(map(asked, here)) for name, asked in ASKED.items()}
            | {"private": sum(row.response_id in closed for row in here)},
            "positions": Counter(BY_FIELD[row.position] for row in here),
            "days": _days(here, zone),
            "conflicts": conflicts[clause],
        }
        for clause, here in by_clause.items()
    }


def _days(here: Iterable[Standing], zone: ZoneInfo) -> list[list[Any]]:
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for row in here:
        day = row.received_at.astimezone(zone).date().isoformat()
        days[day][BY_FIELD[row.position]] += 1
    return [[day, dict(counts)] for day, counts in sorted(days.items())]


def _conflicts(by_clause: Mapping[Any, Iterable[Standing]]) -> dict[Any, list[list[Any]]]:
    """By clause, those on which the same people take the other side."""
    sides = {field: side for side, fields in SIDES.items() for field in fields}
    taken: dict[int, dict[str, list[Any]]] = defaultdict(lambda: {"for": [], "against": []})
    for clause, here in by_clause.items():
        for row in here:
            side = sides[BY_FIELD[row.position]]
            if side != "neither":
                taken[row.response_id][side].append(clause)
    pairs = Counter(
        (here, there)
        for each in taken.values()
        for here in each["for"]
        for there in each["against"]
    )
    found: dict[Any, dict[Any, list[Any]]] = defaultdict(dict)
    for (supported, opposed), number in pairs.items():
        if opposed is not None:
            found[supported].setdefault(opposed, [str(opposed), 0, 0])[1] = number
        if supported is not None:
            found[opposed].setdefault(supported, [str(supported), 0, 0])[2] = number
    return defaultdict(list, {clause: [*others.values()] for clause, others in found.items()})
