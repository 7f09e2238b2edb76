"""The figures of a document against what was sealed, or against the open data."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

from analysis.verify.comparing import Comparison
from analysis.verify.published.page import Marked, Page

POSITIONS = ("support", "support with changes", "oppose", "not sure", "unclear")


def tree(path: Path) -> _Tree:
    """Everything a figure may stand on: of what was sealed, or without that of the open data."""
    return _sealed(path) if (path / "clauses.json").is_file() else _open(path)


def check(path: Path, page: Page, known: _Tree, compare: Comparison) -> None:
    """Every figure is the number at its place in ``known``, and is said rightly."""
    unknown: Counter[str] = Counter()
    for number, figure in enumerate(page.figures, 1):
        key, base_key = (
            figure.attributes.get("data-key", ""),
            figure.attributes.get("data-base", ""),
        )
        name = f"figure {number} of the document, {key} at {figure.clause}"
        value = known.get(key)
        base = known.get(base_key) if base_key else None
        if value is None or (base_key and base is None):
            unknown[key] += 1
            continue
        compare.same(name, figure.attributes.get("value"), str(value))
        compare.holds(f"{name} is said as {figure.text!r}", _said_rightly(figure, value, base))
    if unknown and (path / "clauses.json").is_file():
        compare.same("figures at no place of what was sealed", sorted(unknown), [])
    elif unknown:
        listed = ", ".join(sorted(unknown))
        compare.notes.append(f"Sealed only, {unknown.total()} figures: {listed}.")
    if (path / "seal.csv").is_file():
        with (path / "seal.csv").open(encoding="utf-8", newline="") as lines:
            *_, last = csv.DictReader(lines)
        compare.same("digest of the seal in the document", page.digest, last["chain"])


def _said_rightly(figure: Marked, value: int, base: int | None) -> bool:
    said = figure.text.strip()
    ways = {f"{value:,}", _number(value)}
    if base is not None:
        ways |= set(_of_base(value, base))
    return said in ways or (said[:1].lower() + said[1:]) in ways


def _of_base(value: int, base: int) -> list[str]:
    """Every way in which ``value`` of ``base`` may be said."""
    whole = int((value * 100 + base / 2) // base) if base else 0
    word = _word(value, base)
    ways = [f"{whole}%"]
    if base == 1 and value:
        ways.append("the one respondent who commented")
    if value == base and base:
        ways += [f"all {base:,} who commented", "all"]
    elif word:
        ways += [
            f"{word} of those who commented ({value:,} of {base:,}, {whole}%)",
            f"{word} ({value:,}, {whole}%)",
        ]
    else:
        ways.append(f"{_number(value)} of the {base:,} who commented")
    return ways


def _word(value: int, base: int) -> str:
    if base < 30 or value < 2:
        return ""
    for below, word in ((5, "a few"), (20, "some"), (50, "many"), (80, "most")):
        if value * 100 < below * base:
            return word
    return "nearly all"


def _number(value: int) -> str:
    return "none" if value == 0 else "one" if value == 1 else f"{value:,}"


class _Tree(dict[str, Any]):
    """Numbers by their path, walked through what was sealed."""

    def get(self, path: str, default: Any = None) -> Any:
        """The number at ``path``; ``default`` where there is none."""
        at: Any = dict(self)
        for step in path.split("/"):
            if isinstance(at, list) and step == "length":
                at = len(at)
            elif isinstance(at, list) and step.isdecimal() and int(step) < len(at):
                at = at[int(step)]
            elif isinstance(at, dict) and step in at:
                at = at[step]
            else:
                return default
        return at if isinstance(at, int) else default


def _sealed(path: Path) -> _Tree:
    """Everything a figure may stand on, from clauses.json and received.csv."""
    findings = json.loads((path / "clauses.json").read_text("utf-8"))
    method = json.loads((path / "method.json").read_text("utf-8"))
    noted = {
        name: method[name]
        for name in ("who", "asked", "decided", "removed", "agreement")
        if name in method
    }
    tree = _Tree(bases=findings["bases"], ledger=_ledger(path), **noted)
    for finding in findings["clauses"]:
        kinds = {
            kind: {**counts, "commenting": sum(counts[one]["count"] for one in POSITIONS)}
            for kind, counts in finding["positions"].items()
        }
        members = sum(campaign["responses"] for campaign in finding["campaigns"])
        tree[finding["clause"]] = {**finding, **kinds, "in_campaigns": members}
    return tree


def _ledger(path: Path) -> dict[str, Any]:
    with (path / "received.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    counted = sum(row["status"] == "counted" for row in rows)
    reasons = Counter(row["reason"] for row in rows if row["status"] != "counted")
    short = Counter(reason.partition(":")[0] for reason in reasons.elements())
    return {
        "received": len(rows),
        "counted": counted,
        "set_aside": len(rows) - counted,
        "reasons": {**short, **reasons},
    }


def _open(path: Path) -> _Tree:
    """What the open data give: where each response stands on each clause, and who is counted."""
    with (path / "positions.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    tree = _Tree(ledger=_told(path))
    tree["bases"] = {"counted": tree["ledger"]["counted"]}
    for clause in {row["clause"] for row in rows}:
        here = [row for row in rows if row["clause"] == clause]
        alone = [row for row in here if row["campaign"] != "yes"]
        tree[clause] = {
            "bases": {"commenting": len(here)},
            "with_campaigns": _positions(here),
            "without_campaigns": _positions(alone),
            "in_campaigns": len(here) - len(alone),
        }
    return tree


def _told(path: Path) -> dict[str, Any]:
    """The ledger as the open data have it: counts by status, and by reason where set aside."""
    statuses: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    with (path / "received.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            statuses[row["status"]] += int(row["responses"])
            if row["status"] != "counted":
                reasons[row.get("reason", "")] += int(row["responses"])
    counted, received = statuses["counted"], statuses.total()
    aside = received - counted
    return {"received": received, "counted": counted, "set_aside": aside, "reasons": dict(reasons)}


def _positions(rows: list[dict[str, str]]) -> dict[str, Any]:
    tally = Counter(row["position"] for row in rows)
    return {"commenting": len(rows)} | {one: {"count": tally[one]} for one in POSITIONS}
