"""The quotations of a document against the responses they are from."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.verify.comparing import Comparison
from analysis.verify.published.page import Page

Place = tuple[str, int, int, int]


def check(path: Path, page: Page, compare: Comparison) -> None:
    """Every quotation stands, character by character, at its place in a counted response.

    So do the places a finding names as its sources. Without the sealed texts, a quotation is looked
    for in the responses that were published.
    """
    if not (path / "clauses.json").is_file():
        _in_published(path, page, compare)
        return
    texts = _texts(path)
    counted = _counted(path)
    places = _places(path)
    for number, quotation in enumerate(page.quotations, 1):
        name = f"quotation {number} of the document, at {quotation.clause}"
        response, row, start, end = _place(
            _sealed(quotation.attributes.get("data-source", ""), places)
        )
        there = texts.get((response, row), "")[start:end]
        compare.same(name, quotation.text, there)
        compare.holds(f"{name} is from a response that is counted", response in counted)
    for sentence in page.sentences:
        for written in sentence.attributes["data-sources"].split():
            response, row, start, end = _place(_sealed(written, places))
            inside = 0 <= start < end <= len(texts.get((response, row), ""))
            compare.holds(
                f"the source {written} of a finding at {sentence.clause} lies in a counted response",
                inside and response in counted,
            )


def said(path: Path) -> Callable[[str], str] | None:
    """What gives the words at a place a document names; None without the sealed texts."""
    if not (path / "clauses.json").is_file():
        return None
    texts, places = _texts(path), _places(path)

    def words(written: str) -> str:
        response, row, start, end = _place(_sealed(written, places))
        return texts.get((response, row), "")[start:end]

    return words


def _texts(path: Path) -> dict[tuple[str, int], str]:
    rows = pd.read_parquet(path / "responses.parquet").to_dict("records")
    return {(row["response_id"], int(row["row"])): str(row["text"]) for row in rows}


def _in_published(path: Path, page: Page, compare: Comparison) -> None:
    said: dict[str, str] = {}
    if (path / "responses.csv").is_file():
        csv.field_size_limit(2**31 - 1)
        with (path / "responses.csv").open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                said[row["response_id"]] = said.get(row["response_id"], "") + "\n" + row["text"]
    elsewhere = 0
    for number, quotation in enumerate(page.quotations, 1):
        response = _place(quotation.attributes.get("data-source", ""))[0]
        if response in said:
            name = f"quotation {number} of the document stands in response {response}"
            compare.holds(name, quotation.text in said[response])
        elif "/" in quotation.attributes.get("data-source", ""):
            # Only a response that can be looked up is named in a quotation's source.
            compare.holds(f"response {response}, of quotation {number}, is published", False)
        else:
            elsewhere += 1
    if elsewhere:
        compare.notes.append(f"Sealed only, {elsewhere} quotations: their responses are not open.")


def _counted(path: Path) -> set[str]:
    with (path / "received.csv").open(encoding="utf-8", newline="") as lines:
        return {row["response_id"] for row in csv.DictReader(lines) if row["status"] == "counted"}


def _places(path: Path) -> dict[str, str]:
    """What each identity of words in a published document stands for, where that is told: it names
    nobody by what they were called when it was sealed."""
    if not (path / "places.csv").is_file():
        return {}
    with (path / "places.csv").open(encoding="utf-8", newline="") as lines:
        return {row["published"]: row["place"] for row in csv.DictReader(lines)}


def _sealed(written: str, places: dict[str, str]) -> str:
    return places.get(written, written)


def _place(written: str) -> Place:
    response, row, start, end = written.rsplit("/", 3) if written.count("/") >= 3 else ("", 0, 0, 0)
    return str(response), int(row), int(start), int(end)
