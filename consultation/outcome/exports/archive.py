"""The archive package: everything of the record in one BagIt bag (RFC 8493), for whoever keeps records.

A bag is a folder with its content under ``data/``, a list of the SHA-256 of every file, and a few
lines on what it is. Archives read it without our program, and long after it is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from consultation.dataset.exports.packing import zipped

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

README = """{title}
The record of the consultation "{consultation}"

record/       What the government response stands on, and the document beside it: the responses as they
              were analysed, what people decided, the findings, the method note (method.json), the
              chain of digests (seal.csv), and the document in every form. It holds what respondents
              wrote: keep it as such.
published-N/  What the public was given, for each publication; the last is the one that stands.

To verify, with the program that made it:
    python -m analysis verify record
    python -m analysis verify published-N

Without it: every table is CSV or Parquet, every list JSON. sha256sum -c manifest-sha256.txt, in the
folder above, checks every file. The digest printed in the document is the last "chain" of
record/seal.csv: {digest}

{masked}
"""


class Record(NamedTuple):
    """What is archived: the sealed files with the document beside them, each publication's public
    files by number, the numbers of those ``left_out`` for they repeat words taken back since, and how
    many lines of erased.csv there are."""

    title: str
    consultation: str
    digest: str
    sealed: Mapping[str, bytes]
    published: Mapping[int, Mapping[str, bytes]]
    left_out: Sequence[int]
    masked: int


def archive(record: Record, name: str, now: datetime) -> bytes:
    """The record as a bag called ``name``, in a ZIP file."""
    payload = {f"data/record/{file}": content for file, content in record.sealed.items()}
    for number, files in record.published.items():
        payload |= {f"data/published-{number}/{file}": each for file, each in files.items()}
    payload["data/README.txt"] = _readme(record)
    tags = {
        "bagit.txt": BAGIT,
        "bag-info.txt": _info(record, payload, now),
        "manifest-sha256.txt": _manifest(payload),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    return zipped(((f"{name}/{file}", each) for file, each in {**payload, **tags}.items()), now)


def _readme(record: Record) -> bytes:
    masked = (
        f"Words were erased or redacted after it was sealed, in {record.masked} lines of "
        "record/erased.csv. They are masked, and the record verifies all the same."
        if record.masked
        else "Nothing in it was erased or redacted after it was sealed."
    )
    if record.left_out:
        numbers = ", ".join(map(str, record.left_out))
        masked += f"\nLeft out, for they repeat words taken back since: publications {numbers}."
    return README.format(
        title=record.title, consultation=record.consultation, digest=record.digest, masked=masked
    ).encode()


def _info(record: Record, payload: Mapping[str, bytes], now: datetime) -> bytes:
    octets = sum(len(content) for content in payload.values())
    lines = [
        ("External-Description", f"{record.title}: {record.consultation}"),
        ("External-Identifier", record.digest),
        ("Bagging-Date", f"{now:%Y-%m-%d}"),
        ("Payload-Oxum", f"{octets}.{len(payload)}"),
        ("Bag-Software-Agent", "Redraft"),
    ]
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in lines).encode()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(_lines(files.items())).encode()


def _lines(files: Iterable[tuple[str, bytes]]) -> Iterable[str]:
    for name, content in sorted(files):
        # RFC 8493, 2.1.3: what would end a line, and the sign that writes it out, are written out.
        told = name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
        yield f"{hashlib.sha256(content).hexdigest()}  {told}\n"
