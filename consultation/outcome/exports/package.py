"""The published package: the document in every form, open data, and what says how to read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from consultation.dataset.exports import written
from consultation.outcome.exports.files import files
from consultation.outcome.rules import opendata
from consultation.outcome.rules.document import Document

Row = Mapping[str, Any]

#: The forms of each table of open data.
KINDS = ("csv", "ods", "parquet", "json")
TABLES = ("positions", "received", "figures", "types", "responses")
DICTIONARY, CHAIN, README = "data-dictionary.csv", "seal.csv", "README.txt"

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}


def package(
    document: Document,
    tables: Mapping[str, Sequence[Row]],
    chain: Sequence[Row],
    licence: str,
    told: Callable[[str], None] = lambda stage: None,
) -> dict[str, bytes]:
    """Every file for download by its name. ``tables``: the rows of each of ``TABLES``. ``told`` is told
    of each stage before it begins."""
    made = files(document, told=told)
    told("Making the open data")
    for name in TABLES:
        made |= table(name, tables[name])
    made[CHAIN] = written(frame("seal", opendata.seal(chain)), "csv", "seal")
    made[DICTIONARY] = written(dictionary(), "csv", "data-dictionary")
    made[README] = readme(document, licence, made)
    return made


def table(name: str, rows: Sequence[Row]) -> dict[str, bytes]:
    """A table of open data in each of its forms."""
    cells = frame(name, rows)
    return {
        f"{name}.{kind}": as_json(cells) if kind == "json" else written(cells, kind, name)
        for kind in KINDS
    }


def frame(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """The rows with the columns that are allowed and no others."""
    columns = opendata.columns(name)
    return pd.DataFrame([[row[column] for column in columns] for row in rows], columns=columns)


def as_json(cells: pd.DataFrame) -> bytes:
    """A list of objects, one for each row."""
    rows = json.loads(cells.to_json(orient="records", force_ascii=False))
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def dictionary() -> pd.DataFrame:
    """What each column of the open data means."""
    return pd.DataFrame(opendata.DICTIONARY, columns=["table", "column", "type", "meaning"])


def readme(document: Document, licence: str, made: Mapping[str, bytes]) -> bytes:
    """What the files are, under which licence, and how anybody can verify them."""
    digests = "\n".join(f"{digest(file)}  {name}" for name, file in sorted(made.items()))
    return f"""{document.title}
The government response to "{document.consultation}"

Licence: {licence}

To verify: unpack all files into one folder DIR and run
    python -m analysis verify DIR
Every figure is counted again from the open data as far as these go, and every quotation is looked
up in the published responses. What only the sealed data could show is listed as "Sealed only".

Bound to seal {document.seal}, SHA-256 {document.digest}

SHA-256 of each file:
{digests}
""".encode()


def digest(content: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
