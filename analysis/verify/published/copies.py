"""The other forms of the document: Word, OpenDocument and PDF say the same figures and quotations."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from analysis.verify.comparing import Comparison
from analysis.verify.published.page import Page

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def check(path: Path, page: Page, compare: Comparison) -> None:
    """Each copy has the figures and the quotations of the page, in the same order."""
    figures = [_words(figure.text) for figure in page.figures]
    quotations = [_words(quotation.text) for quotation in page.quotations]
    for name, read in (("outcome.docx", _docx), ("outcome.odt", _odt)):
        if (path / name).is_file():
            found = list(read(path / name))
            there = [_words(text) for style, text in found if style == "Figure"]
            quoted = [_words(text.strip("“”")) for style, text in found if style == "Quotation"]
            _same(f"figures of {name}", there, figures, compare)
            _same(f"quotations of {name}", quoted, quotations, compare)
    if (path / "outcome.pdf").is_file():
        _in_order(path / "outcome.pdf", figures, compare)


def _same(what: str, found: list[str], page: list[str], compare: Comparison) -> None:
    """Compare one by one, so that a difference names its place."""
    compare.same(f"how many {what}", len(found), len(page))
    for number, (there, here) in enumerate(zip(found, page, strict=False), 1):
        compare.same(f"number {number} of the {what}", there, here)


def _docx(path: Path) -> Iterator[tuple[str, str]]:
    """(style, text) of the runs of a Word file."""
    with zipfile.ZipFile(path) as package:
        root = fromstring(package.read("word/document.xml"))
    for run in root.iter(f"{WORD}r"):
        style = run.find(f"{WORD}rPr/{WORD}rStyle")
        if style is not None:
            yield (
                style.get(f"{WORD}val", ""),
                "".join(part.text or "" for part in run.iter(f"{WORD}t")),
            )


def _odt(path: Path) -> Iterator[tuple[str, str]]:
    """(style, text) of the spans of an OpenDocument text."""
    with zipfile.ZipFile(path) as package:
        root = fromstring(package.read("content.xml"))
    for span in root.iter(f"{ODF_TEXT}span"):
        yield span.get(f"{ODF_TEXT}style-name", ""), "".join(_spaced(span))


def _spaced(node: Element) -> Iterator[str]:
    """The text of a span, with the spaces that ODF writes as elements."""
    yield node.text or ""
    for part in node:
        if part.tag == f"{ODF_TEXT}s":
            yield " " * int(part.get(f"{ODF_TEXT}c", "1"))
        elif part.tag in (f"{ODF_TEXT}tab", f"{ODF_TEXT}line-break"):
            yield " "
        else:
            yield from _spaced(part)
        yield part.tail or ""


def _in_order(path: Path, figures: list[str], compare: Comparison) -> None:
    """The figures stand in the text of the PDF in their order; its lines break anywhere."""
    from pypdf import PdfReader

    text = _tight("".join(page.extract_text() for page in PdfReader(path).pages))
    at = 0
    for number, figure in enumerate(figures, 1):
        found = text.find(_tight(figure), at)
        compare.holds(
            f"figure {number}, {figure!r}, stands in outcome.pdf in its place", found >= 0
        )
        at = found + len(_tight(figure)) if found >= 0 else at


def _words(text: str) -> str:
    return " ".join(text.split())


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)
