"""What a file says of itself besides its words: when it was sent or saved, and who sent it.

Anybody can write there what they like, so all of it is proposed to a person and never believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import HeaderParser
from email.policy import default
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from consultation.responses.intake.xml import Package, local

if TYPE_CHECKING:
    from oxmsg import Message as Outlook
    from pypdf import PdfReader

RECEIVED, SENT, SAVED, MADE = "received", "sent", "saved", "made"
#: When Outlook's own store took a message in ([MS-OXOMSG] 2.2.3.9).
DELIVERED = 0x0E06
LONGEST_NAME, LONGEST_ADDRESS = 200, 254


@dataclass(frozen=True)
class Particulars:
    """``at``: an instant in ISO 8601, local time where it has no offset; "" where none is told.

    ``how`` says whose word that is: of the server that ``received`` it, of who ``sent`` it, or of
    the program that ``saved`` or ``made`` it.
    """

    at: str = ""
    how: str = ""
    name: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return bool(self.at or self.name or self.email)


NONE_TOLD = Particulars()


def of_message(message: EmailMessage) -> Particulars:
    """Of an e-mail's headers: the server nearest to the reader wrote the first "Received"."""
    received = [str(one).rpartition(";")[2] for one in message.get_all("Received", [])[:1]]
    times = [(RECEIVED, one) for one in received] + [(SENT, str(message["Date"] or ""))]
    at, how = _first((how, _of_header(words)) for how, words in times)
    return Particulars(at, how, *_sender(message))


def of_outlook(message: Outlook) -> Particulars:
    """Of an Outlook message: what its store noted, else the headers it came with."""
    properties = message.properties
    headers = HeaderParser(policy=default).parsestr(
        "".join(f"{name}: {value}\n" for name, value in message.message_headers.items())
    )
    told = of_message(headers)
    times = [(RECEIVED, properties.date_prop_value(DELIVERED)), (SENT, message.sent_date)]
    at, how = _first((how, _iso(one)) for how, one in times)
    # Within one organisation the address is no address but a path in its directory.
    known = [properties.str_prop_value(key) or "" for key in (0x5D01, 0x0C1F)]
    email = told.email or next((one for one in known if "@" in one), "")
    name = told.name or properties.str_prop_value(0x0C1A) or ""
    return Particulars(at or told.at, how or told.how, *_fit(name, email))


def of_docx(package: Package) -> Particulars:
    """Of a Word document's core properties."""
    return _of_package(package, "docProps/core.xml", {"modified": SAVED, "created": MADE})


def of_odt(package: Package) -> Particulars:
    """Of an OpenDocument's metadata."""
    return _of_package(package, "meta.xml", {"date": SAVED, "creation-date": MADE})


def of_pdf(reader: PdfReader) -> Particulars:
    """Of a PDF's document information."""
    try:
        told = reader.metadata
        times = [(SAVED, told.modification_date), (MADE, told.creation_date)] if told else []
    except Exception:  # pypdf raises many kinds for a date that is none; it is no loss
        return Particulars()
    return Particulars(*_first((how, _iso(one)) for how, one in times))


def _of_package(package: Package, name: str, meanings: dict[str, str]) -> Particulars:
    root = package.root(name)
    told = {local(one): (one.text or "").strip() for one in root.iter()} if root is not None else {}
    return Particulars(
        *_first((how, _readable(told[key])) for key, how in meanings.items() if key in told)
    )


def _first(times: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The first instant that is one, and whose word it is."""
    return next(((at, how) for how, at in times if at), ("", ""))


def _of_header(words: str) -> str:
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        at = parsedate_to_datetime(words.strip())
        # "-0000" says that it is universal time, of a place nobody tells (RFC 5322, 3.3).
        return _iso(at if at.tzinfo else at.replace(tzinfo=UTC))
    return ""


def _readable(words: str) -> str:
    with suppress(ValueError):
        return _iso(datetime.fromisoformat(words))
    return ""


def _iso(at: datetime | None) -> str:
    return at.replace(microsecond=0).isoformat() if at is not None else ""


def _sender(message: EmailMessage) -> tuple[str, str]:
    try:
        addresses: tuple[Address, ...] = message["From"].addresses if message["From"] else ()
        return _fit(addresses[0].display_name, addresses[0].addr_spec)
    except (IndexError, ValueError, AttributeError, TypeError, LookupError):
        return "", ""


def _fit(name: str, address: str) -> tuple[str, str]:
    """A name and an address, each only if it is one and can be stored."""
    name = name.strip().strip("\"'")
    good_name = "" if _unfit(name) else name[:LONGEST_NAME]
    good = "@" in address and not _unfit(address) and len(address) <= LONGEST_ADDRESS
    return good_name, address if good else ""


def _unfit(text: str) -> bool:
    return any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in text)
