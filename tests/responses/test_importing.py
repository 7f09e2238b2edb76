"""A spreadsheet of responses collected elsewhere: looked at first, recorded whole or not at all."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.recording import record_table
from consultation.responses.intake import Refused, reading, table
from consultation.responses.models import Hold, ReceivedFile, Response, SetAside
from consultation.responses.rules.importing import Asked, Known, Sheet, understood
from tests import planted

from .conftest import CLOSES, DURING

KNOWN = Known(
    clauses=frozenset({"8.1", "8.2", "8.10"}),
    questions={"q1": Asked(("Agree", "Disagree"), "8.1"), "q3": Asked()},
    types={"family": "family", "parent": "family"},
)
HEADER = ["response_id", "text", "clause", "position", "channel", "received_at"]
FIRST = ["007", "Six months is fair.", "8.2", "support", "email", "2027-08-31 10:30"]


def as_csv(rows: list[list[str]], between: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=between).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(rows: list[list[str]]) -> bytes:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Responses")
    for row in rows:
        line = TableRow()
        for cell in row:
            one = TableCell(valuetype="string")
            one.addElement(P(text=cell))
            line.addElement(one)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*rows: dict[str, str]) -> Sheet:
    """The rows understood, each filled up with what every response needs."""
    full = [
        {"response_id": "1", "channel": "email", "received_at": "2027-08-31 10:30", "text": ""}
        | row
        for row in rows
    ]
    header = list(dict.fromkeys(name for row in full for name in row))
    lines = [(1, header)] + [
        (line, [row.get(name, "") for name in header]) for line, row in enumerate(full, start=2)
    ]
    return understood({"rows": lines, "wrong": [], "fractions": []}, KNOWN, DURING)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_csv_is_read_whatever_stands_between(between: str) -> None:
    found = table.read("a.csv", as_csv([HEADER, FIRST], between))
    assert found.rows == [(1, HEADER), (2, FIRST)]


@pytest.mark.parametrize(("encoding", "named"), [
    ("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16"),
])  # fmt: skip
def test_the_encoding_that_was_used_is_said(encoding: str, named: str) -> None:
    found = table.read("a.csv", as_csv([["response_id", "text"], ["1", "“Naïve”"]], ",", encoding))
    assert (found.encoding, found.rows[1][1][1]) == (named, "“Naïve”")


@pytest.mark.parametrize(
    ("name", "made"), [("a.csv", as_csv), ("a.xlsx", as_xlsx), ("a.ods", as_ods)]
)
def test_every_kind_gives_the_same_rows(name: str, made: Any) -> None:
    found = reading.table(name, made([HEADER, FIRST, [*FIRST[:1], "é" * 32_767, *FIRST[2:]]]))
    assert found["rows"][1][1] == FIRST
    assert found["rows"][2][1][1] == "é" * 32_767


def test_line_ends_and_control_characters_in_a_cell_stay() -> None:
    words = "One\r\ntwo\x01 three\n\n four  five"
    found = table.read("a.csv", as_csv([["response_id", "text"], ["1", words]]))
    assert found.rows[1][1][1] == words
    spaced = table.read("a.ods", as_ods([["response_id", "text"], ["1", "four five"]]))
    assert spaced.rows[1][1][1] == "four five"


def test_numbers_and_dates_stand_as_they_were_typed() -> None:
    found = table.read("a.xlsx", as_xlsx([[7, 7.0, 8.1, datetime(2027, 8, 31, 10, 30)], ["007"]]))  # noqa: DTZ001
    assert found.rows == [(1, ["7", "7", "8.1", "2027-08-31 10:30:00"]), (2, ["007", "", "", ""])]
    assert found.fractions == [(1, 2)]


def test_what_is_no_text_is_told_and_never_calculated() -> None:
    found = table.read("a.xlsx", as_xlsx([["response_id", "text"], ["1", "=1+1"]]))
    assert found.wrong == [(2, 1, table.FORMULA)]
    assert table.read("a.csv", as_csv([["response_id"], ["=1+1"]])).rows[1][1] == ["=1+1"]
    assert table.read("a.csv", b"response_id\n\x001\n").wrong == [(2, 0, table.CONTROL)]


def test_a_clause_stored_as_a_number_is_not_guessed() -> None:
    content = as_xlsx([["response_id", "text", "clause"], ["1", "Yes.", 8.1]])
    sheet = understood(reading.table("a.xlsx", content), KNOWN, DURING)
    assert (2, "clause") in {(one.row, one.column) for one in sheet.problems}


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<a/>")
        package.writestr("xl/worksheets/sheet1.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return out.getvalue()


@pytest.mark.parametrize(("name", "content"), [
    ("a.xlsx", b""), ("a.pdf", b"%PDF-1.7"), ("a.xlsx", b"PK\x03\x04 torn"), ("a.xlsx", bomb()),
    ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), ("a.csv", b'response_id,text\n1,"never ends'),
])  # fmt: skip
def test_what_is_no_spreadsheet_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        reading.table(name, content)


def test_rows_of_one_number_are_one_response() -> None:
    sheet = sheet_of(
        {"clause": "8.2", "text": "Fair.", "name": "A. Person"},
        {"question": "q1", "choice": "agree", "text": "", "name": "", "channel": ""},
        {"text": "And all the rest.", "received_at": ""},
        {"response_id": "2", "clause": "8.10", "proposed": "Other words."},
    )
    assert not sheet.problems
    one, other = sheet.responses
    assert [c["clause"] for c in one["comments"]] == ["8.2", ""]
    assert one["answers"] == [{"question": "q1", "choice": "Agree", "text": ""}]
    assert one["said"]["received_at"] == datetime(2027, 8, 31, 9, 30, tzinfo=UTC)
    assert other["comments"][0]["proposed"] == "Other words."


@pytest.mark.parametrize(("wrong", "column"), [
    ({"clause": "8.99"}, "clause"),
    ({"question": "q9"}, "question"),
    ({"question": "q1", "clause": "8.2"}, "clause"),
    ({"question": "q1", "choice": "Maybe"}, "choice"),
    ({"question": "q1", "position": "support"}, "position"),
    ({"choice": "Agree"}, "choice"),
    ({"position": "perhaps"}, "position"),
    ({"proposed": "Other words."}, "proposed"),
    ({"channel": "pigeon"}, "channel"),
    ({"channel": ""}, "channel"),
    ({"received_at": ""}, "received_at"),
    ({"received_at": "31/08/2027"}, "received_at"),
    ({"received_at": "2027-08-31"}, "received_at"),
    ({"received_at": "2026-10-25 01:30"}, "received_at"),
    ({"received_at": "2028-01-01 10:00"}, "received_at"),
    ({"respondent_type": "judge"}, "respondent_type"),
    ({"kind": "ghost"}, "kind"),
    ({"publish": "perhaps"}, "publish"),
    ({"confidential": "perhaps"}, "confidential"),
    ({"email": "nobody"}, "email"),
    ({"name": "a" * 201}, "name"),
    ({"response_id": " "}, "response_id"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_row_and_column(wrong: dict[str, str], column: str) -> None:
    problems = sheet_of({"response_id": "0", "text": "Right."}, wrong).problems
    assert [(one.row, one.column) for one in problems] == [(3, column)]
    assert problems[0].found and problems[0].expected and problems[0].remedy


def test_rows_of_a_response_that_gainsay_each_other_are_told() -> None:
    sheet = sheet_of({"name": "A. Person"}, {"name": "B. Person"})
    assert [(one.row, one.column) for one in sheet.problems] == [(3, "name")]
    wordings = sheet_of(
        {"clause": "8.2", "proposed": "One."}, {"clause": "8.2", "proposed": "Two."}
    )
    assert [(one.row, one.column) for one in wordings.problems] == [(3, "proposed")]


def test_an_hour_that_happens_twice_can_be_told_by_its_offset() -> None:
    sheet = sheet_of({"received_at": "2026-10-25T01:30:00+00:00"})
    assert not sheet.problems


@pytest.fixture
def official(consultation: ConsultationPage) -> Client:
    client = Client()
    client.force_login(planted.staff("official"))
    return client


@pytest.fixture
def here(consultation: ConsultationPage) -> str:
    return f"/admin/analysis/{consultation.slug}/letters/import/"


def load(official: Client, here: str, rows: list[list[str]]) -> str:
    """Load a spreadsheet; the address of the page on which it is looked at."""
    upload = SimpleUploadedFile("answers.csv", as_csv(rows))
    answer = official.post(here, {"uploads": upload})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def test_nothing_is_written_before_a_person_confirms(
    official: Client, here: str, django_capture_on_commit_callbacks: Any
) -> None:
    late = ["8", "Too late?", "8.1", "", "letter", f"{DURING:%Y-%m-%d %H:%M}"]
    page = load(official, here, [HEADER, FIRST, late])
    assert "2 responses" in official.get(page).content.decode()
    assert not Response.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        official.post(page)
        assert Hold.objects.filter(why=Hold.Why.UNCHECKED).count() == 2
    first = Response.objects.get(channel="email")
    assert first.received_at == datetime(2027, 8, 31, 9, 30, tzinfo=UTC)
    assert first.comments.get().clause_version.number == "8.2"
    assert first.set_aside == ""
    assert not Hold.objects.filter(why=Hold.Why.UNCHECKED).exists()
    assert "2 responses were recorded" in official.get(page).content.decode()


def test_a_second_import_adds_nothing_and_changes_nothing(official: Client, here: str) -> None:
    rows = [HEADER, FIRST, ["8", "No.", "8.1", "oppose", "letter", "2027-08-30 10:00"]]
    official.post(load(official, here, rows))
    rows[2][1] = "No, never."
    page = load(official, here, rows)
    shown = official.get(page).context["found"]
    assert (len(shown.new), len(shown.same), len(shown.different)) == (0, 1, 1)
    official.post(page)
    file = ReceivedFile.objects.get(pk=page.split("/")[-2])
    assert record_table(file, DURING, planted.staff("official")) == 0
    assert Response.objects.count() == 2
    assert Response.objects.get(channel="letter").comments.get().text == "No."


def test_one_wrong_row_keeps_all_out(official: Client, here: str) -> None:
    page = load(
        official, here, [HEADER, FIRST, ["8", "No.", "9.9", "", "letter", "2027-08-30 10:00"]]
    )
    shown = official.get(page).content.decode()
    assert "9.9" in shown and "number of a clause of this text" in shown
    official.post(page)
    assert not Response.objects.exists()
    official.post(page, {"discard": "1"})
    assert not ReceivedFile.objects.exists()


def test_what_came_after_the_deadline_is_set_aside(official: Client, here: str, clock: Any) -> None:
    clock(CLOSES + timedelta(days=2))
    after = ["9", "Sorry.", "8.1", "", "letter", "2027-10-24 00:00"]
    official.post(load(official, here, [HEADER, FIRST, after]))
    assert Response.objects.get(channel="letter").set_aside == SetAside.LATE
    assert Response.objects.get(channel="email").set_aside == ""


def test_a_long_one_is_recorded_by_a_worker(official: Client, here: str) -> None:
    rows = [[str(number), "", "8.1", "support", *FIRST[4:]] for number in range(501)]
    official.post(load(official, here, [HEADER, *rows]))
    assert Response.objects.count() == 501
