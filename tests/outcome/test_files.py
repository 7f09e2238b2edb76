"""The document in every form says the same, is built for all readers, and is verified as a whole."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from docx import Document as Word
from pdfua import Severity, validate
from pypdf import PdfReader

from analysis.verify import verify
from consultation.outcome.exports.files import files
from consultation.outcome.models import OutcomePage
from consultation.outcome.models.reading import document_of
from tests.outcome import drafted
from tests.outcome.planting import Fault, changed, inside

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, bytes]]:
    """The sealed package with the document in every form, once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        page = drafted.drafted(drafted.responded())
        drafted.clear(drafted.SLOW)
        quote(page)
        document = document_of(page)
        yield page.seal.files.all().contents() | files(document)
        transaction.set_rollback(True)


def quote(page: OutcomePage) -> None:
    """Quote the cleared comment in what was said of 1.2, and write a foreword with a figure."""
    page.foreword = "<p>We had <b>{received}</b> responses.</p><ul><li>One &amp; all</li></ul>"
    for block in page.clauses:
        if block.value["clause"] == "1.2":
            sources = [place for one in block.value["said"] for place in one["sources"]]
            (place,) = [one for one in dict.fromkeys(sources) if _says(page, one, drafted.SLOW)][:1]
            block.value["quotations"].append({"number": 1, "place": place})
            block.value["reason"] = "One said {quote 1}, as did {oppose in words} in other words."
    page.save()


def _says(page: OutcomePage, place: str, words: str) -> bool:
    from consultation.outcome.models.allowed import Allowed
    from consultation.outcome.models.package import Package
    from consultation.outcome.rules.notation import Place

    found = Place.read(place)
    return bool(Allowed(Package(page.seal), [found])[found].words) and words != ""


@pytest.fixture
def folder(made: dict[str, bytes], tmp_path: Path) -> Path:
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_everything_verifies(folder: Path) -> None:
    found = verify(folder)
    assert found.differences == []
    assert '<q class="redraft-quotation"' in (folder / "outcome.html").read_text()


WORD = "outcome.docx", "word/document.xml"
ONE_UP = 'value="1">1<', 'value="2">2<'
FAULTS: dict[str, tuple[Fault, str]] = {
    "a number one off": (changed("outcome.html", *ONE_UP), "of the document"),
    "said otherwise than it is": (changed("outcome.html", 'value="3">3<', 'value="3">4<'), "is said as"),
    "a word of a quotation changed": (changed("outcome.html", "rushed", "hurried"), "quotation 1"),
    "a percentage rounded wrongly": (changed("outcome.html", ">50%<", ">51%<"), "is said as"),
    "a swapped base": (
        changed("outcome.html", 'data-base="1.2/with_campaigns/commenting"', 'data-base="bases/counted"',
            0,),
        "is said as",
    ),
    "a figure of another clause": (
        changed("outcome.html", "1.2/with_campaigns/oppose/", "1.3/with_campaigns/support/", 0),
        "of the document",
    ),
    "a figure of nothing": (
        changed("outcome.html", 'data-key="ledger/received"', 'data-key="ledger/recieved"'),
        "at no place of what was sealed",
    ),
    "another seal named": (
        changed("outcome.html", r'redraft-digest">\w{6}', 'redraft-digest">000000'), "digest of the seal",
    ),
    "a quotation of another place": (
        changed("outcome.html", r'(data-source="[^"]*)/\d+"', r'\1/5"'), "quotation 1",
    ),
    "a number typed into a finding": (
        changed("outcome.html", r"(data-sources=[^>]*>)", r"\1 Hundreds of people agreed: "),
        "numbers typed",
    ),
    "Word says another number": (
        inside(*WORD, r'(w:val="Figure"/></w:rPr><w:t[^>]*>)(\d+)<', r"\g<1>77<"), "figures of outcome.docx",
    ),
    "another number of a kind of respondent": (
        changed("method.json", '"number": 3', '"number": 4'), "responses by type",
    ),
    "Word misquotes": (inside(*WORD, "rushed", "hurried"), "quotations of outcome.docx"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_and_named(fault: str, folder: Path) -> None:
    plant, named = FAULTS[fault]
    plant(folder)
    differences = verify(folder).differences
    assert any(named in difference for difference in differences), differences


def test_word_has_headings_tables_with_headings_and_words_for_pictures(
    made: dict[str, bytes],
) -> None:
    word = Word(io.BytesIO(made["outcome.docx"]))
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1 and 1 not in levels[1:]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert word.tables
    for table in word.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert "w:tblCaption" in table._tbl.xml
    pictures = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', word.element.xml)
    assert len(pictures) == len(word.inline_shapes) > 0
    assert all(words.startswith("Bar chart. ") and words[-2] in "0123456789" for words in pictures)
    about = word.core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.language == "en-GB"


def test_opendocument_has_the_same(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["outcome.odt"])) as package:
        content, meta = package.read("content.xml").decode(), package.read("meta.xml").decode()
    assert 'text:outline-level="1"' in content and "<table:table-header-rows>" in content
    assert content.count("<svg:desc>") == content.count("<draw:frame") > 0
    assert "initial-creator" not in meta


def test_pdf_is_tagged_and_tells_its_language(made: dict[str, bytes]) -> None:
    pdf = PdfReader(io.BytesIO(made["outcome.pdf"]))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert pdf.metadata and not pdf.metadata.author


def test_pdf_passes_the_checks_of_pdf_ua(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "outcome.pdf").write_bytes(made["outcome.pdf"])
    findings = validate(tmp_path / "outcome.pdf").findings
    # The checker looks for scopes of heading cells; ours are named by every cell they head.
    assert {one.rule_id for one in findings} <= {"UA-15-003"}
    assert all(one.severity is not Severity.ERROR for one in findings)


def test_every_form_has_every_section_and_a_picture_for_each_chart(made: dict[str, bytes]) -> None:
    html = made["outcome.html"].decode()
    headings = re.findall(r"<h2[^>]*>([^<]+)", html)
    assert headings[:5] == ["Contents", "Foreword", "How the consultation ran", "Who responded",
                            "Method and its limits"]  # fmt: skip
    word = Word(io.BytesIO(made["outcome.docx"]))
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 2"] == headings[1:]
    with zipfile.ZipFile(io.BytesIO(made["outcome.odt"])) as package:
        text = package.read("content.xml").decode()
    assert all(heading in text for heading in headings[1:])
    assert html.count("<svg") == html.count("<title>Bar chart. ") == len(word.inline_shapes)


def test_the_page_as_a_file_asks_nobody_for_anything(made: dict[str, bytes]) -> None:
    html = made["outcome.html"].decode()
    assert not re.findall(r"""(?:src|href)=["'](?!#)|url\(|<script|@import""", html)


@pytest.mark.skipif(not shutil.which("soffice"), reason="make test-faults installs LibreOffice")
@pytest.mark.faults
def test_libreoffice_opens_both(folder: Path) -> None:
    for name in ("outcome.docx", "outcome.odt"):
        out = folder / name.replace(".", "-")
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(out), name]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        (made,) = out.glob("*.pdf")
        assert "What we will do" in "".join(p.extract_text() for p in PdfReader(made).pages)
