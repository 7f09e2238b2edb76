"""What a page shows of a finding's long lists."""

from __future__ import annotations

from typing import Any

#: The most quotations of one list on a page; the list says how many there are.
MOST = 10

#: Lists that are cut to MOST.
LISTS = ("counter_arguments", "made_by_one", "contradictions")


def shortened(found: dict[str, Any]) -> dict[str, Any]:
    """The finding of one clause with lists cut to what a page shows, each saying how many it had.

    A list L of ``LISTS`` gives "L" and "L_total", a flag {"total", "quotations"}.

    Policy: a finding is as long as what a person reads of it, however many respond. Every
    quotation of a flag stands with the passages, every point made by one alone with its finding.
    """
    flags = {
        kind: {"total": len(listed), "quotations": listed[:MOST]}
        for kind, listed in found["flags"].items()
    }
    lists = {key: found[key][:MOST] for key in LISTS}
    totals = {f"{key}_total": len(found[key]) for key in LISTS}
    return found | lists | totals | {"flags": flags}
