"""Faults for a folder of files that ``verify`` reads: each changes one thing of one file."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Fault = Callable[[Path], Any]


def rows(name: str, change: Callable[[list[dict[str, str]]], Any]) -> Fault:
    """Change the rows of a CSV file."""

    def plant(folder: Path) -> None:
        text = (folder / name).read_bytes().decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(text, newline="")))
        change(found)
        with (folder / name).open("w", newline="") as lines:
            writer = csv.DictWriter(lines, found[0])
            writer.writeheader()
            writer.writerows(found)

    return plant


def in_json(name: str, change: Callable[[Any], Any]) -> Fault:
    """Change the object of a JSON file."""

    def plant(folder: Path) -> None:
        found = json.loads((folder / name).read_text())
        change(found)
        (folder / name).write_text(json.dumps(found))

    return plant


def changed(name: str, old: str, new: str, count: int = 1) -> Fault:
    """Change what a pattern finds in a text file; all of it with ``count`` 0."""

    def plant(folder: Path) -> None:
        (folder / name).write_text(_replaced((folder / name).read_text(), name, old, new, count))

    return plant


def inside(name: str, part: str, old: str, new: str) -> Fault:
    """Change what a pattern finds first in a part of a Word or OpenDocument file."""

    def plant(folder: Path) -> None:
        with zipfile.ZipFile(folder / name) as package:
            parts = {one: package.read(one) for one in package.namelist()}
        parts[part] = _replaced(parts[part].decode(), name, old, new, 1).encode()
        with zipfile.ZipFile(folder / name, "w") as package:
            for one, content in parts.items():
                package.writestr(one, content)

    return plant


def _replaced(text: str, name: str, old: str, new: str, count: int) -> str:
    assert re.search(old, text, re.DOTALL), f"{old} is not in {name}"
    return re.sub(old, new, text, count=count, flags=re.DOTALL)
