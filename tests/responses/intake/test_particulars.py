"""When a file was sent or saved, and by whom, as far as the file tells: read, never believed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from consultation.responses.intake import reading
from consultation.responses.intake.particulars import Particulars
from consultation.responses.rules.proposed import arrival_told
from tests.responses.intake.corpus.mail import mail
from tests.responses.intake.corpus.ole import message as outlook
from tests.responses.intake.corpus.packages import ODT_NAMESPACES, docx, odt, p, zipped
from tests.responses.intake.corpus.portable import blank_with

SENT = "Mon, 25 Oct 2027 09:30:00 +0100"
CORE = (
    '<p xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2027-08-01T08:00:00Z'
    "</dcterms:created><dcterms:modified>{}</dcterms:modified></p>"
)


def eml(**headers: str) -> bytes:
    made = mail("We agree.")
    for name, value in headers.items():
        del made[name]
        made[name] = value
    return made.as_bytes()


def saved_odt(at: str) -> bytes:
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(odt("<text:p>We agree.</text:p>"))) as package:
        members: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    told = f"<office:document-meta {ODT_NAMESPACES}><dc:date>{at}</dc:date></office:document-meta>"
    return zipped(members | {"meta.xml": told})


def pdf(at: datetime) -> bytes:
    made = blank_with("We agree.")
    made.set_creation_date(at)
    return bytes(made.output())


OUTLOOK = {
    0x0037: "Ours", 0x1000: "We agree.", 0x0C1A: "Robin Example",
    0x0C1F: "/O=BOARD/CN=ROBIN", 0x5D01: "robin@example.org",
}  # fmt: skip
ROBIN = {"name": "Robin Example", "email": "robin@example.org"}


@pytest.mark.parametrize(("name", "content", "told"), [
    ("a.eml", eml(Date=SENT), Particulars("2027-10-25T09:30:00+01:00", "sent", **ROBIN)),
    # The server that took it in knows better than its sender when it came.
    ("a.eml", eml(Date=SENT, Received="from a by b with c; Mon, 25 Oct 2027 08:31:02 +0000"),
     Particulars("2027-10-25T08:31:02+00:00", "received", **ROBIN)),
    ("a.eml", eml(Date="the other day"), Particulars(**ROBIN)),
    ("a.eml", eml(Date=SENT, From="undisclosed"), Particulars("2027-10-25T09:30:00+01:00", "sent")),
    ("a.msg", outlook(OUTLOOK, {}), Particulars(**ROBIN)),
    ("a.msg", outlook(OUTLOOK | {0x007D: f"Date: {SENT}\r\nFrom: Sam <sam@example.org>\r\n"}, {}),
     Particulars("2027-10-25T09:30:00+01:00", "sent", "Sam", "sam@example.org")),
    ("a.docx", docx(p("We agree."), {"docProps/core.xml": CORE.format("2027-09-02T10:00:00Z")}),
     Particulars("2027-09-02T10:00:00+00:00", "saved")),
    ("a.docx", docx(p("We agree."), {"docProps/core.xml": CORE.format("")}),
     Particulars("2027-08-01T08:00:00+00:00", "made")),
    ("a.docx", docx(p("We agree.")), Particulars()),
    ("a.odt", saved_odt("2027-09-02T10:00:00.123456789"), Particulars("2027-09-02T10:00:00", "saved")),
    ("a.pdf", pdf(datetime(2027, 9, 2, 10, tzinfo=UTC)), Particulars("2027-09-02T10:00:00+00:00", "made")),
    ("a.txt", b"We agree.", Particulars()),
])  # fmt: skip
def test_what_a_file_tells_of_itself_is_read(name: str, content: bytes, told: Any) -> None:
    found = reading.read(name, content)
    assert found.particulars == told
    assert "We agree." in found.text


def test_only_a_time_at_which_it_can_have_come_is_proposed() -> None:
    opens, now = datetime(2027, 7, 31, tzinfo=UTC), datetime(2027, 9, 3, tzinfo=UTC)
    summer = arrival_told("2027-09-02T10:00:00", opens, now)
    assert summer == datetime(2027, 9, 2, 9, tzinfo=UTC), "without an offset it is UK time"
    assert arrival_told("2027-09-03T00:00:01+00:00", opens, now) is None
    assert arrival_told("2019-01-01T10:00:00Z", opens, now) is None
    assert arrival_told("", opens, now) is None
