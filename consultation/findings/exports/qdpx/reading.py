"""From a .qdpx file, whichever program wrote it, to a coding project."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID
from xml.etree import ElementTree as XML

from defusedxml import DefusedXmlException

from consultation.findings.exports.qdpx.project import (
    Code,
    Coding,
    NotAProject,
    Project,
    Source,
    User,
)
from consultation.responses.intake.xml import child, children, descendants, parsed

#: Bytes that a file and what it unpacks to may have; a project of a thousand letters has a tenth.
MOST_BYTES, MOST_UNPACKED = 100_000_000, 500_000_000

DAMAGED = (zipfile.BadZipFile, XML.ParseError, DefusedXmlException, KeyError)


def read(content: bytes) -> Project:
    """The project in a .qdpx file, whichever program wrote it. Raises NotAProject.

    What is not text and codings on text (pictures, sound, sets, graphs) is left where it is.
    """
    if len(content) > MOST_BYTES:
        raise NotAProject("This file is larger than 100 MB: export fewer sources at a time.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            files = dict(_unpacked(package))
        name = next((name for name in files if name.endswith(".qde")), None)
        if name is None:
            raise NotAProject("This file has no project in it: export one as REFI-QDA (.qdpx).")
        return _read(parsed(files[name]), files)
    except (
        zipfile.BadZipFile,
        XML.ParseError,
        UnicodeDecodeError,
        KeyError,
        ValueError,
        DefusedXmlException,
    ) as error:
        raise NotAProject(
            f"This is no REFI-QDA project that can be read ({type(error).__name__}): "
            "export it anew as .qdpx."
        ) from None


def _unpacked(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The texts and the project. Sizes are counted while they are unpacked, not as they are declared."""
    left = MOST_UNPACKED
    for member in package.infolist():
        if not member.filename.lower().endswith((".txt", ".qde")):
            continue
        with package.open(member) as opened:
            content = opened.read(left + 1)
        left -= len(content)
        if left < 0:
            raise NotAProject(
                "This file unpacks to more than 500 MB: export fewer sources at a time."
            )
        yield member.filename, content


def _read(root: XML.Element, files: dict[str, bytes]) -> Project:
    notes = {
        _guid(note): "".join(text.text or "" for text in children(note, "PlainTextContent"))
        for note in descendants(root, "Note")
    }
    variables = {_guid(node): node.get("name", "") for node in descendants(root, "Variable")}
    texts = {name.rpartition("/")[2].lower(): content for name, content in files.items()}
    return Project(
        root.get("name", ""),
        tuple(User(_guid(node), node.get("name", "")) for node in descendants(root, "User")),
        tuple(_codes(child(child(root, "CodeBook"), "Codes"))),
        tuple(
            _read_source(node, texts, notes, variables)
            for node in children(child(root, "Sources"), "TextSource")
        ),
    )


def _codes(parent: XML.Element | None) -> Iterator[Code]:
    for node in children(parent, "Code"):
        described = child(node, "Description")
        yield Code(
            _guid(node),
            node.get("name", ""),
            (described.text or "") if described is not None else "",
            node.get("isCodable", "true") in ("true", "1"),
            tuple(_codes(node)),
        )


def _read_source(
    node: XML.Element, texts: dict[str, bytes], notes: dict[UUID, str], variables: dict[UUID, str]
) -> Source:
    within = child(node, "PlainTextContent")
    path = node.get("plainTextPath", "").rpartition("/")[2].lower()
    text = (within.text or "") if within is not None else _decoded(texts.get(path, b""))
    given = {
        variables.get(_target(one, "VariableRef"), ""): "".join(
            value.text or "" for value in children(one, "TextValue")
        )
        for one in children(node, "VariableValue")
    }
    codings = (
        _coding(made, place, notes)
        for place in children(node, "PlainTextSelection")
        for made in children(place, "Coding")
    )
    return Source(_guid(node), node.get("name", ""), text, tuple(codings), given)


def _coding(made: XML.Element, place: XML.Element, notes: dict[UUID, str]) -> Coding:
    user, at = made.get("creatingUser"), made.get("creationDateTime")
    noted: Iterable[XML.Element] = children(made, "NoteRef")
    return Coding(
        _guid(made),
        int(place.get("startPosition", "")),
        int(place.get("endPosition", "")),
        _target(made, "CodeRef"),
        UUID(user) if user else None,
        datetime.fromisoformat(at) if at else None,
        "\n".join(notes.get(UUID(one.get("targetGUID", "")), "") for one in noted),
    )


def _decoded(content: bytes) -> str:
    return content.decode("utf-8-sig")


def _guid(node: XML.Element) -> UUID:
    return UUID(node.get("guid", ""))


def _target(parent: XML.Element, name: str) -> UUID:
    found = child(parent, name)
    return UUID(found.get("targetGUID", "") if found is not None else "")
