"""The document in every form, as files that say the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from consultation.outcome.exports.charts import drawn
from consultation.outcome.exports.docx import docx
from consultation.outcome.exports.odt import odt
from consultation.outcome.exports.paper import blocks
from consultation.outcome.rules.document import Document
from consultation.responses.views.pdf import tagged_pdf

#: Seconds for a long document to be laid out as PDF.
SECONDS = 300
STYLES = ("redraft/outcome_file.css", "redraft/outcome.css")


def as_html(document: Document) -> str:
    """The document as one HTML file without script, picture or address of anything it needs."""
    style = "\n".join(_read(name) for name in STYLES)
    return render_to_string("outcome/files/document.html", {"document": document, "style": style})


def as_json(document: Document) -> bytes:
    """The document as its structure: figures with their keys, quotations with their places."""
    return json.dumps(asdict(document), ensure_ascii=False, indent=1, default=str).encode()


FORMS: dict[str, Callable[[Document], bytes]] = {
    "outcome.html": lambda document: as_html(document).encode(),
    "outcome.docx": lambda document: docx(document.title, blocks(document, drawn)),
    "outcome.odt": lambda document: odt(document.title, blocks(document, drawn)),
    "outcome.pdf": lambda document: tagged_pdf(as_html(document), SECONDS),
    "outcome.json": as_json,
}


def files(
    document: Document, names: Any = FORMS, told: Callable[[str], None] = lambda stage: None
) -> dict[str, bytes]:
    """The forms of the document by the name of their file. Raises NotMade where there is no PDF.

    ``told`` is told of each file before it is made.
    """
    made = {}
    for name in names:
        told(f"Making {name}")
        made[name] = FORMS[name](document)
    return made


def _read(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(f"The style sheet {name} is not among the static files.")
    with open(found, encoding="utf-8") as file:
        return file.read()
