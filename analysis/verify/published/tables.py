"""The tables of open data: against each other, against the document, and against the README."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from defusedxml.ElementTree import fromstring

from analysis.verify.comparing import Comparison
from analysis.verify.published.page import Page

TABLES = ("positions", "received", "figures", "types", "responses")
POSITIONS = ("support", "support with changes", "oppose", "not sure", "unclear")
#: The fewest respondents of one kind that are told of, and what stands in the place of fewer.
FEWEST, SUPPRESSED = 5, "suppressed"

ODS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, TEXT, OFFICE = ODS % "table", ODS % "text", ODS % "office"

Row = dict[str, str]


def check(path: Path, page: Page, compare: Comparison) -> None:
    """Every file is the one the README names; every form of a table says the same; figures are
    those of the document; kinds of respondents add up and give away no few; the chain holds."""
    _digests(path, compare)
    for name in TABLES:
        if (path / f"{name}.csv").is_file():
            forms(path, name, compare)
    if (path / "figures.csv").is_file():
        _figures(_csv(path / "figures.csv"), page, compare)
    if (path / "types.csv").is_file():
        _types(_csv(path / "types.csv"), _csv(path / "positions.csv"), compare)
    if (path / "seal.csv").is_file():
        _chain(_csv(path / "seal.csv"), compare)
    if (path / "data-dictionary.csv").is_file():
        _dictionary(path, compare)


def _digests(path: Path, compare: Comparison) -> None:
    if not (path / "README.txt").is_file():
        return
    readme = (path / "README.txt").read_text("utf-8")
    told = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", readme, re.MULTILINE))
    for digest, name in told.items():
        content = (path / name).read_bytes() if (path / name).is_file() else None
        found = hashlib.sha256(content).hexdigest() if content is not None else "no such file"
        compare.same(f"digest of {name} in README.txt", digest, found)


def forms(path: Path, name: str, compare: Comparison) -> None:
    """Every form of a table says the same as its CSV, row by row."""
    written = _csv(path / f"{name}.csv")
    for kind, read in (("json", _json), ("parquet", _parquet), ("ods", _ods)):
        if (path / f"{name}.{kind}").is_file():
            other = list(read(path / f"{name}.{kind}"))
            compare.same(f"how many rows {name}.{kind} has", len(other), len(written))
            for number, (there, here) in enumerate(zip(other, written, strict=False), 1):
                compare.same(f"row {number} of {name}.{kind}", there, here)


def _figures(rows: list[Row], page: Page, compare: Comparison) -> None:
    told = {(one["key"], one["value"]) for one in rows}
    shown = {
        (f.attributes.get("data-key", ""), f.attributes.get("value", "")) for f in page.figures
    }
    for key, value in sorted(shown - told):
        compare.holds(f"{key} is {value} in figures.csv, as in the document", False)
    for key, value in sorted(told - shown):
        compare.holds(f"{key} is {value} in the document, as in figures.csv", False)
    compare.holds("figures.csv names figures", bool(told) or not shown)


def _types(rows: list[Row], positions: list[Row], compare: Comparison) -> None:
    standing = Counter((row["clause"], row["position"]) for row in positions)
    clauses = Counter(row["clause"] for row in positions)
    columns: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        columns[row["clause"], row["position"]].append(row["responses"])
    for (clause, position), cells in columns.items():
        total = clauses[clause] if position == "all" else standing[clause, position]
        shown = [int(cell) for cell in cells if cell != SUPPRESSED]
        name = f"kinds of respondents, {position} on {clause}"
        if len(shown) == len(cells):
            compare.same(f"sum of {name}", sum(shown), total)
        else:
            compare.holds(f"sum of {name} is no more than there are", sum(shown) <= total)
            compare.holds(f"more than one is left out of {name}", len(cells) - len(shown) > 1)
        few = [count for count in shown if count < FEWEST]
        compare.holds(f"{name} tells of no few", not few or total == 0)


def _chain(rows: list[Row], compare: Comparison) -> None:
    """Links that name nobody follow each other; those that would are left out, but for the last."""
    before = rows[0] if rows else {}
    for row in rows[1:]:
        name = f"link {row['number']} of the seal, {row['kind']} {row['key']}"
        compare.same(f"number of {name}", row["number"], str(int(before["number"]) + 1))
        if row["digest"]:
            parts = (before["chain"], row["kind"], row["key"], row["digest"])
            remade = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
            compare.same(f"chain at {name}", row["chain"], remade)
        before = row


def _dictionary(path: Path, compare: Comparison) -> None:
    columns: dict[str, list[str]] = defaultdict(list)
    for row in _csv(path / "data-dictionary.csv"):
        columns[row["table"]].append(row["column"])
    for name, told in columns.items():
        if (path / f"{name}.csv").is_file():
            with (path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
                compare.same(f"columns of {name}.csv", next(csv.reader(lines), []), told)


def _csv(path: Path) -> list[Row]:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [
            {name: _plain(cell or "") for name, cell in row.items()}
            for row in csv.DictReader(lines)
        ]


def _json(path: Path) -> Iterator[Row]:
    for row in json.loads(path.read_text("utf-8")):
        yield {name: str(cell) for name, cell in row.items()}


def _parquet(path: Path) -> Iterator[Row]:
    for row in pd.read_parquet(path).to_dict("records"):
        yield {str(name): str(cell) for name, cell in row.items()}


def _ods(path: Path) -> Iterator[Row]:
    """The rows of the one sheet; a text that goes on in columns "text (2)" is put together."""
    with zipfile.ZipFile(path) as package:
        root = fromstring(package.read("content.xml"))
    lines = [[_cell(cell) for cell in row.iter(f"{TABLE}table-cell")]
             for row in root.iter(f"{TABLE}table-row")]  # fmt: skip
    head = [re.sub(r" \(\d+\)$", "", name) for name in lines[0]]
    for line in lines[1:]:
        row: Row = {}
        for name, cell in zip(head, line, strict=False):
            row[name] = row.get(name, "") + _plain(cell)
        yield row


def _cell(cell: Any) -> str:
    number = cell.get(f"{OFFICE}value")
    said = "\n".join("".join(_said(words)) for words in cell.iter(f"{TEXT}p"))
    return said if number is None else str(int(float(number)))


def _said(node: Any) -> Iterator[str]:
    """The characters of a paragraph, those included that ODF writes as elements."""
    yield node.text or ""
    for part in node:
        if part.tag == f"{TEXT}s":
            yield " " * int(part.get(f"{TEXT}c", "1"))
        elif part.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            yield "\t" if part.tag == f"{TEXT}tab" else "\n"
        else:
            yield from _said(part)
        yield part.tail or ""


def _plain(cell: str) -> str:
    """A cell as it was before it was made inert for spreadsheets."""
    if re.match(r"'+[=+\-@\t\r\n\0＝＋－＠]", cell):
        cell = cell[1:]
    return re.sub(r"␛\{([0-9A-F]+)\}", lambda code: chr(int(code[1], 16)), cell)
