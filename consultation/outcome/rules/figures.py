"""Every figure that may stand in the outcome, by the name an official writes and the key of its place.

A key is a path into what the seal binds: ``8.40/with_campaigns/oppose/count`` is found in the
finding on clause 8.40, ``bases/counted`` in the bases, ``ledger/received`` in the ledger. Whoever
checks the document walks the same path through the sealed files and must find the same number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from consultation.dataset.rules import part, percent, share
from consultation.outcome.rules.changes import called

#: Positions as the analysis names them; an official writes them the same way.
POSITIONS = ("support", "support with changes", "oppose", "not sure", "unclear")

#: Themes that are no theme: what is left over, and what gives no reason.
LEFT_OVER = ("other", "no reason given")

#: Counts that stand in the method note.
COUNTS = ("who", "asked", "decided", "removed", "agreement")

WITH, WITHOUT = "with_campaigns", "without_campaigns"

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the seal as a reader meets it.

    ``value`` is what stands at ``key``, ``base`` what stands at ``base_key`` (both empty without a
    base), ``text`` the words for it: "37", "63%", "most of those who commented (40 of 63, 63%)".
    """

    kind: ClassVar[str] = "figure"
    key: str
    value: int
    text: str
    base_key: str = ""
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """Words the machine made: a theme's name, or what an amendment would do to the clause.

    A theme is named by a phrase its members wrote, so it is looked up whenever it is shown and
    never stored in a draft. ``withheld`` says why it cannot be shown; ``text`` is then empty.
    """

    kind: ClassVar[str] = "label"
    key: str
    text: str
    withheld: str = ""


Named = dict[str, Figure | Label]


def tree(findings: Tree, received: Iterable[Tree], method: Tree | None = None) -> dict[str, Any]:
    """What keys are paths into: ``clauses.json`` with each clause under its name, and the ledger.

    ``received``: the rows of received.csv, one for every response. ``method``: method.json, whose
    counts are those of who responded, what was asked and what people decided; older seals have none.
    """
    rows = list(received)
    statuses = Counter(row["status"] for row in rows)
    # What an official adds to a reason, after the colon, is for the file and not for the public.
    reasons = Counter(row["reason"].partition(":")[0] for row in rows if row["status"] != "counted")
    ledger = {
        "received": len(rows),
        "counted": statuses["counted"],
        "set_aside": len(rows) - statuses["counted"],
        "reasons": dict(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
    }
    clauses = {finding["clause"]: _finding(finding) for finding in findings["clauses"]}
    counts = {name: (method or {})[name] for name in COUNTS if name in (method or {})}
    return {**clauses, **counts, "bases": findings["bases"], "ledger": ledger}


def value_at(found: Tree, key: str) -> Any:
    """What stands at ``key``; "length" of a list is how many there are. Raises KeyError."""
    at: Any = found
    for step in key.split("/"):
        if not isinstance(at, list):
            at = at[step]
        elif step == "length":
            at = len(at)
        else:
            at = at[int(step)]
    return at


def of_all(found: Tree) -> Named:
    """The figures of the whole consultation, which every part of the document may use."""
    keys = {"received": "received", "counted": "counted", "set aside": "set_aside"}
    return {name: number(found, f"ledger/{key}") for name, key in keys.items()}


def of_clause(found: Tree, clause: str, hidden: Iterable[str] = ()) -> Named:
    """The figures and labels of one clause, by the names an official writes, in a fixed order.

    ``hidden``: names of themes that may repeat words restricted since the seal.
    """
    named: Named = {"commenting": number(found, f"{clause}/bases/commenting")}
    for position in POSITIONS:
        named |= _position(found, clause, WITH, position)
    if value_at(found, f"{clause}/campaigns/length"):
        named |= _campaigns(found, clause)
    named |= _themes(found, clause, frozenset(hidden)) | _amendments(found, clause)
    named["points made by one"] = number(found, f"{clause}/made_by_one/length")
    return named


def number(found: Tree, key: str) -> Figure:
    """The number at ``key``, in figures."""
    value = int(value_at(found, key))
    return Figure(key, value, f"{value:,}")


def of_base(found: Tree, name: str, key: str, base_key: str) -> Named:
    """A count with its base, in every form an official may want it."""
    count, base = int(value_at(found, key)), int(value_at(found, base_key))
    at = (base_key, base)
    return {
        name: Figure(key, count, f"{count:,}", *at),
        f"{name} %": Figure(key, count, f"{percent(count, base)}%", *at),
        f"{name} in words": Figure(key, count, share(count, base), *at),
        f"{name} in short": Figure(key, count, part(count, base), *at),
    }


def _finding(finding: Tree) -> dict[str, Any]:
    """A finding with its positions one step nearer, and each set of them with its own base."""
    positions = {
        kind: {**counts, "commenting": sum(counts[one]["count"] for one in POSITIONS)}
        for kind, counts in finding["positions"].items()
    }
    members = sum(campaign["responses"] for campaign in finding["campaigns"])
    return {**finding, **positions, "in_campaigns": members}


def _position(found: Tree, clause: str, kind: str, position: str) -> Named:
    name = position if kind == WITH else f"{position} without campaigns"
    path = f"{clause}/{kind}"
    named = of_base(found, name, f"{path}/{position}/count", f"{path}/commenting")
    if kind == WITH:
        key, base_key = f"{path}/{position}/count", "bases/counted"
        count, base = int(value_at(found, key)), int(value_at(found, base_key))
        share_of_all = Figure(key, count, f"{percent(count, base)}%", base_key, base)
        named[f"{name} % of all"] = share_of_all
    return named


def _campaigns(found: Tree, clause: str) -> Named:
    named: Named = {
        "campaigns": number(found, f"{clause}/campaigns/length"),
        "commenting without campaigns": number(found, f"{clause}/{WITHOUT}/commenting"),
    }
    named |= of_base(found, "in campaigns", f"{clause}/in_campaigns", f"{clause}/bases/commenting")
    for position in POSITIONS:
        named |= _position(found, clause, WITHOUT, position)
    return named


def themes(found: Tree, clause: str) -> Iterator[tuple[int, int, Tree]]:
    """(number, place in the list, theme) of the clause's themes that several share, commonest first."""
    shared = [
        (place, theme)
        for place, theme in enumerate(value_at(found, f"{clause}/themes"))
        if theme["name"] not in LEFT_OVER and theme["responses"] > 1
    ]
    return ((n, place, theme) for n, (place, theme) in enumerate(shared, 1))


def _themes(found: Tree, clause: str, hidden: frozenset[str]) -> Named:
    named: Named = {}
    for n, place, theme in themes(found, clause):
        path, name = f"{clause}/themes/{place}", theme["name"]
        withheld = "words in it were held or redacted since" if name in hidden else ""
        named[f"theme {n}"] = Label(f"{path}/name", "" if withheld else name, withheld)
        base = f"{clause}/bases/commenting"
        named |= of_base(found, f"theme {n} count", f"{path}/responses", base)
        for position in theme["positions"]:
            key, of = f"{path}/positions/{position}", f"{clause}/{WITH}/{position}/count"
            named |= of_base(found, f"theme {n} {position}", key, of)
    return named


def _amendments(found: Tree, clause: str) -> Named:
    text = value_at(found, f"{clause}/text")
    named: Named = {"changes proposed": number(found, f"{clause}/amendments/length")}
    names = called(value_at(found, f"{clause}/amendments"), text)
    for n, name in enumerate(names, 1):
        path = f"{clause}/amendments/{n - 1}"
        named[f"change {n}"] = Label(path, name)
        base = f"{clause}/bases/commenting"
        named |= of_base(found, f"change {n} count", f"{path}/responses", base)
    return named
