"""Every figure and quotation of clauses.json, counted again from the tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analysis.verify import coverage, summaries, wording
from analysis.verify.comparing import Comparison
from analysis.verify.folder import Folder, Row
from analysis.verify.records import POSITIONS, TONES, on

Finding = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """The tables gathered by clause, once."""

    passages: dict[str, list[Row]]
    positions: dict[str, dict[str, str]]
    told: dict[str, dict[str, str]]
    campaign: dict[str, str]
    kind: dict[str, str]
    everyone: int

    @staticmethod
    def of(folder: Folder) -> "Counted":
        """Gather what the figures are counted from."""
        passages: dict[str, list[Row]] = defaultdict(list)
        campaign = {}
        for passage in folder.tables["passages"]:
            for clause in on(passage):
                passages[clause].append(passage)
            if passage["campaign"]:
                campaign[passage["response_id"]] = passage["campaign"]
        positions: dict[str, dict[str, str]] = defaultdict(dict)
        told: dict[str, dict[str, str]] = defaultdict(dict)
        for row in folder.tables["comments"]:
            positions[row["clause"]][row["response_id"]] = row["position"]
            told[row["clause"]][row["response_id"]] = row["told"]
        kind: dict[str, str] = {}
        for row in folder.tables["responses"]:
            if row["response_id"] in folder.counted and not row["set_aside"].strip():
                earlier = kind.get(row["response_id"], "")
                kind[row["response_id"]] = max(earlier, row["respondent_type"])
        kinds = {key: value or "not given" for key, value in kind.items()}
        return Counted(passages, positions, told, campaign, kinds, len(folder.counted))


def figures(folder: Folder, compare: Comparison) -> None:
    """Recount the findings on each clause, then the lists of themes and campaigns."""
    counted = Counted.of(folder)
    findings = folder.findings
    members = len(counted.campaign)
    compare.same(
        "responses with each campaign as one",
        findings["bases"]["campaign_collapsed"],
        counted.everyone - members + len(set(counted.campaign.values())),
    )
    clauses = [finding["clause"] for finding in findings["clauses"]]
    spoken = {clause for clause in counted.positions if clause}
    compare.same("clauses commented on but not found", sorted(spoken - set(clauses)), [])
    compare.same("clauses found more than once", len(clauses), len(set(clauses)))
    for finding in [*findings["clauses"], findings["whole_text"]]:
        _finding(finding, counted, compare)
        wording.wording(finding, folder, compare)
    wording.lists(folder, compare)
    _questions(folder, counted, compare)


def _finding(finding: Finding, counted: Counted, compare: Comparison) -> None:
    clause = finding["clause"]
    name = f"clause {clause}" if clause else "no clause"
    positions = counted.positions.get(clause, {})
    passages = counted.passages.get(clause, [])
    bases = {"commenting": len(positions), "all": counted.everyone}
    compare.same(f"bases of {name}", finding["bases"], bases)
    written = finding["positions"]
    alone = [p for key, p in positions.items() if key not in counted.campaign]
    rest = counted.everyone - len(counted.campaign)
    _shares(
        f"{name}, all", written["with_campaigns"], positions.values(), counted.everyone, compare
    )
    _shares(f"{name}, without campaigns", written["without_campaigns"], alone, rest, compare)
    _types(name, finding["by_respondent_type"], positions, counted, compare)
    tones = Counter(passage["sentiment"] for passage in passages)
    expected = {
        t: {"passages": tones[t], "percent": _percent(tones[t], len(passages))} for t in TONES
    }
    compare.same(f"tones of {name}", finding["tone"], expected)
    _themes(name, finding["themes"], passages, positions, counted, compare)
    _campaigns(name, finding["campaigns"], positions, counted, compare)
    voices = summaries.Voices(passages, positions, counted.campaign)
    summaries.summary(name, finding, voices, compare)
    told = counted.told.get(clause, {})
    coverage.coverage(name, finding, passages, told, counted.kind, compare)


def _shares(
    name: str, written: Finding, found: Iterable[str], everyone: int, compare: Comparison
) -> None:
    tally = Counter(found)
    compare.same(f"positions listed for {name}", set(written), POSITIONS)
    for position, figures in written.items():
        count = tally[position]
        expected = {
            "count": count,
            "percent_of_commenting": _percent(count, tally.total()),
            "percent_of_all": _percent(count, everyone),
        }
        compare.same(f"{position} on {name}", figures, expected)


def _percent(count: int, base: int) -> int:
    """Halves up, in whole numbers throughout: floor(100 count / base + 1/2)."""
    return int((count * 100 + base / 2) // base) if base else 0


def _types(
    name: str,
    written: list[Finding],
    positions: dict[str, str],
    counted: Counted,
    compare: Comparison,
) -> None:
    groups: dict[str, list[str]] = defaultdict(list)
    for response_id, position in positions.items():
        groups[counted.kind[response_id]].append(position)
    everyone = Counter(counted.kind.values())
    listed = {entry["respondent_type"] for entry in written}
    compare.same(f"types of respondent on {name}", listed, set(groups))
    for entry in written:
        kind = entry["respondent_type"]
        compare.same(f"{kind} on {name}", entry["commenting"], len(groups[kind]))
        _shares(f"{name} by {kind}", entry["positions"], groups[kind], everyone[kind], compare)


def _themes(
    name: str,
    written: list[Finding],
    passages: list[Row],
    positions: dict[str, str],
    counted: Counted,
    compare: Comparison,
) -> None:
    groups: dict[str, list[Row]] = defaultdict(list)
    for passage in passages:
        for theme in filter(None, passage["theme"].split("; ")):
            groups[theme].append(passage)
    compare.same(f"themes of {name}", {theme["theme"] for theme in written}, set(groups))
    for theme in written:
        mine = groups[theme["theme"]]
        who = {passage["response_id"] for passage in mine}
        expected = {
            "responses": len(who),
            "passages": len(mine),
            "percent_of_commenting": _percent(len(who), len(positions)),
            "percent_of_all": _percent(len(who), counted.everyone),
            "positions": dict(Counter(positions.get(response_id) for response_id in who)),
        }
        found = {key: theme[key] for key in expected}
        compare.same(f"theme {theme['name']!r} of {name}", found, expected)


def _campaigns(
    name: str,
    written: list[Finding],
    positions: dict[str, str],
    counted: Counted,
    compare: Comparison,
) -> None:
    groups: dict[str, list[str]] = defaultdict(list)
    for response_id, position in positions.items():
        if response_id in counted.campaign:
            groups[counted.campaign[response_id]].append(position)
    expected = {key: (len(found), dict(Counter(found))) for key, found in groups.items()}
    found = {c["campaign"]: (c["responses"], c["positions"]) for c in written}
    compare.same(f"campaigns on {name}", found, expected)


def _questions(folder: Folder, counted: Counted, compare: Comparison) -> None:
    answers: dict[str, dict[str, str]] = defaultdict(dict)
    for row in folder.tables["responses"]:
        counts = row["response_id"] in folder.counted and not row["set_aside"].strip()
        if counts and row["question"] and row["position"]:
            answers[row["question"]].setdefault(row["response_id"], row["position"])
    written = folder.findings["questions"]
    compare.same("questions answered", [q["question"] for q in written], sorted(answers))
    for question in written:
        found = answers[question["question"]]
        bases = {"answering": len(found), "all": counted.everyone}
        compare.same(f"bases of question {question['question']!r}", question["bases"], bases)
        name = f"question {question['question']!r}"
        _shares(name, question["positions"], found.values(), counted.everyone, compare)
