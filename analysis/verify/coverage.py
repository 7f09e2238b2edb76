"""Whom the summary of a clause tells of: worked out again, response by response."""

from collections import Counter
from typing import Any

from analysis.verify.comparing import Comparison
from analysis.verify.folder import Row

STATES = ("told", "left_out", "no_reason", "held")


def coverage(
    name: str,
    finding: dict[str, Any],
    passages: list[Row],
    written: dict[str, str],
    kind: dict[str, str],
    compare: Comparison,
) -> None:
    """Compare what is ``written`` of each response in the table of comments, and its counts."""
    told = finding["summary"]["coverage"]
    themes = {t["theme"] for t in finding["themes"] if t["name"] in told["themes_told"]}
    sources = {
        s["response_id"] for each in finding["summary"]["sentences"] for s in each["sources"]
    }
    words: dict[str, list[Row]] = {}
    for passage in passages:
        words.setdefault(passage["response_id"], []).append(passage)
    found = {who: _state(who in sources, words.get(who, []), themes) for who in written}
    compare.same(f"whom the summary of {name} tells of", written, found)
    compare.same(f"coverage of {name}", _counts(told), _tally(list(found.values())))
    by_type = {row["respondent_type"]: _counts(row) for row in told["by_respondent_type"]}
    groups: dict[str, list[str]] = {}
    for who, state in found.items():
        groups.setdefault(kind[who], []).append(state)
    expected = {each: _tally(states) for each, states in groups.items()}
    compare.same(f"coverage of {name} by type of respondent", by_type, expected)


def _state(quoted: bool, passages: list[Row], themes: set[str]) -> str:
    said = [set(passage["theme"].split("; ")) for passage in passages]
    if quoted or any(themes & each for each in said):
        return "told"
    if passages and all(passage["hold"] for passage in passages):
        return "held"
    reasoned = any(each not in ({"no reason given"}, {""}) for each in said)
    return "left_out" if reasoned else "no_reason"


def _counts(row: dict[str, Any]) -> dict[str, int]:
    return {name: row[name] for name in ("commenting", *STATES)}


def _tally(states: list[str]) -> dict[str, int]:
    tally = Counter(states)
    return {"commenting": len(states), **{state: tally[state] for state in STATES}}
