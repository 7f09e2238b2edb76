"""Putting DOCX and ODT files together from raw XML, as Word and Writer write it."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

OOXML = "http://schemas.openxmlformats.org"
NAMESPACES = (
    f'xmlns:w="{OOXML}/wordprocessingml/2006/main" '
    f'xmlns:r="{OOXML}/officeDocument/2006/relationships" '
    f'xmlns:a="{OOXML}/drawingml/2006/main" '
    f'xmlns:mc="{OOXML}/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_NAMESPACES = (
    f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" xmlns:table="{ODF}:table:1.0" '
    f'xmlns:style="{ODF}:style:1.0" xmlns:draw="{ODF}:drawing:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return held.getvalue()


def docx(body: str, more: Mapping[str, bytes | str] | None = None, **parts: str) -> bytes:
    """A DOCX with this body; ``parts`` are further XML files by name, such as numbering="…"."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, xml in parts.items():
        root = roots.get(name, re.sub(r"\d", "", name))
        root = {"header": "hdr", "footer": "ftr"}.get(root, root)
        members[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{xml}</w:{root}>"
    return zipped(members | dict(more or {}))


def odt(body: str, styles: str = "", automatic: str = "") -> bytes:
    """An ODT with this body, these common styles and these automatic ones."""
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": (
            f"<office:document-content {ODT_NAMESPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>"
        ),
        "styles.xml": f"<office:document-styles {ODT_NAMESPACES}>{styles}</office:document-styles>",
    })  # fmt: skip


def p(text: str, number: str = "", level: int = 0, style: str = "") -> str:
    """A paragraph of Word; ``text`` may hold runs of its own."""
    runs = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    )
    return f"<w:p><w:pPr>{named}{listed}</w:pPr>{runs}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(at: int, shown: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """A level of a list of Word."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def written_in(content: bytes) -> str:
    """All text of a DOCX or ODT, found without a parser: what a reader may not lose."""
    found: list[str] = []
    pages: set[str] = set()
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            xml = package.read(name).decode("utf-8", "replace")
            if name.startswith(("word/header", "word/footer")) and xml in pages:
                continue  # what stands on every page is kept once
            pages.add(xml)
            if name.startswith("word/") and name.endswith(".xml"):
                for gone in ("mc:Fallback", "w:moveFrom", "w:sdt><w:sdtPr><w:showingPlcHdr/"):
                    end = gone.split(">")[0]
                    xml = re.sub(f"<{gone}[ >].*?</{end}>", "", xml, flags=re.S)
                found += re.findall(r"<(?:w|a):t(?: [^>]*)?>([^<]*)</", xml)
            elif name == "content.xml":
                xml = re.sub(
                    r"<text:tracked-changes>.*?</text:tracked-changes>", "", xml, flags=re.S
                )
                xml = re.sub(
                    r"<dc:(creator|date)>.*?</dc:\1>|<text:note-citation>.*?</text:note-citation>",
                    "",
                    xml,
                )
                found.append(re.sub(r"<[^>]*>", " ", xml))
    return " ".join(found)
