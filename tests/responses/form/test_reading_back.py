"""The form comes back as what was filled in, and no word that was written is lost."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.guidance.models import ConsultationPage, Question
from consultation.responses.intake import docx as reader
from consultation.responses.rules.form import Box, Filled, Heading, Words, filled_in
from consultation.responses.rules.form.names import bookmark, mark
from consultation.responses.rules.form.outline import choices_of
from consultation.responses.views.word import word

from .conftest import fill, saved, tables

PIECES = [
    Heading("A text", 1),
    Words("The text of 8.2.", clause=True),
    Box("position_7", "Where you stand: tick one", ("Support", "X-ray", "Not sure")),
    Box("comment_7", "What you want to say"),
    Box("about_name", "Your name"),
]
FORM = word("A text", PIECES)
#: What a paragraph of a Word document can hold, without the space around it that a reader drops.
LINES = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\x85"), min_size=1
).filter(lambda line: line == line.strip() != "")


def read(content: bytes) -> Filled:
    found = filled_in(reader.read(content).parts)
    assert found is not None
    return found


def test_a_form_that_nobody_filled_in_says_nothing() -> None:
    found = read(FORM)
    assert (found.words, found.ticks) == ((), ())
    assert found.fields == {"position_7", "comment_7", "about_name"}


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4), LINES)
def test_whatever_is_written_in_a_box_comes_back(lines: list[str], name: str) -> None:
    words = "\n".join(lines)
    found = read(fill(FORM, {"comment_7": words, "about_name": name}))
    assert found.boxes == {"comment_7": words, "about_name": name}
    assert found.outside == ""


def test_a_hundred_thousand_words_come_back() -> None:
    words = "\n".join(f"{number} " + "word " * 98 + "end" for number in range(1000))
    assert read(fill(FORM, {"comment_7": words})).boxes["comment_7"] == words


def test_the_words_of_a_choice_are_told_from_what_was_ticked() -> None:
    assert read(fill(FORM, {"position_7": "[x] X-ray"})).ticked("position_7") == ["X-ray"]
    both = fill(fill(FORM, {"position_7": "[x] Support"}), {"position_7": "[x] Not sure"})
    assert read(both).ticked("position_7") == ["Support", "Not sure"]


@pytest.mark.parametrize("typed", ["X", "x ", "✓", " ☑ "])
def test_a_letter_typed_for_a_tick_is_a_tick(typed: str) -> None:
    document = docx.Document(BytesIO(FORM))
    line = tables(document)["position_7"].rows[1].cells[0].paragraphs[0]
    next(line._p.iter(qn("w:sdt"))).find(f".//{qn('w:t')}").text = typed
    assert read(saved(document)).ticked("position_7") == ["Support"]


def test_words_outside_the_boxes_are_kept() -> None:
    document = docx.Document(BytesIO(fill(FORM, {"comment_7": "In the box."})))
    document.add_paragraph("We enclose a paper.")
    clause = next(one for one in document.paragraphs if one.text == "The text of 8.2.")
    clause.add_run(" This is wrong.")
    boxes = tables(document)
    boxes["about_name"].rows[0].cells[0].paragraphs[0].add_run(" Ann Example")
    boxes["position_7"].rows[1].cells[0].add_paragraph("Support, but not yet")
    document.add_comment(clause.runs, "Too short.", "A. Person", "AP")
    found = read(saved(document))
    assert found.boxes == {"comment_7": "In the box.", "position_7": "Support, but not yet"}
    assert found.outside.split("\n\n") == [
        "The text of 8.2. This is wrong.",
        "Too short.",
        "Your name Ann Example",
        "We enclose a paper.",
    ]


def test_a_table_pasted_into_a_box_is_kept_outside_it() -> None:
    document = docx.Document(BytesIO(FORM))
    cell = tables(document)["comment_7"].rows[1].cells[0]
    cell.add_table(1, 1).rows[0].cells[0].paragraphs[0].add_run("Pasted.")
    assert read(saved(document)).outside == "Pasted."


def test_another_document_is_not_the_form() -> None:
    document = docx.Document()
    document.add_table(2, 1).rows[1].cells[0].paragraphs[0].add_run("Not a box.")
    assert filled_in(reader.read(saved(document)).parts) is None
    assert mark("_Toc123") is None and mark("R1_zz") is None


def test_the_bookmarks_fit_into_word() -> None:
    names = [bookmark(9999, "x"), bookmark(0, "x", "about_confidentiality_reason")]
    assert max(map(len, names)) <= 40 and all(mark(name) for name in names)


def test_characters_that_xml_cannot_hold_do_not_break_the_form() -> None:
    assert read(word("A\x0b text", [Words("One\x01 two\ud800."), *PIECES])).words == ()


def test_the_form_has_every_clause_and_every_question(
    blank: bytes, consultation: ConsultationPage
) -> None:
    found = read(blank)
    assert found.words == ()
    versions = [clause.current.pk for clause in consultation.clauses.all()]
    wanted = {f"{kind}_{pk}" for pk in versions for kind in ("position", "comment", "wording")}
    for question in Question.objects.all():
        wanted.add(f"answer_{question.pk}")
        wanted |= {f"choice_{question.pk}"} if choices_of(question) else set()
    assert wanted <= found.fields
    assert all(name.startswith("about_") for name in found.fields - wanted)


def test_the_form_is_a_document_that_can_be_read_aloud(blank: bytes) -> None:
    document = docx.Document(BytesIO(blank))
    known = document.core_properties
    assert (known.title, known.author, known.language) == ("A chapter", "", "en-GB")
    styles = {one.text: one.style.name for one in document.paragraphs if one.text}
    assert styles["A chapter"] == "Title" and styles["8.1 Heading 8.1"] == "Heading 2"
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "If a child is in danger now, call 999." in styles
