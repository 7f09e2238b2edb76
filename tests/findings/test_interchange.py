"""Codings go out as a project or a table and come back the same; exports ask for permission."""

import io
from typing import Any

import pandas as pd
import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from consultation import clock
from consultation.dataset.exports import FORMATS, written
from consultation.findings.actions.coding import Place, correct
from consultation.findings.actions.frame import make_theme
from consultation.findings.actions.interchange import import_codings
from consultation.findings.exports import qdpx
from consultation.findings.exports.codings import (
    codings_frame,
    project,
    rows_of_project,
    rows_of_table,
)
from consultation.findings.exports.tables import EXPORTS
from consultation.findings.models import Correction, Theme
from consultation.guidance.models import ConsultationPage
from consultation.responses.intake import table
from consultation.responses.models import Comment
from tests import planted

pytestmark = pytest.mark.django_db

SAID = "One month is too short. Qwname should not be told."


@pytest.fixture
def page() -> ConsultationPage:
    """A consultation with one comment that somebody coded in every way."""
    page = planted.consultation()
    planted.respond(page, "a", comments=[planted.comment("1.1", SAID, "oppose")])
    user, now = planted.staff("official"), clock.now()
    comment = Comment.objects.get(text=SAID)
    theme = make_theme(page, "Too short, & hurried", user, now, description="That time is short.")
    clause = page.clauses.get(number="1.2")
    first = Place(comment.response, comment, 0, 23)
    whole = Place(comment.response, comment, 0, len(SAID))
    correct(first, "theme", user, now, value="on", theme=theme, why="Plainly.")
    correct(first, "amendment", user, now, value="no")
    correct(whole, "clause", user, now, clause=clause)
    correct(whole, "position", user, now, value="support with changes", clause=clause)
    correct(whole, "note", user, now, why="Ask the Board.")
    return page


def held(page: ConsultationPage) -> set[tuple[Any, ...]]:
    rows = Correction.objects.filter(response__consultation=page, undone_at=None)
    return set(rows.values_list("kind", "value", "start", "end", "theme__name", "clause__number"))


def forget(page: ConsultationPage) -> None:
    """As if nobody had coded anything."""
    Correction.objects.filter(response__consultation=page).update(undone_at=clock.now())


def taken(page: ConsultationPage, rows: list[Any], keep: bool = True) -> Any:
    return import_codings(page, rows, planted.staff("official"), clock.now(), keep=keep)


def test_a_project_comes_back_as_the_same_codings(page: ConsultationPage) -> None:
    before = held(page)
    content = qdpx.write(project(page), clock.now())
    forget(page)
    report = taken(page, rows_of_project(page, qdpx.read(content)))
    assert (report.wrong, report.new, report.themes) == ([], 5, [])
    assert held(page) == before
    again = taken(page, rows_of_project(page, qdpx.read(content)))
    assert (again.new, again.known) == (0, 5)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_table_comes_back_as_the_same_codings(page: ConsultationPage, kind: str) -> None:
    before = held(page)
    content = written(codings_frame(page), kind, "Codings")
    forget(page)
    found = table.read(f"codings.{kind}", content)
    (_line, header), *lines = found.rows
    assert taken(page, rows_of_table(header, lines)).wrong == []
    assert held(page) == before


def test_looking_takes_nothing(page: ConsultationPage) -> None:
    rows = rows_of_project(page, project(page))
    forget(page)
    report = taken(page, rows, keep=False)
    assert (report.new, held(page)) == (5, set())


def test_a_code_made_elsewhere_becomes_a_theme(page: ConsultationPage) -> None:
    made = project(page)
    source = made.sources[0]
    new = qdpx.Code(planted.BATCH, "Under", under=())
    above = qdpx.Code(source.guid, "Above", under=(new,))
    coding = qdpx.Coding(source.guid, 0, 9, planted.BATCH)
    elsewhere = qdpx.Project("X", (), (above,), (qdpx.Source(source.guid, "", SAID, (coding,)),))
    report = taken(page, rows_of_project(page, elsewhere))
    assert (report.new, report.themes) == (1, ["Above: Under"])
    assert Theme.objects.filter(consultation=page, name="Above: Under").exists()


def test_one_wrong_coding_keeps_all_out_and_is_named(page: ConsultationPage) -> None:
    made = project(page)
    (source,) = made.sources
    reworded = qdpx.Source(source.guid, source.name, SAID.replace("month", "weeks"), source.codings)
    forget(page)
    report = taken(page, rows_of_project(page, qdpx.Project("", (), made.codes, (reworded,))))
    assert any("the words there are others" in line for line in report.wrong)
    assert held(page) == set()


def test_held_words_leave_in_no_file(page: ConsultationPage) -> None:
    planted.analysed(page)
    planted.hold(Comment.objects.get(text=SAID), "Qwname should not be told.")
    for name, export in EXPORTS.items():
        for kind in FORMATS:
            if kind == "parquet":
                frame = export.frame(page)
                assert "Qwname" not in frame.to_csv(), name
            elif kind == "csv":
                assert b"Qwname" not in written(export.frame(page), kind, "T"), name
    assert b"Qwname" not in b"".join(one.text.encode() for one in project(page).sources)
    # The other words do leave.
    assert "too short" in EXPORTS["passages"].frame(page).to_csv()


def client(name: str) -> Client:
    made = Client()
    made.force_login(planted.staff(name))
    return made


def test_every_export_asks_for_its_own_permission_and_is_logged(page: ConsultationPage) -> None:
    planted.analysed(page)
    official = client("official")
    for name, export in EXPORTS.items():
        address = f"/admin/analysis/{page.slug}/exports/{name}/"
        answer = official.post(address, {"format": "xlsx"})
        assert answer.status_code == 200, name
        assert answer["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer["Cache-Control"]
        assert official.get(address).status_code == 302, "no address gives it away"
        assert client("editor").post(address, {"format": "csv"}).status_code == 302
        codename = export.permission.split(".")[1]
        assert Permission.objects.filter(codename=codename).exists()
    logged = PageLogEntry.objects.filter(action="consultation.export_table")
    logged_names = {entry.data["export"] for entry in logged}
    assert logged_names == set(EXPORTS)
    assert "short" not in str([entry.data for entry in ModelLogEntry.objects.all()])


def test_without_the_permission_the_export_is_refused(page: ConsultationPage) -> None:
    staff = planted.staff("official")
    (group,) = staff.groups.all()
    group.permissions.remove(Permission.objects.get(codename="export_ledger"))
    address = f"/admin/analysis/{page.slug}/exports/ledger/"
    assert client("official").post(address, {"format": "csv"}).status_code in (302, 403)


def test_a_file_is_looked_at_then_taken(page: ConsultationPage) -> None:
    content = qdpx.write(project(page), clock.now())
    forget(page)
    official, address = client("official"), f"/admin/analysis/{page.slug}/exports/import/"
    looked = official.post(address, {"file": SimpleUploadedFile("c.qdpx", content)})
    assert "5 codings that are not here yet" in " ".join(looked.content.decode().split())
    assert held(page) == set()
    official.post(address, {"file": SimpleUploadedFile("c.qdpx", content), "keep": "1"})
    assert len(held(page)) == 5
    wrong = official.post(address, {"file": SimpleUploadedFile("c.qdpx", b"PK no")})
    assert wrong.status_code == 422
    assert "no REFI-QDA project" in wrong.content.decode()
    missing = official.post(address, {"file": SimpleUploadedFile("c.csv", b"a,b\n1,2\n")})
    assert "no column source, start, end, kind" in missing.content.decode()


def test_an_exported_table_is_what_the_page_says(page: ConsultationPage) -> None:
    planted.analysed(page)
    answer = client("official").post(
        f"/admin/analysis/{page.slug}/exports/positions/", {"format": "parquet"}
    )
    frame = pd.read_parquet(io.BytesIO(answer.content))
    stands = dict(zip(frame["clause"], frame["position"], strict=True))
    # The closed answer was on 1.1; a person said that the words are on 1.2.
    assert stands == {"1.1": "oppose", "1.2": "support with changes"}
