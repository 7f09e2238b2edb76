"""The PDF of a receipt: tagged, titled, in a language, and whole whatever a person wrote."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument

from consultation.guidance.models import ClauseVersion
from consultation.responses.models import Response
from consultation.responses.views.pdf import NotMade, tagged_pdf
from tests.responses.conftest import Person

ANY_SCRIPT = "Sechs Monate. <b>&amp; no markup. Шесть месяцев. 👩‍👧 ستة أشهر"


def pdf_of(person: Person, version: ClauseVersion, text: str) -> PdfReader:
    person.write(version, text)
    receipt = person.send().headers["Location"]
    answer = person.client.get(f"{receipt}pdf/")
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    return PdfReader(io.BytesIO(answer.content))


def words_of(read: PdfReader) -> str:
    """The text as PDFium gives it; pypdf cannot read every font's own encoding."""
    assert read.stream
    read.stream.seek(0)
    with PdfDocument(read.stream.read()) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def kinds(element: Any, found: list[str]) -> list[str]:
    """The kinds of the elements of the structure, in reading order."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, DictionaryObject):
        if "/S" in element:
            found.append(str(element["/S"]))
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            kinds(child, found)
    return found


def test_the_pdf_is_tagged_and_says_its_title_and_language(
    person: Person, version: ClauseVersion
) -> None:
    read = pdf_of(person, version, ANY_SCRIPT)
    catalogue: Any = read.trailer["/Root"]
    response = Response.objects.get()
    assert catalogue["/MarkInfo"]["/Marked"] is not None and catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata and response.reference in str(read.metadata.title)
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    structure = kinds(catalogue["/StructTreeRoot"], [])
    assert structure.count("/H1") == 1 and structure.count("/H2") >= 4
    assert {"/L", "/LI", "/P", "/H3"} <= set(structure)
    text = words_of(read)
    for part in (response.reference, "Sechs Monate", "Шесть", "<b>", "&amp;"):
        assert part in text


def test_all_text_of_the_pages_is_marked(person: Person, version: ClauseVersion) -> None:
    for page in pdf_of(person, version, ANY_SCRIPT).pages:
        content = page.get_contents()
        assert content is not None
        depth = 0
        for _operands, operator in content.operations:
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            assert operator not in (b"Tj", b"TJ", b"'", b'"') or depth > 0


def test_one_word_of_fifty_thousand_letters_can_be_printed(
    person: Person, version: ClauseVersion
) -> None:
    read = pdf_of(person, version, "x" * 50_000)
    assert words_of(read).count("x") >= 50_000


@pytest.mark.faults
def test_a_hundred_thousand_words_can_be_printed(person: Person, version: ClauseVersion) -> None:
    read = pdf_of(person, version, "word " * 100_000)
    assert words_of(read).count("word ") >= 100_000 - len(read.pages) * 60


def test_what_takes_too_long_leads_back_to_the_page() -> None:
    with pytest.raises(NotMade):
        tagged_pdf("<p>A receipt.</p>", seconds=0)


def test_nothing_is_fetched() -> None:
    made = tagged_pdf('<html lang="en"><title>A</title><img src="file:///etc/hostname" alt="">')
    assert b"/Image" not in made
