"""PDF files: columns, broken words, repeated lines, pictures of pages, passwords."""

import zlib
from collections.abc import Iterator
from io import BytesIO

from fpdf import FPDF
from PIL import Image

from tests.responses.intake.corpus import Case

SENTENCES = (
    "The board should decide within six weeks.", "Families must be told of the review.",
    "Reports are to be published in full.", "Six months is enough for a review.",
    "A chair needs to be independent.", "Staff should be able to speak freely.",
    "Learning ought to be shared widely.", "Names must never be printed.",
)  # fmt: skip
LEFT = [f"Left {number} {words}" for number, words in enumerate(SENTENCES)]
RIGHT = [f"Right {number} {words}" for number, words in enumerate(SENTENCES)]


def blank() -> FPDF:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=9)
    return pdf


def lines(pdf: FPDF, x: float, y: float, texts: list[str]) -> None:
    for at, text in enumerate(texts):
        pdf.text(x, y + 5 * at, text)


def cases() -> Iterator[Case]:
    yield from columns()
    pdf = blank()
    lines(pdf, 15, 30, ["We think that the time for publi-", "cation is too short for a well-",
                        "known board. Other boards are well-known too."])  # fmt: skip
    words = "publication well-known"
    yield Case(
        "words broken at the end of a line", "a.pdf", bytes(pdf.output()),
        says=("publication", "well-known board"), words=words,
    )  # fmt: skip
    yield from pages()
    yield from locked()
    whole = bytes(blank_with("We agree.").output())
    yield Case("cut off in the middle", "a.pdf", whole[: len(whole) // 2], typing=True)
    yield Case("nothing but a first line", "a.pdf", b"%PDF-1.7\n" + b"\x00" * 500, typing=True)


def columns() -> Iterator[Case]:
    words = " ".join([*LEFT, *RIGHT])
    pdf = blank()
    lines(pdf, 15, 40, LEFT)
    lines(pdf, 112, 40, RIGHT)
    says = ("Left 0", "Left 7", "Right 0", "Right 7")
    yield Case("two columns", "a.pdf", bytes(pdf.output()), says=says, words=words)
    pdf = blank()
    pdf.text(15, 20, "A heading that runs across both of the columns of the page and on, and on")
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        lines(pdf, 15, 40 + 5 * at, [left])
        lines(pdf, 112, 40 + 5 * at, [right])
    yield Case(
        "two columns, written across", "a.pdf", bytes(pdf.output()), says=("A heading", *says),
        words=words,
    )  # fmt: skip
    pdf = blank()
    lines(pdf, 15, 40, LEFT)
    yield Case("one column", "a.pdf", bytes(pdf.output()), says=tuple(LEFT), words=" ".join(LEFT))


def blank_with(text: str) -> FPDF:
    pdf = blank()
    pdf.text(15, 30, text)
    return pdf


def picture(pdf: FPDF) -> None:
    pdf.image(Image.new("L", (200, 300), 200), x=10, y=10, w=180)


def pages() -> Iterator[Case]:
    pdf = blank()
    picture(pdf)
    yield Case("a picture of a page", "scan.pdf", bytes(pdf.output()), typing=True)
    pdf = blank_with("Our letter is on the next page.")
    pdf.add_page()
    picture(pdf)
    yield Case(
        "a page of words and a picture of a page", "a.pdf", bytes(pdf.output()),
        says=("Our letter is on the next page.",), notes=("page 2",), typing=True,
    )  # fmt: skip
    pdf = FPDF()
    for number, sentence in enumerate(SENTENCES[:4], 1):
        pdf.add_page()
        pdf.set_font("helvetica", size=11)
        lines(pdf, 15, 15, [f"Example Board, page {number}"])
        lines(pdf, 15, 60, [sentence])
    yield Case(
        "a line at the head of every page", "a.pdf", bytes(pdf.output()),
        says=(*SENTENCES[:4], "Example Board, page"), notes=("once: 1",), words=" ".join(SENTENCES[:4]),
    )  # fmt: skip


def locked() -> Iterator[Case]:
    pdf = blank_with("Anyone may read this.")
    pdf.set_encryption(owner_password="owner", user_password="")
    yield Case(
        "a password for changing only",
        "a.pdf",
        bytes(pdf.output()),
        says=("Anyone may read this.",),
    )
    pdf = blank_with("Nobody may read this.")
    pdf.set_encryption(owner_password="owner", user_password="secret")
    yield Case("a password for reading", "a.pdf", bytes(pdf.output()), refused="has a password")
    yield Case("a PDF that unpacks without end", "a.pdf", bomb(), typing=True)
    held = BytesIO()
    Image.new("L", (10, 10)).save(held, "PNG")
    yield Case("a picture called a PDF", "a.pdf", held.getvalue(), refused="not what its name says")


def bomb() -> bytes:
    """A page whose content is 1 GB of spaces, packed three times over."""
    packed = zlib.compress(zlib.compress(zlib.compress(b" " * 2**30, 9), 9), 9)
    content = (
        b"<</Length %d/Filter[/FlateDecode/FlateDecode/FlateDecode]>>stream\n" % len(packed)
        + packed + b"\nendstream"
    )  # fmt: skip
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>", content]  # fmt: skip
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj" % number + one + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + (b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made))
    )
