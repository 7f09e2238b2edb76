"""The tables of a document: every row is called by what its figures are, and its chart says the same.

A figure may be right in its place and stand under another's name. So each row is put together again
from what was sealed, or from the open data, and compared with what stands there.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from analysis.verify.comparing import Comparison
from analysis.verify.published.page import Chart, Grid, Page

POSITIONS = ("support", "support with changes", "oppose", "not sure", "unclear")
WITH, WITHOUT = "with_campaigns", "without_campaigns"
WHO = {"type": "kind of respondent", "channel": "channel", "region": "region"}
NOT_SHOWN, FEWEST = "not shown", 5
NO_NAME = "An argument whose name may not be shown"
STAND = re.compile("Where those who commented on clause (.+) stand")
#: Pixels by which a bar may be longer or shorter than its number.
PIXELS = 2

#: A row: what it is called, then the key of the figure in each cell, or the words there.
Row = tuple[str, ...]


def check(path: Path, page: Page, tree: dict[str, Any], compare: Comparison) -> None:
    """Compare each table with its rows as the data give them, and each chart with its table."""
    note: dict[str, Any] = {}
    if (path / "method.json").is_file():
        note = json.loads((path / "method.json").read_text("utf-8"))
        note["names"] = dict(enumerate(_names(path)))
    expected = dict(_expected(page, tree, note))
    for number, grid in enumerate(page.grids):
        name = f"“{' '.join(grid.caption.split())}” at {grid.anchor}"
        if number in expected:
            _rows(name, grid, expected[number], compare)
        if grid.chart:
            _chart(name, grid, grid.chart, compare)


def _names(path: Path) -> Iterator[str]:
    """Names of themes, in the order of the table."""
    csv.field_size_limit(2**31 - 1)
    with (path / "themes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield re.sub(r"^'(?='*[=+\-@\t\r\n\0＝＋－＠])", "", row["name"])


def _expected(page: Page, tree: dict[str, Any], note: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    """(place of a table, its rows) of every table whose rows the data tell."""
    clauses: list[str] = []
    for number, grid in enumerate(page.grids):
        caption = " ".join(grid.caption.split())
        if caption.startswith("Responses: received"):
            yield number, list(_ledger(tree))
        elif of_clause := STAND.fullmatch(caption):
            clauses.append(of_clause[1])
            yield number, list(_positions(of_clause[1], len(grid.rows[0]) > 3))
        elif caption == "Positions on every clause":
            yield number, [_row_of(clause) for clause in clauses]
        elif note:
            yield from ((number, rows) for rows in _noted(caption, grid, note))


def _ledger(tree: dict[str, Any]) -> Iterator[Row]:
    yield from (
        (name.capitalize().replace("_", " "), f"ledger/{name}")
        for name in ("received", "counted", "set_aside")
    )
    reasons = {k: n for k, n in tree["ledger"]["reasons"].items() if ":" not in k}
    for reason in sorted(reasons, key=lambda one: (-reasons[one], one)):
        yield f"Set aside: {reason}", f"ledger/reasons/{reason}"


def _positions(clause: str, both: bool) -> Iterator[Row]:
    kinds = (WITH, WITHOUT) if both else (WITH,)
    for one in POSITIONS:
        keys = (f"{clause}/{kind}/{one}/count" for kind in kinds for _share in range(2))
        yield (one.capitalize(), *keys)
    yield ("All who commented", *(w for k in kinds for w in (f"{clause}/{k}/commenting", "")))


def _row_of(clause: str) -> Row:
    counts = (f"{clause}/{WITH}/{one}/count" for one in POSITIONS)
    return clause.partition(" withdrawn")[0], *counts, f"{clause}/{WITH}/commenting"


def _noted(caption: str, grid: Grid, note: dict[str, Any]) -> Iterator[list[Row]]:
    for name, words in WHO.items():
        # An older seal has no words for kinds and channels, nor agreement.
        if caption == f"Responses by {words}" and (name == "region" or "labels" in note):
            yield list(_who(name, note))
    if caption == "Places redacted, by reason" and "removed" in note:
        yield [(one["name"], f"removed/{n}/number") for n, one in enumerate(note["removed"])]
    elif caption in ("Answers chosen", "Arguments that two or more make"):
        yield from _answers(caption == "Answers chosen", grid, note)
    elif caption.startswith("Agreement on positions") and "agreement" in note:
        yield [
            (one["where"], f"agreement/{n}/items", _kappa(one["people"]), _kappa(one["machine"]))
            for n, one in enumerate(note["agreement"])
        ]


def _answers(chosen: bool, grid: Grid, note: dict[str, Any]) -> Iterator[list[Row]]:
    for place, asked in enumerate(note.get("asked", ())):
        if grid.anchor == f"question-{asked['question']}":
            listed = asked["choices"] if chosen else asked.get("themes", ())
            part = "choices/{}/number" if chosen else "themes/{}/responses"
            keys = [f"asked/{place}/{part.format(n)}" for n in range(len(listed))]
            called = (
                one["name"] if chosen else note["names"].get(one["place"], "") for one in listed
            )
            yield [(name, key, key) for name, key in zip(called, keys, strict=True)]


def _who(name: str, note: dict[str, Any]) -> Iterator[Row]:
    labels = note.get("labels", {}).get(name, {})
    for place, one in enumerate(note["who"][name]):
        key = f"who/{name}/{place}/number"
        yield labels.get(one["name"], one["name"]) or "Not given", key, key


def _kappa(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"


def _rows(name: str, grid: Grid, expected: list[Row], compare: Comparison) -> None:
    rows = grid.rows[1:]
    compare.same(f"how many rows {name} has", len(rows), len(expected))
    for number, (row, told) in enumerate(zip(rows, expected, strict=False), 1):
        found, wanted = tuple(cell.key or cell.said for cell in row), told
        if told[1].startswith("who/"):
            few = {str(count) for count in range(FEWEST)}
            compare.holds(f"row {number} of {name} tells of no few", row[-1].value not in few)
            wanted = (told[0], NOT_SHOWN, "") if NOT_SHOWN in found else told
        if "/themes/" in told[1] and row[0].said == NO_NAME:
            wanted = (NO_NAME, *told[1:])
        compare.same(f"row {number} of {name}", found, wanted)


def _chart(name: str, grid: Grid, chart: Chart, compare: Comparison) -> None:
    """A bar for each row of the table that is a part of something; as long as its number says."""
    parts = [row for row in grid.rows[1:] if len(row) > 2 and row[1].key and row[2].key]
    drawn = [(row[0].said, row[1].said) for row in parts]
    caption = " ".join(grid.caption.split())
    told = f"Bar chart. {caption}: " + "; ".join(" ".join(one) for one in drawn) + "."
    compare.same(f"words for the chart of {name}", chart.label, told)
    # Its lines break anywhere.
    read, wanted = ("".join("".join(one).split()) for one in (chart.texts, chain(*drawn)))
    compare.same(f"chart of {name}", read, wanted)
    values = [int(number.replace(",", "")) for _label, number in drawn]
    longest = max(values, default=0)
    full = max(chart.widths, default=0)
    wrong = [
        label
        for (label, _number), value, width in zip(drawn, values, chart.widths, strict=False)
        if longest and abs(width - full * value / longest) > PIXELS
    ]
    compare.same(f"bars of the chart of {name}", (len(chart.widths), wrong), (len(drawn), []))
