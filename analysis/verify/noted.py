"""The counts in the method note of a sealed package, made again from the rows it was made of."""

import json
from collections import Counter
from fractions import Fraction
from typing import Any

from analysis.verify.comparing import Comparison
from analysis.verify.folder import Folder, Row

Listed = list[dict[str, Any]]

#: What stands in the place of words that were masked, beside spaces and stops.
FILLER, STOPS = "█", ".!?"


def noted(folder: Folder, compare: Comparison) -> None:
    """Who responded, what was answered, decided and redacted, and how far people agreed.

    A response that was erased since tells no more of its channel and region: there, those who can
    still be counted must be no more than was sealed, and as many fewer in all as were erased.
    """
    path = folder.path / "method.json"
    if not path.is_file():
        return
    note = json.loads(path.read_text("utf-8"))
    _who(note.get("who", {}), folder, compare)
    for one in note.get("asked", ()):
        mine = [row for row in folder.tables["responses"] if row["question"] == one["question"]]
        _asked(one, mine, folder.erased, compare)
        if "themes" in one:
            _themes(one, mine, folder, compare)
    tables = {"decided": ("codings.csv", "kind"), "removed": ("redactions.csv", "reason")}
    for name, (file, column) in tables.items():
        rows = folder.listed(file)
        if name in note and rows is not None:
            found = _listed(Counter(row[column] for row in rows))
            _each(f"{name}, as {file} has it", note[name], found, compare)
        elif name in note:
            compare.notes.append(f"Bound and not counted again: {name}, in a seal this old.")
    _redacted(folder, compare)
    _agreement(note.get("agreement", []), folder.listed("samples.csv") or [], compare)
    compare.same("method of the note", note["method_version"], folder.run["method_version"])


def _who(who: dict[str, Listed], folder: Folder, compare: Comparison) -> None:
    rows = folder.tables["responses"]
    said = {row["response_id"]: row for row in rows}
    ledger = [row for row in folder.listed("received.csv") or () if row["status"] == "counted"]
    region = {row["response_id"]: row["region"] for row in ledger if "region" in row}
    columns = {
        "type": {key: row["respondent_type"] for key, row in said.items()},
        "channel": {key: row["channel"] for key, row in said.items()},
        "region": region,
    }
    for name, written in who.items():
        if name == "region" and len(region) < len(ledger):
            compare.notes.append("Bound and not counted again: regions, in a seal this old.")
            continue
        of = {key: value for key, value in columns[name].items() if key not in folder.erased}
        found = _listed(Counter(of.values()))
        gone = len(columns[name]) - len(of)
        if gone:
            _fewer(f"responses by {name}", written, found, gone, compare)
        else:
            _each(f"responses by {name}", written, found, compare)


def _each(what: str, written: Listed, found: Listed, compare: Comparison) -> None:
    """Compare row by row, so that a difference names its row."""
    compare.same(f"how many rows of {what}", len(written), len(found))
    for number, (there, here) in enumerate(zip(written, found, strict=False), 1):
        compare.same(f"row {number} of {what}", there, here)


def _fewer(what: str, written: Listed, found: Listed, gone: int, compare: Comparison) -> None:
    told = {row["name"]: row["number"] for row in written}
    for row in found:
        named = f"{what}: {row['name'] or 'not given'} is {row['number']} at least"
        compare.holds(named, row["number"] <= told.get(row["name"], 0))
    left = sum(told.values()) - sum(row["number"] for row in found)
    compare.same(f"{what}, less those erased since", left, gone)


def _asked(written: dict[str, Any], rows: list[Row], erased: set[str], compare: Comparison) -> None:
    name = f"answers to {written['question']}"
    chosen = {row["response_id"]: row["choice"] for row in rows if row["choice"]}
    compare.same(f"{name}: who chose one", written["answering"], len(chosen))
    _each(name, written["choices"], _listed(Counter(chosen.values())), compare)
    words = {row["response_id"] for row in rows if row["text"].strip()}
    # Of a text that was erased nobody can tell any more whether there were words in it.
    fewest = len(words - erased)
    compare.holds(
        f"{name}: {written['words']} wrote words", fewest <= written["words"] <= len(words)
    )


def _themes(written: dict[str, Any], rows: list[Row], folder: Folder, compare: Comparison) -> None:
    """Each theme of the answers that two or more make, the most first; those on clauses are not."""
    mine = {(row["response_id"], row["row"]) for row in rows}
    scope = f"{written['question'].replace(';', ',')}: "
    makers: dict[str, set[str]] = {}
    for passage in folder.tables["passages"]:
        for theme in passage["theme"].split("; "):
            if (passage["response_id"], passage["row"]) in mine and theme.startswith(scope):
                makers.setdefault(theme, set()).add(passage["response_id"])
    listed = [row["theme"] for row in folder.tables["themes"]]
    found = [
        {"place": listed.index(theme), "responses": len(who)}
        for theme, who in makers.items()
        if len(who) > 1 and theme in listed
    ]
    found.sort(key=lambda one: (-one["responses"], one["place"]))
    _each(f"arguments in answer to {written['question']}", written["themes"], found, compare)


def _redacted(folder: Folder, compare: Comparison) -> None:
    """Each redaction is of a response that was received; where its source was sealed, the words at
    its place are masked."""
    received = {row["response_id"] for row in folder.listed("received.csv") or ()}
    rows_of: dict[str, list[Row]] = {}
    for row in folder.listed("sources.csv") or ():
        rows_of.setdefault(row["source"], []).append(row)
    for number, one in enumerate(folder.listed("redactions.csv") or (), 1):
        name = f"redaction {number}"
        compare.holds(f"{name} is of a response received", one["response_id"] in received)
        for row in rows_of.get(one["source"], ()):
            offset = int(row["offset"])
            start, end = (max(int(one[at]) - offset, 0) for at in ("start", "end"))
            text = folder.texts.get((row["response_id"], int(row["row"])), "")[start:end]
            bare = all(sign == FILLER or sign.isspace() or sign in STOPS for sign in text)
            compare.holds(f"the words of {name} are masked", bare)


def _agreement(written: Listed, rows: list[Row], compare: Comparison) -> None:
    """Cohen's kappa of each sample, of those items on which both say something."""
    samples = list(dict.fromkeys(row["sample"] for row in rows))
    compare.same("samples coded twice", [one["where"] for one in written], samples)
    for one in written:
        mine = [row for row in rows if row["sample"] == one["where"]]
        compare.same(f"items of the sample on {one['where']}", one["items"], len(mine))
        people = _kappa(mine, "first", "second")
        _near(f"agreement of people on {one['where']}", one["people"], people, compare)
        machine = [_kappa(mine, who, "machine") for who in ("first", "second")]
        told = [kappa for kappa in machine if kappa is not None]
        mean = sum(told, Fraction(0)) / 2 if len(told) == 2 else None
        name = f"agreement of the program with people on {one['where']}"
        _near(name, one["machine"], mean, compare)


def _kappa(rows: list[Row], first: str, second: str) -> Fraction | None:
    both = [(row[first], row[second]) for row in rows if row[first] and row[second]]
    labels = {label for pair in both for label in pair}
    if len(labels) < 2:
        return None
    n = len(both)
    agreed = Fraction(sum(a == b for a, b in both), n)
    one, other = (Counter(pair[at] for pair in both) for at in (0, 1))
    chance = Fraction(sum(one[label] * other[label] for label in labels), n * n)
    return (agreed - chance) / (1 - chance)


def _near(what: str, written: float | None, found: Fraction | None, compare: Comparison) -> None:
    """To four places, of which a mean of two that were rounded may differ in the last."""
    if written is None or found is None or abs(Fraction(written) - found) > Fraction(2, 10_000):
        compare.same(what, written, None if found is None else round(float(found), 4))
    else:
        compare.holds(what, True)


def _listed(tally: Counter[str]) -> Listed:
    return [
        {"name": name, "number": tally[name]}
        for name in sorted(tally, key=lambda each: (-tally[each], each))
    ]
