"""From a coding project to a .qdpx file."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree as XML

from consultation.findings.exports.qdpx.project import Code, Coding, Project, Source

NAMESPACE = "urn:QDA-XML:project:1.0"
ORIGIN = "Redraft"

#: What XML 1.0 cannot hold. Only names and notes are in the XML; texts are files of their own.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(project: Project, made_at: datetime) -> bytes:
    """The project as a .qdpx file. The same project and moment give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        _add(
            package,
            "project.qde",
            XML.tostring(_project(project, made_at), "utf-8", xml_declaration=True),
        )
        for source in project.sources:
            _add(package, f"Sources/{_text(source.guid)}.txt", _encoded(source.text))
    return file.getvalue()


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def _encoded(text: str) -> bytes:
    """UTF-8. A text that begins with a byte order mark gets one more, which readers take off."""
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8")


def _project(project: Project, made_at: datetime) -> XML.Element:
    XML.register_namespace("", NAMESPACE)
    root = _element(None, "Project", name=project.name, origin=ORIGIN)
    root.set("creationDateTime", made_at.isoformat(timespec="seconds"))
    if project.users:
        users = _element(root, "Users")
        for user in project.users:
            _element(users, "User", guid=_text(user.guid), name=user.name)
    if project.codes:
        codes = _element(_element(root, "CodeBook"), "Codes")
        for code in project.codes:
            _code(codes, code)
    names = sorted({name for source in project.sources for name in source.variables})
    if names:
        variables = _element(root, "Variables")
        for name in names:
            _element(
                variables, "Variable", guid=_text(_variable(name)), name=name, typeOfVariable="Text"
            )
    if project.sources:
        sources = _element(root, "Sources")
        for source in project.sources:
            _source(sources, source)
    noted = [c for source in project.sources for c in source.codings if c.note]
    if noted:
        notes = _element(root, "Notes")
        for coding in noted:
            note = _element(notes, "Note", guid=_text(_note(coding)), name="Why")
            _element(note, "PlainTextContent").text = _clean(coding.note)
    return root


def _code(parent: XML.Element, code: Code) -> None:
    codable = "true" if code.codable else "false"
    node = _element(parent, "Code", guid=_text(code.guid), name=code.name, isCodable=codable)
    if code.description:
        _element(node, "Description").text = _clean(code.description)
    for one in code.under:
        _code(node, one)


def _source(parent: XML.Element, source: Source) -> None:
    guid = _text(source.guid)
    node = _element(parent, "TextSource", guid=guid, name=source.name)
    node.set("plainTextPath", f"internal://{guid}.txt")
    for coding in source.codings:
        place = _element(node, "PlainTextSelection", guid=_text(uuid5(coding.guid, "selection")))
        place.set("startPosition", str(coding.start))
        place.set("endPosition", str(coding.end))
        made = _element(place, "Coding", guid=_text(coding.guid))
        if coding.user:
            made.set("creatingUser", _text(coding.user))
        if coding.made_at:
            made.set("creationDateTime", coding.made_at.isoformat())
        _element(made, "CodeRef", targetGUID=_text(coding.code))
        if coding.note:
            _element(made, "NoteRef", targetGUID=_text(_note(coding)))
    for name, value in sorted(source.variables.items()):
        given = _element(node, "VariableValue")
        _element(given, "VariableRef", targetGUID=_text(_variable(name)))
        _element(given, "TextValue").text = _clean(value)


def _element(parent: XML.Element | None, tag: str, /, **attributes: str) -> XML.Element:
    cleaned = {key: _clean(value) for key, value in attributes.items()}
    named = f"{{{NAMESPACE}}}{tag}"
    return XML.Element(named, cleaned) if parent is None else XML.SubElement(parent, named, cleaned)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _text(guid: UUID) -> str:
    return str(guid).upper()


def _variable(name: str) -> UUID:
    return uuid5(UUID(int=0), f"variable {name}")


def _note(coding: Coding) -> UUID:
    return uuid5(coding.guid, "note")
