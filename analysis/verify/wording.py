"""Every word of clauses.json that was said, at its place, and the lists beside it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from analysis.verify import decisions
from analysis.verify.comparing import Comparison
from analysis.verify.folder import Folder
from analysis.verify.records import SUPPORTING

Finding = dict[str, Any]


def wording(finding: Finding, folder: Folder, compare: Comparison) -> None:
    """Quotations stand at their places; amendments are counted."""
    name = f"clause {finding['clause']}" if finding["clause"] else "no clause"
    for quotation in quotations(finding):
        quote(name, quotation, folder, compare)
    _amendments(name, finding, folder, compare)
    _counter_arguments(name, finding, folder, compare)


def _amendments(name: str, finding: Finding, folder: Folder, compare: Comparison) -> None:
    clause = finding["clause"]
    proposed = [a for a in folder.tables["amendments"] if a["clause"] == clause]
    groups: dict[str, set[str]] = defaultdict(set)
    for amendment in proposed:
        groups[amendment["group"]].add(amendment["response_id"])
    compare.same(
        f"amendments of {name}, by how many propose each",
        sorted(a["responses"] for a in finding["amendments"]),
        sorted(len(who) for who in groups.values()),
    )


def _counter_arguments(name: str, finding: Finding, folder: Folder, compare: Comparison) -> None:
    clause = finding["clause"]
    supporting = {c["response_id"] for c in folder.tables["comments"]
                  if c["clause"] == clause and c["position"] in SUPPORTING}  # fmt: skip
    opposing = {c["response_id"] for c in folder.tables["comments"]
                if c["clause"] == clause and c["position"] == "oppose"}  # fmt: skip
    fewer = opposing if len(supporting) >= len(opposing) else supporting
    for quotation in finding["counter_arguments"]:
        compare.holds(
            f"the counter-argument of {quotation['response_id']} on {name} is of the side fewer take",
            quotation["response_id"] in fewer,
        )


def quotations(found: Any) -> Iterator[Finding]:
    """Every object with a quote, however deep."""
    if isinstance(found, dict):
        if "quote" in found:
            yield found
        for value in found.values():
            yield from quotations(value)
    elif isinstance(found, list):
        for value in found:
            yield from quotations(value)


def quote(name: str, quotation: Finding, folder: Folder, compare: Comparison) -> None:
    """The quotation's characters stand at its place in a counted response."""
    start, end = quotation["start"], quotation["end"]
    text = folder.texts.get((quotation["response_id"], quotation["row"]), "")
    there = text[start:end] if 0 <= start < end <= len(text) else None
    compare.same(f"quotation on {name} from {quotation['response_id']}", quotation["quote"], there)
    compare.holds(
        f"{quotation['response_id']}, quoted on {name}, is counted",
        quotation["response_id"] in folder.counted,
    )


def _members_of(campaign: str, members: set[tuple[str, str]]) -> set[str]:
    """The responses that belong to a campaign."""
    return {response for response, of in members if of == campaign}


def lists(folder: Folder, compare: Comparison) -> None:
    """Themes and campaigns are counted as the passages have them; what they quote was said."""
    passages = folder.tables["passages"]
    themes = Counter(theme for p in passages for theme in filter(None, p["theme"].split("; ")))
    written = {row["theme"]: int(row["passages"]) for row in folder.tables["themes"]}
    compare.same("passages of each theme", written, dict(themes))
    for row in folder.tables["themes"]:
        if row["quote"]:
            place = (row["response_id"], int(row["row"]))
            there = folder.texts.get(place, "")[int(row["start"]) : int(row["end"])]
            compare.same(f"representative of theme {row['theme']!r}", row["quote"], there)
    members = {(p["response_id"], p["campaign"]) for p in passages if p["campaign"]}
    submitted = {row["campaign"]: int(row["submissions"]) for row in folder.tables["campaigns"]}
    compare.same("submissions of each campaign", submitted, dict(Counter(c for _, c in members)))
    sent: dict[str, list[str]] = defaultdict(list)
    for (response_id, _), text in sorted(folder.texts.items()):
        sent[response_id].append(text)
    texts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for response_id, campaign in members:
        texts[campaign].add(tuple(sent[response_id]))
    for row in folder.tables["campaigns"]:
        name, own = f"campaign {row['campaign']!r}", int(row["with_own_words"])
        told = len(texts[row["campaign"]])
        # Texts that were masked since may have become the same.
        if not any(key[0] in _members_of(row["campaign"], members) for key in folder.masked):
            compare.same(f"texts of {name}", int(row["distinct_texts"]), told)
        compare.holds(f"words of their own in {name}", 0 <= own <= int(row["submissions"]))
    _arguments(folder, compare)
    speaking = {passage["response_id"] for passage in passages}
    for response_id, campaign in decisions.campaigns(folder).items():
        # One put into a campaign that is not found any more is in none; so is one without words.
        wanted = {campaign} & submitted.keys() if response_id in speaking else set()
        found = {name for member, name in members if member == response_id}
        compare.same(f"decided campaign of {response_id}", sorted(wanted), sorted(found))


def _arguments(folder: Folder, compare: Comparison) -> None:
    """The distinct themes that passages of each campaign's members raise."""
    raised: dict[str, set[str]] = defaultdict(set)
    for passage in folder.tables["passages"]:
        if passage["campaign"]:
            raised[passage["campaign"]] |= {*passage["theme"].split("; ")}
    for row in folder.tables["campaigns"]:
        # A folder written before they were counted has no such column.
        if "arguments" in row:
            found = len(raised[row["campaign"]] - {"", "other", "no reason given"})
            compare.same(f"arguments of campaign {row['campaign']!r}", int(row["arguments"]), found)
