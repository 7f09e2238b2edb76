"""E-mails and plain text: quoted replies, signatures, HTML, attachments, messages in messages."""

from collections.abc import Iterator
from email.message import EmailMessage

from tests.responses.intake.corpus import Case
from tests.responses.intake.corpus.ole import message as outlook
from tests.responses.intake.corpus.packages import docx, p

REPLY = """We support clause 8.2.

> Do you agree with 8.2?
Yes, as I said.

--\x20
Robin Example
Example Board

On Monday, 3 May 2027 at 10:00, The Team wrote:
Please tell us what you think.
"""


def mail(text: str = "", subject: str = "Our response") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Robin Example <robin@example.org>"
    made["Subject"] = subject
    if text:
        made.set_content(text)
    return made


def cases() -> Iterator[Case]:
    yield Case(
        "a reply that quotes, with a signature", "a.eml", mail(REPLY).as_bytes(),
        says=("Our response", "We support clause 8.2.", "Do you agree", "Yes, as I said.",
              "Robin Example", "Please tell us"),
        words=REPLY, notes=("signature", "quotes an earlier message"),
    )  # fmt: skip
    page = mail()
    page.set_content(
        "<html><head><style>p {}</style><title>x</title></head><body><p>One &amp; <b>two</b>.</p>"
        "<ul><li>three</li></ul><img src='http://192.0.2.1/seen.png'></body></html>",
        subtype="html",
    )
    yield Case(
        "a page of HTML", "a.eml", page.as_bytes(), says=("One & two.", "three"), never=("p {}",)
    )
    yield Case(
        "two forms, a picture and a paper", "a.eml", with_attachments().as_bytes(),
        says=("In plain words.",), never=("In other words",), attached=("paper.docx",),
        notes=("logo.png",),
    )  # fmt: skip
    outer = mail("See the message below.")
    outer.add_attachment(mail("The inner words.", "Inner"))
    yield Case(
        "a message in a message", "a.eml", outer.as_bytes(),
        says=("See the message below.", "Inner", "The inner words."),
    )  # fmt: skip
    deep = mail("Deepest.")
    for _ in range(8):
        around = mail("Around.")
        around.add_attachment(deep)
        deep = around
    yield Case(
        "messages too deep", "a.eml", deep.as_bytes(), says=("Around.",), notes=("too deep",)
    )
    strange = b"From: a@example.org\r\nContent-Type: text/plain; charset=klingon\r\n\r\nCaf\xe9 words.\r\n"
    yield Case("an unknown character set", "a.eml", strange, says=("Café words.",))
    many = mail("Many.")
    for number in range(60):
        many.add_attachment(b"", maintype="application", subtype="x", filename=f"{number}.bin")
    yield Case(
        "sixty attachments", "a.eml", many.as_bytes(), says=("Many.",), notes=("More than 50",),
        attached=tuple(f"{number}.bin" for number in range(50)),
    )  # fmt: skip
    texts = {0x0037: "Our response", 0x1000: "We support clause 8.2.\r\n\r\nWe oppose 8.3."}
    yield Case(
        "an Outlook message", "a.msg", outlook(texts, {"paper.docx": docx(p("Attached."))}),
        says=("Our response", "We support clause 8.2.", "We oppose 8.3."), attached=("paper.docx",),
        words=" ".join(texts.values()),
    )  # fmt: skip
    yield Case("an Outlook message with no words", "a.msg", outlook({0x0037: ""}, {}), typing=True)
    yield from plain()


def with_attachments() -> EmailMessage:
    made = mail("In plain words.")
    made.add_alternative("<p>In other words <img src='cid:logo'></p>", subtype="html")
    html = made.get_payload()[1]
    assert isinstance(html, EmailMessage)
    html.add_related(
        b"\x89PNG", "image", "png", cid="logo", filename="logo.png", disposition="inline"
    )
    made.add_attachment(
        docx(p("Attached.")), maintype="application", subtype="octet-stream", filename="paper.docx"
    )
    return made


def plain() -> Iterator[Case]:
    text = "Line one.\r\n\r\nZweite Zeile: äöü 👧.\r\n"
    yield Case("plain text", "a.txt", text.encode(), says=("Line one.", "äöü 👧"), words=text)
    yield Case("plain text in UTF-16", "a.txt", text.encode("utf-16"), says=("äöü 👧",), words=text)
    old = "Ärger – “so”".encode("cp1252")
    yield Case("plain text of Windows", "a.txt", old, says=("Ärger – “so”",), notes=("1252",))
    nul = "One\x00two".encode("utf-16")
    yield Case(
        "a character nobody can store", "a.txt", nul, says=("One�two",), notes=("1 character",)
    )
