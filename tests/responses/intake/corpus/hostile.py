"""Files that would harm: each is refused in plain words before anything in it is believed."""

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator

from tests.responses.intake.corpus import Case
from tests.responses.intake.corpus.ole import compound
from tests.responses.intake.corpus.packages import NAMESPACES, TYPES, docx, p, zipped

BODY = (
    f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
    for n in range(10)
)


def with_document(xml: str, **more: bytes | str) -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": xml, **more})


def cases() -> Iterator[Case]:
    yield from packed()
    yield from declared()
    yield from pretending()


def packed() -> Iterator[Case]:
    zeros = b"\0" * (60 * 1024 * 1024)
    yield Case(
        "a bomb", "a.docx", docx(p("x"), {"word/media/a.bin": zeros}), refused="far more than"
    )
    huge = docx("<w:p>" + " " * (45 * 1024 * 1024) + "</w:p>")
    yield Case("a bomb of white space", "a.docx", huge, refused="far more than")
    yield Case(
        "a bomb that lies about its size", "a.docx", lying(), refused="damaged|far more than"
    )
    many = {f"word/{number}.xml": "<a/>" for number in range(2100)}
    yield Case("two thousand members", "a.docx", docx(p("x"), many), refused="far more than")
    inner = zipped({"a.txt": "x"})
    yield Case("an archive inside", "a.docx", docx(p("x"), {"word/a.zip": inner}), refused="unsafe")
    for name in ("../../etc/passwd", "/etc/passwd", "word\\..\\..\\x", "C:/x"):
        yield Case(
            f"a name that leads to {name}", "a.docx", docx(p("x"), {name: "x"}), refused="unsafe"
        )
    yield Case("the same name twice", "a.docx", twice(), refused="unsafe")


def lying() -> bytes:
    """A member of 60 MB that says it has ten bytes."""
    made = bytearray(docx(p("x"), {"word/media/a.bin": b"\0" * (60 * 1024 * 1024)}))
    size = struct.pack("<I", 60 * 1024 * 1024)
    while (at := made.find(size)) >= 0:
        made[at : at + 4] = struct.pack("<I", 10)
    return bytes(made)


def twice() -> bytes:
    held = io.BytesIO(docx(p("x")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(held, "a") as package:
            package.writestr("word/document.xml", BODY.format("y"))
    return held.getvalue()


def declared() -> Iterator[Case]:
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY.format("&x;")
    yield Case("an entity from outside", "a.docx", with_document(outside), refused="unsafe")
    laughs = f"<!DOCTYPE a [{LAUGHS}]>" + BODY.format("&l9;")
    yield Case("a billion laughs", "a.docx", with_document(laughs), refused="unsafe")
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + outside).encode("utf-16")
    odd = zipped({"[Content_Types].xml": TYPES, "word/document.xml": wide})
    yield Case("an entity in UTF-16", "a.docx", odd, refused="unsafe")
    macros = docx(p("x"), {"word/vbaProject.bin": b"x"})
    yield Case("macros", "a.docx", macros, refused="macros")
    types = TYPES.replace(
        "application/xml", "application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    named = zipped({"[Content_Types].xml": types, "word/document.xml": BODY.format("x")})
    yield Case("macros by another name", "a.docx", named, refused="macros")


def pretending() -> Iterator[Case]:
    yield Case(
        "a page called a document", "a.docx", b"<html><body>x</body></html>", refused="not what"
    )
    yield Case("a program called a PDF", "a.pdf", b"MZ\x90\x00" + bytes(500), refused="not what")
    yield Case("a program called text", "a.txt", b"MZ\x90\x00" + bytes(500), refused="not what")
    yield Case("empty", "a.docx", b"", refused="empty")
    whole = docx(p("We agree."))
    yield Case("a document cut off", "a.docx", whole[: len(whole) // 2], refused="damaged")
    yield Case("a document called a PDF", "a.pdf", whole, refused="it is a Word document")
    yield Case("no ending", "letter", whole, refused="no ending")
    yield Case("a packed folder", "a.docx", zipped({"a.txt": "x"}), refused="packed folder")
    sealed = compound({"EncryptedPackage": b"x" * 100, "EncryptionInfo": b"x"})
    yield Case("a document with a password", "a.docx", sealed, refused="has a password")
    yield Case(
        "an old document", "a.doc", compound({"WordDocument": b"x" * 100}), refused="old version"
    )
    flagged = bytearray(whole)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = flagged.find(mark)
        flagged[place + at] |= 1
    yield Case("a packed file with a password", "a.docx", bytes(flagged), refused="has a password")
    yield Case("rich text called text", "a.txt", rb"{\rtf1 words}", refused="not what")
    yield Case("no e-mail at all", "a.eml", b"Dear team,\n\nwe agree.\n", refused="not what")
    yield Case("too large", "a.txt", b"a" * (25 * 1024 * 1024 + 1), refused="larger than 25 MB")
