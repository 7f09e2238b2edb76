"""ODT files: lists and headings with numbers, notes, comments, tables, tracked changes."""

from collections.abc import Iterator
from io import BytesIO

from odf.opendocument import OpenDocumentText
from odf.text import P

from tests.responses.intake.corpus import Case
from tests.responses.intake.corpus.packages import odt

LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
    'style:num-format="1" text:start-value="8"/><text:list-level-style-number text:level="2" '
    'style:num-format="1" text:display-levels="2"/><text:list-level-style-number text:level="3" '
    'style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
)
OUTLINE = (
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
    'style:num-format="1" style:num-prefix="Chapter " text:start-value="8"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:outline-style>"
)


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def cases() -> Iterator[Case]:
    inner = "".join(f"<text:list-item>{p(one)}</text:list-item>" for one in ("who", "when"))
    items = (
        f"<text:list-item>{p('Reviews')}<text:list><text:list-item>{p('Notify.')}<text:list>{inner}"
        f"</text:list></text:list-item><text:list-item>{p('Decide.')}</text:list-item></text:list>"
        "</text:list-item>"
    )
    on = f'<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>{p("Learn")}'
    yield Case(
        "lists that count", "a.odt",
        odt(f'<text:list text:style-name="L1">{items}</text:list>{on}</text:list-item></text:list>',
            automatic=LISTS),
        says=("8 Reviews", "8.1 Notify.", "(a) who", "(b) when", "8.2 Decide.", "9 Learn"),
    )  # fmt: skip
    heading = '<text:h text:outline-level="{}">{}</text:h>'
    yield Case(
        "headings that count", "a.odt",
        odt(heading.format(1, "Reviews") + heading.format(2, "Notify") + p("Words."), styles=OUTLINE),
        says=("Chapter 8 Reviews", "8.1 Notify", "Words."),
    )  # fmt: skip
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>"  # noqa: E501
    comment = "<office:annotation><dc:creator>A</dc:creator>{}</office:annotation>"
    yield Case(
        "notes and comments of Writer", "a.odt",
        odt(p("It is said." + note.format(p("See the law.")) + comment.format(p("Not fair.")))
            + p("Next.")),
        says=("It is said.", "See the law.", "Not fair.", "Next."),
    )  # fmt: skip
    gone = (
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("Deleted.")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )  # fmt: skip
    yield Case(
        "tracked changes of Writer", "a.odt", odt(gone + p("Kept.")), says=("Kept.",),
        never=("Deleted.",), notes=("left out: 1",),
    )  # fmt: skip
    row = f"<table:table-row><table:table-cell>{p('8.1')}</table:table-cell><table:table-cell>{p('Yes.')}</table:table-cell></table:table-row>"  # noqa: E501
    box = "<draw:frame><draw:text-box>" + p("In the box.") + "</draw:text-box></draw:frame>"
    yield Case(
        "tables and boxes of Writer", "a.odt",
        odt(f"<table:table>{row}</table:table>" + p("Before." + box) + "<text:section>" + p("In.")
            + "</text:section>"),
        says=("8.1\nYes.", "Before.", "In the box.", "In."),
    )  # fmt: skip
    spaced = p('one<text:s text:c="2"/>two<text:tab/>three<text:line-break/>four\n   five')
    yield Case("white space of Writer", "a.odt", odt(spaced), says=("one  two\tthree\nfour five",))
    document, held = OpenDocumentText(), BytesIO()
    document.text.addElement(P(text="Written by a library."))
    document.write(held)
    yield Case("as odfpy writes", "a.odt", held.getvalue(), says=("Written by a library.",))
