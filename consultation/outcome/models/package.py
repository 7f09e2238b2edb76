"""The files of a seal, read: findings, the ledger, and where each row stands in the database."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from consultation.dataset import seals
from consultation.outcome.models.seals import Seal
from consultation.outcome.rules import figures
from consultation.outcome.rules.notation import Place

#: The files a page needs; the tables of texts are left where they are.
READ = ("clauses.json", "received.csv", "sources.csv", "method.json", "erased.csv", "themes.csv")


class Package:
    """What a page needs of a seal, in one query. Nothing of it is kept between requests:
    erasure changes it."""

    def __init__(self, seal: Seal, names: Iterable[str] = READ) -> None:
        self.seal = seal
        self.files = seal.files.filter(name__in=list(names)).contents()

    @cached_property
    def tree(self) -> dict[str, Any]:
        """What keys of figures are paths into."""
        return figures.tree(self.findings, self.table("received.csv"), self.method)

    @cached_property
    def findings(self) -> dict[str, Any]:
        """``clauses.json``."""
        found: dict[str, Any] = json.loads(self.files["clauses.json"])
        return found

    @cached_property
    def method(self) -> dict[str, Any]:
        """``method.json``."""
        found: dict[str, Any] = json.loads(self.files["method.json"])
        return found

    @cached_property
    def sources(self) -> dict[tuple[str, int], tuple[str, int]]:
        """For each row of the sealed responses its source ("comment:12") and where in it it begins."""
        return {
            (row["response_id"], int(row["row"])): (row["source"], int(row["offset"]))
            for row in self.table("sources.csv")
        }

    def source_of(self, place: Place) -> tuple[str, int, int] | None:
        """(source, start, end) of a place: characters of the comment, answer or letter itself."""
        found = self.sources.get((place.response, place.row))
        if found is None:
            return None
        source, offset = found
        return source, place.start + offset, place.end + offset

    @cached_property
    def themes(self) -> list[tuple[str, str]]:
        """(key, name) of every theme, in the order of ``themes.csv``."""
        return seals.themes(self.files["themes.csv"])

    @cached_property
    def erased(self) -> set[str]:
        """The responses that were erased since, and are masked in every file."""
        return {row["key"] for row in self._since() if row["kind"] == "ledger"}

    @cached_property
    def redacted(self) -> set[str]:
        """The responses of which words were redacted since, and are masked in every file."""
        rows = (row for row in self._since() if row["spans"])
        return {row["key"].rpartition("/")[0] for row in rows} - self.erased

    @cached_property
    def masked(self) -> dict[tuple[str, int], set[tuple[int, int]]]:
        """By row, the characters of its text that were masked since."""
        found: dict[tuple[str, int], set[tuple[int, int]]] = {}
        for one in self._since():
            for span in filter(None, one["spans"].split("; ")):
                response, _, row = one["key"].rpartition("/")
                start, _, end = span.partition("-")
                found.setdefault((response, int(row)), set()).add((int(start), int(end)))
        return found

    def _since(self) -> list[dict[str, str]]:
        return self.table("erased.csv") if "erased.csv" in self.files else []

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV file."""
        return list(csv.DictReader(io.StringIO(self.files[name].decode(), newline="")))
