"""What a file is, by its content, and whether it may be read at all. Nothing in it is believed.

Sizes are counted while it is unpacked, never as it declares them. Nothing is fetched, no picture is
decoded, nothing is written to disk.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from email.parser import BytesHeaderParser
from io import BytesIO
from pathlib import PurePosixPath
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from consultation.responses.intake.text import Refused, gettext_noop

MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * MEGABYTE
MOST_UNPACKED = 50 * MEGABYTE
MOST_MEMBERS = 2000
MOST_RATIO = 100
LONGEST_NAME = 150
KINDS = ("docx", "odt", "pdf", "eml", "msg", "txt")
CALLED = {
    "docx": gettext_noop("a Word document (.docx)"),
    "odt": gettext_noop("an OpenDocument text (.odt)"),
    "pdf": gettext_noop("a PDF"),
    "eml": gettext_noop("an e-mail (.eml)"),
    "msg": gettext_noop("an Outlook message (.msg)"),
    "txt": gettext_noop("plain text (.txt)"),
}
ODT = b"application/vnd.oasis.opendocument.text"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NESTED = re.compile(r"\.(zip|7z|rar|gz|tgz|bz2|xz|tar|jar|exe|dll|js|vbs|iso)$", re.I)
BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
DAMAGED = gettext_noop(
    "This file is damaged: it cannot be opened. Save it again, then attach the new copy"
)
LOCKED = gettext_noop("This file has a password. Save a copy without one, then attach the copy")
MACROS = gettext_noop(
    "This file has macros in it. Save it as a .docx file without macros, then attach that"
)
TOO_MUCH = gettext_noop(
    "This file unpacks to far more than it holds, so it was not opened. Save it anew as PDF"
)
UNSAFE = gettext_noop(
    "This file is put together in an unsafe way, so it was not opened. Save it anew as PDF"
)

EMPTY = gettext_noop("This file is empty")
TOO_LARGE = gettext_noop("This file is larger than 25 MB. Make it smaller, or send it in parts")
MISNAMED = gettext_noop(
    "This file’s name ends in “.{ending}” but it is {called}. "
    "Change the end of its name to “.{kind}”, then attach it again"
)
NO_ENDING = gettext_noop("This file’s name has no ending. It is {called}: call it “….{kind}”")
UNKNOWN = gettext_noop(
    "This file is not what its name says, or of a kind we cannot read. "
    "Send a .docx, .odt, .pdf, .eml, .msg or .txt file"
)
PACKED = gettext_noop(
    "This file is a packed folder or of another program. "
    "Send a .docx, .odt, .pdf, .eml, .msg or .txt file"
)
OLD = gettext_noop("This file is of an old version of Word or Excel. Save it as .docx or PDF")


def check(name: str, content: bytes) -> str:
    """The kind of the file; one of ``KINDS``. Raises Refused."""
    if not content:
        raise Refused(EMPTY)
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    kind = kind_of(name, content)
    ending = PurePosixPath(name.lower()).suffix.lstrip(".")
    if kind != ending:
        words = MISNAMED if ending else NO_ENDING
        raise Refused(words, ending=ending, kind=kind, called=CALLED[kind])
    return kind


def kind_of(name: str, content: bytes) -> str:
    """What the content is. Raises Refused for what is none of the kinds taken."""
    if b"%PDF-" in content[:1024]:
        check_pdf(content)
        return "pdf"
    if content.startswith(b"PK"):
        return kind_of_zip(content)
    if content.startswith(OLE):
        return kind_of_ole(content)
    ending = PurePosixPath(name.lower()).suffix
    if ending == ".eml" and is_email(content):
        return "eml"
    if ending == ".txt" and is_text(content):
        return "txt"
    raise Refused(UNKNOWN)


def kind_of_zip(content: bytes) -> str:
    """A DOCX or an ODT, checked member by member. Raises Refused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            check_names(package.infolist())
            check_members(package, len(content))
            return kind_of_package(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise error if isinstance(error, Refused) else Refused(DAMAGED) from error


def check_names(members: list[zipfile.ZipInfo]) -> None:
    """Raise Refused for names that lead elsewhere, for passwords and for archives in archives."""
    names = [one.filename for one in members]
    if len(names) > MOST_MEMBERS:
        raise Refused(TOO_MUCH)
    if len(set(names)) < len(names):
        raise Refused(UNSAFE)
    for one in members:
        path = one.orig_filename
        leads_away = path.startswith(("/", "\\")) or ":" in path[:3] or "\x00" in path
        if leads_away or ".." in re.split(r"[/\\]", path) or NESTED.search(path):
            raise Refused(UNSAFE)
        if one.flag_bits & 1:
            raise Refused(LOCKED)
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(UNSAFE)


def check_members(package: zipfile.ZipFile, packed: int) -> None:
    """Unpack everything once, counting and keeping nothing; look into the XML."""
    unpacked = 0
    for one in package.infolist():
        parser = quiet_parser() if one.filename.endswith((".xml", ".rels")) else None
        with package.open(one) as member:
            while piece := member.read(64 * 1024):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED or unpacked > max(MEGABYTE, packed * MOST_RATIO):
                    raise Refused(TOO_MUCH)
                if parser is not None:
                    feed(parser, piece)


def quiet_parser() -> object:
    """A parser that keeps nothing and raises on document types and entities."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(ContentHandler())
    return parser


def feed(parser: object, piece: bytes) -> None:
    try:
        parser.feed(piece)  # type: ignore[attr-defined]
    except DefusedXmlException as error:
        raise Refused(UNSAFE) from error
    except SAXException as error:
        raise Refused(DAMAGED) from error


def kind_of_package(package: zipfile.ZipFile) -> str:
    """DOCX or ODT, by what the package says of itself and has."""
    names = set(package.namelist())
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise Refused(MACROS)
    if "mimetype" in names and package.read("mimetype").strip() == ODT and "content.xml" in names:
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Refused(LOCKED)
        return "odt"
    if "[Content_Types].xml" in names and any(name.endswith("/document.xml") for name in names):
        if b"macroEnabled" in package.read("[Content_Types].xml"):
            raise Refused(MACROS)
        return "docx"
    raise Refused(PACKED)


def kind_of_ole(content: bytes) -> str:
    """An Outlook message; old and encrypted Office files have the same outside."""
    import olefile

    try:
        with olefile.OleFileIO(content) as package:
            if package.exists("EncryptedPackage"):
                raise Refused(LOCKED)
            if package.exists("__properties_version1.0"):
                return "msg"
    except (OSError, ValueError, IndexError) as error:
        raise error if isinstance(error, Refused) else Refused(DAMAGED) from error
    raise Refused(OLD)


def check_pdf(content: bytes) -> None:
    """Raise Refused for a PDF that asks for a password to be read."""
    if b"/Encrypt" not in content:
        return
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as error:  # pypdf raises many kinds; whatever it is, it cannot be read
        raise Refused(DAMAGED) from error
    if locked:
        raise Refused(LOCKED)


def is_email(content: bytes) -> bool:
    """Whether it begins with the headers of an e-mail."""
    if b"\x00" in content[:4096]:
        return False
    headers = BytesHeaderParser().parsebytes(content[: 64 * 1024])
    return any(name in headers for name in ("From", "Received", "Subject", "Date", "MIME-Version"))


def is_text(content: bytes) -> bool:
    """Whether it has no bytes that text does not have."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not BINARY.search(content) and not content.startswith((b"{\\rtf", b"MZ", b"#!"))


def safe_name(name: str) -> str:
    """A name to show and to save under: no folders, nothing unseen, no turned direction."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        one for one in last if not unicodedata.category(one).startswith(("C", "Zl", "Zp"))
    )
    stem, dot, ending = seen.strip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    ending = ending[:10]
    return (stem.strip()[: LONGEST_NAME - len(ending) - 1] or "file") + dot + ending
