"""The form as somebody fills it in with Word: words in its boxes, ticks before its choices."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from docx.oxml.ns import qn

from consultation.guidance.models import ConsultationPage
from consultation.responses.rules.form.names import mark

Fill = Callable[..., bytes]


def tables(document: Any) -> dict[str, Any]:
    """The tables of the boxes, by what each box is."""
    found = {}
    for table in document.tables:
        begin = table.rows[0].cells[0]._tc.find(f".//{qn('w:bookmarkStart')}")
        one = mark(begin.get(qn("w:name")))
        assert one is not None
        found[one.field] = table
    return found


def fill(content: bytes, given: Mapping[str, str]) -> bytes:
    """The form with these boxes filled in; a line is a paragraph, "[x] …" ticks a choice."""
    document = docx.Document(BytesIO(content))
    boxes = tables(document)
    for name, words in given.items():
        cell = boxes[name].rows[1].cells[0]
        if words.startswith("[x] "):
            (line,) = [one for one in cell.paragraphs if one.text.strip() == words[4:]]
            next(line._p.iter(qn("w:sdt"))).find(f".//{qn('w:t')}").text = "☒"
            continue
        first, *others = words.split("\n")
        cell.paragraphs[-1].add_run(first)
        for other in others:
            cell.add_paragraph(other)
    return saved(document)


def saved(document: Any) -> bytes:
    held = BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.fixture
def blank(consultation: ConsultationPage) -> bytes:
    """The form of the small consultation, as it is downloaded."""
    answer = Client().get(f"/{consultation.slug}/form.docx")
    assert answer.status_code == 200
    return answer.content
