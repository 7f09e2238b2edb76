"""Reading XML from a stranger: no entities, no document types; names without their namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring


def parsed(content: bytes) -> Element:
    """The root. Raises an error for a document type: entities and outside files come with one."""
    root: Element = fromstring(content, forbid_dtd=True)
    return root


class Package:
    """A zip of XML files, as DOCX and ODT are. It has passed the checks of ``checking``."""

    def __init__(self, content: bytes) -> None:
        self.zip = ZipFile(BytesIO(content))
        self.names = self.zip.namelist()

    def root(self, name: str) -> Element | None:
        """The root of one of its files, or None."""
        return parsed(self.zip.read(name)) if name in self.names else None


def local(node: Element) -> str:
    """The tag without its namespace; "" for a comment or an instruction."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: Element, name: str) -> str:
    """An attribute, whatever its namespace; "" when there is none."""
    for key, given in node.items():
        if key.rpartition("}")[2] == name:
            return given
    return ""


def children(node: Element | None, name: str) -> list[Element]:
    """The children of that name."""
    return [one for one in node if local(one) == name] if node is not None else []


def child(node: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(iter(children(node, name)), None)


def value(node: Element | None, name: str) -> str:
    """The ``val`` of the first child of that name."""
    found = child(node, name)
    return attribute(found, "val") if found is not None else ""


def descendants(node: Element, name: str) -> Iterator[Element]:
    """Everything of that name below."""
    return (one for one in node.iter() if local(one) == name)
