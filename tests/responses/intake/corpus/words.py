"""DOCX files: the numbers that Word counts, tracked changes, comments, notes, boxes, tables."""

from collections.abc import Iterator
from io import BytesIO

import docx as python_docx

from tests.responses.intake.corpus import Case
from tests.responses.intake.corpus.packages import NAMESPACES, docx, level, p, r

CHAPTER = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "Chapter %1", start=8, more='<w:pStyle w:val="Chapter"/>')
    + level(1, "%1.%2", more='<w:pStyle w:val="Numbered"/>')
    + level(2, "(%3)", "lowerLetter")
    + level(3, "(%4)", "lowerRoman")
    + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
    '<w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:pPr><w:numPr>'
    '<w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/>'
    '<w:basedOn w:val="Numbered"/></w:style>'
)
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def cases() -> Iterator[Case]:
    yield from numbered()
    yield from changed()
    yield from beside()
    yield from boxed()
    yield from characters()


def numbered() -> Iterator[Case]:
    body = "".join([
        p("Reviews", "5", 0), p("Notify.", "5", 1), p("who", "5", 2), p("when", "5", 2),
        p("at once", "5", 3), p("Decide.", "5", 1), p("whether", "5", 2),
    ])  # fmt: skip
    yield Case(
        "automatic numbers", "a.docx", docx(body, numbering=CHAPTER),
        says=("Chapter 8 Reviews", "8.1 Notify.", "(a) who", "(b) when", "(i) at once",
              "8.2 Decide.", "(a) whether"),
    )  # fmt: skip
    body = p("Reviews", style="Chapter") + p("One.", style="Numbered") + p("Two.", style="Below")
    yield Case(
        "numbers by style", "a.docx", docx(body, numbering=CHAPTER, styles=STYLES),
        says=("Chapter 8 Reviews", "8.1 One.", "8.2 Two."),
    )  # fmt: skip
    again = (
        '<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1">'
        '<w:startOverride w:val="14"/></w:lvlOverride></w:num>'
    )
    yield Case(
        "a start overridden", "a.docx",
        docx(p("One.", "5", 1) + p("New.", "6", 1) + p("Next.", "6", 1), numbering=CHAPTER + again),
        says=("8.1 One.", "8.14 New.", "8.15 Next."),
    )  # fmt: skip
    forms = (
        '<w:abstractNum w:abstractNumId="2">'
        + level(0, "%1.", "upperRoman")
        + level(1, "%1-%2", "upperLetter", more="<w:isLgl/>")
        + level(2, "\uf0b7", "bullet")
        + level(3, "%4", "ordinal")
        + ('</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>')
    )
    yield Case(
        "other forms of numbers", "a.docx",
        docx(p("x", "7", 0) + p("y", "7", 1) + p("z", "7", 2) + p("last", "7", 3), numbering=forms),
        says=("I. x", "1-1 y", "• z", "1st last"),
    )  # fmt: skip
    yield Case(
        "numbers typed by hand", "a.docx", docx(p("<w:r><w:t>8.4</w:t><w:tab/><w:t>Yes.</w:t></w:r>")),
        says=("8.4\tYes.",),
    )  # fmt: skip
    yield Case(
        "a list without a numbering file", "a.docx", docx(p("Words.", "9", 0)), says=("Words.",)
    )


def changed() -> Iterator[Case]:
    body = (
        f"<w:p>{r('We would say ')}<w:ins w:id='1' w:author='A'>{r('six')}</w:ins>"
        f"<w:del w:id='2' w:author='A'><w:r><w:delText>three</w:delText></w:r></w:del>{r(' months.')}"
        f"<w:moveTo w:id='3'>{r(' Moved here.')}</w:moveTo></w:p>"
        f"<w:p><w:moveFrom w:id='4'>{r('Moved away.')}</w:moveFrom></w:p>"
    )
    yield Case(
        "tracked changes", "a.docx", docx(body), says=("We would say six months. Moved here.",),
        never=("three", "Moved away"), notes=("Inserted as a tracked change", "left out: 2"),
    )  # fmt: skip


def beside() -> Iterator[Case]:
    note = "<w:comment w:id='0'>" + p("This is unfair to families.") + "</w:comment>"
    yield Case(
        "comments in the margin", "a.docx",
        docx(p(r("Clause one.") + "<w:r><w:commentReference w:id='0'/></w:r>") + p("Clause two."),
             comments=note),
        says=("Clause one.", "This is unfair to families.", "Clause two."), notes=("margin",),
    )  # fmt: skip
    notes = "<w:footnote w:id='2'>" + p("See the law.") + "</w:footnote>"
    ends = "<w:endnote w:id='2'>" + p("And the report.") + "</w:endnote>"
    body = p(r("It is said.") + "<w:r><w:footnoteReference w:id='2'/></w:r>") + p(
        r("More.") + "<w:r><w:endnoteReference w:id='2'/></w:r>"
    )
    yield Case(
        "notes", "a.docx", docx(body, footnotes=notes, endnotes=ends),
        says=("It is said.", "See the law.", "More.", "And the report."),
    )  # fmt: skip
    lost = "<w:comment w:id='7'>" + p("Nobody refers to me.") + "</w:comment>"
    yield Case(
        "a comment nothing refers to", "a.docx", docx(p("Words."), comments=lost),
        says=("Words.", "Nobody refers to me."),
    )  # fmt: skip
    yield Case(
        "headers and footers", "a.docx",
        docx(p("Body."), header1=p("Example Board"), header2=p("Example Board"), footer1=p("End")),
        says=("Body.", "Example Board", "End"),
    )  # fmt: skip


def boxed() -> Iterator[Case]:
    yield Case(
        "a text box, written twice", "a.docx", docx(p(r("Before.") + BOX.format(p("In the box.")))),
        says=("Before.", "In the box."), never=("In the box.\n\nIn the box.",),
    )  # fmt: skip
    inner = f"<w:tbl><w:tr><w:tc>{p('inner')}</w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc>{p('8.1')}</w:tc><w:tc>{p('We agree.')}{inner}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p('')}</w:tc></w:tr>"
    yield Case(
        "a table within a table", "a.docx", docx(f"<w:tbl>{row}{gone}</w:tbl>" + p("After.")),
        says=("8.1\nWe agree.", "inner", "After."),
    )  # fmt: skip
    box = "<w:sdt><w:sdtPr><w:tag w:val='{}'/>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    empty = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    yield Case(
        "boxes of a form", "a.docx",
        docx(box.format("clause-8.1", "", p("We agree.")) + empty.format(p("Click here to write."))),
        says=("We agree.",), never=("Click here",),
    )  # fmt: skip
    old = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:checked/></w:checkBox>"
        "</w:ffData></w:fldChar></w:r><w:r><w:t>Agree</w:t></w:r></w:p>"
    )
    yield Case("ticks of an old form", "a.docx", docx(old), says=("☒ Agree",))
    drawn = "<dgm:dataModel {0}><dgm:pt><dgm:t><a:p><a:r><a:t>In a diagram</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"  # noqa: E501
    yield Case(
        "a diagram and an embedded file", "a.docx",
        docx(p("Words.") + "<w:altChunk r:id='x'/>",
             {"word/diagrams/data1.xml": drawn.format(NAMESPACES)}),
        says=("Words.", "In a diagram"), notes=("Embedded",),
    )  # fmt: skip


def characters() -> Iterator[Case]:
    runs = (
        "<w:p><w:hyperlink r:id='x'>" + r("a link") + "</w:hyperlink><w:smartTag>" + r(" in London")
        + "</w:smartTag><w:r><w:br/><w:t>next line</w:t><w:noBreakHyphen/><w:t>so</w:t>"
        "<w:sym w:font='Wingdings' w:char='F0FC'/></w:r><w:fldSimple w:instr='DATE'>"
        + r(" 1 May") + "</w:fldSimple><w:r><w:instrText>SECRET</w:instrText></w:r></w:p>"
    )  # fmt: skip
    yield Case(
        "links, fields and breaks", "a.docx", docx(runs),
        says=("a link in London\nnext line\u2011so✓ 1 May",), never=("SECRET",),
    )  # fmt: skip
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden words.</w:t></w:r></w:p>"
    yield Case(
        "hidden text", "a.docx", docx(hidden), says=("Hidden words.",), notes=("hidden text",)
    )
    many = "مرحبا שלום 👩‍👩‍👧 🇬🇧 naïve \u202eabc\u202c"
    yield Case("every script", "ü 👧.docx", docx(p(many)), says=(many,))
    long = "word " * 200_000
    yield Case("one huge paragraph", "a.docx", docx(p(long)), words=long)
    flood = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x06\x00\x00\x00"
    )
    picture = "<w:p><w:r><w:drawing><a:blip r:embed='x'/></w:drawing></w:r></w:p>"
    yield Case(
        "a picture that says it is ten thousand million dots", "a.docx",
        docx(p("Words.") + picture, {"word/media/image1.png": flood}),
        says=("Words.",), notes=("Pictures",),
    )  # fmt: skip
    far = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" Type="t" TargetMode="External" Target="http://192.0.2.1/steal"/></Relationships>'  # noqa: E501
    yield Case(
        "a template elsewhere, which is not fetched", "a.docx",
        docx(p("Words."), {"word/_rels/document.xml.rels": far}), says=("Words.",),
    )  # fmt: skip
    yield Case(
        "as python-docx writes", "a.docx", by_library(), says=("Our views", "1. First", "cell")
    )
    yield Case("a document with nothing in it", "a.docx", docx(p("")), typing=True)
    deep = "<w:customXml>" * 30_000 + p("Deep.") + "</w:customXml>" * 30_000
    yield Case("nested beyond reason", "a.docx", docx(deep), typing=True)


def by_library() -> bytes:
    document = python_docx.Document()
    document.add_heading("Our views", 1)
    document.add_paragraph("First", style="List Number")
    document.add_table(1, 1).cell(0, 0).text = "cell"
    held = BytesIO()
    document.save(held)
    return held.getvalue()
