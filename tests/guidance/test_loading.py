"""Loading a chapter from its files."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Site

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT, ChapterError, read_chapter
from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage, SectionPage
from consultation.guidance.rules import clause_status, clauses_named
from tests.guidance.conftest import CLOSES, OPENS

UNCHANGED = [f"8.{n}" for n in (1, 3, 4, 5, 7, 10, 11, 12, 14, 18, 19, 21, 40)]
NEW = [f"8.{n}" for n in (23, 25, 26, 27, 30, 43, 44)]


@pytest.fixture
def whole(duty_officer: User) -> ConsultationPage:
    return load_chapter(
        CHAPTER_EIGHT, slug="whole", opens=OPENS, closes=CLOSES, duty_officer=duty_officer
    )


def test_the_whole_chapter_is_published_clause_by_clause(whole: ConsultationPage) -> None:
    versions = ClauseVersion.objects.order_by("clause__order")
    statuses = {v.number: clause_status(v.text, v.old_text) for v in versions}

    assert list(statuses) == [f"8.{number}" for number in range(1, 45)]
    assert [number for number, status in statuses.items() if status == "unchanged"] == UNCHANGED
    assert [number for number, status in statuses.items() if status == "new"] == NEW
    assert {key for v in versions for key in v.recommendations} == {f"L{n}" for n in range(1, 12)}
    assert SectionPage.objects.child_of(whole).live().count() == 9
    assert Site.objects.get(is_default_site=True).root_page.pk == whole.get_parent().pk
    assert whole.response_due.isoformat() == "2010-01-15"


def test_every_question_asks_about_clauses_that_are_there(whole: ConsultationPage) -> None:
    clauses = list(Clause.objects.all())
    questions = [q for section in SectionPage.objects.all() for q in section.questions.all()]
    about = {
        q.key: [clause.number for clause in clauses_named(q.about, clauses)] for q in questions
    }

    assert set(about) == {f"q{n}" for n in range(1, 16)}
    assert about["q3"] == ["8.14"]
    assert about["q8"] == ["8.23", "8.24"]
    assert all(about.values())
    assert [q.key for q in whole.questions.all()] == ["q16", "q17", "q18", "q19", "q20"]


def test_the_words_are_plain_and_of_bearable_length() -> None:
    chapter = read_chapter(CHAPTER_EIGHT)

    assert len(chapter["summary"].split()) <= 100
    assert len(chapter["title"]) <= 65
    assert "consultation" not in chapter["title"].lower()
    for section in chapter["sections"]:
        for clause in section["clauses"]:
            assert 40 <= len(clause["text"].split()) <= 120, clause["number"]


def test_respondent_types_have_the_keys_of_the_example_responses() -> None:
    examples = Path(__file__).parents[2] / "consultation/responses/examples/respondent_types.toml"

    assert read_chapter(CHAPTER_EIGHT)["respondent_types"] == tomllib.loads(examples.read_text())


def test_loading_again_changes_nothing_that_an_editor_did_since(
    chapter: ConsultationPage, two_sections: Path, duty_officer: User
) -> None:
    chapter.title = "Renamed"
    chapter.save()

    again = load_chapter(
        two_sections, slug=chapter.slug, opens=CLOSES, closes=OPENS, duty_officer=duty_officer
    )

    assert (again.pk, again.title, again.closes) == (chapter.pk, "Renamed", CLOSES)
    assert ClauseVersion.objects.count() == 12


def test_dates_the_wrong_way_round_load_nothing(two_sections: Path, duty_officer: User) -> None:
    with pytest.raises(ValidationError, match="closes before it opens"):
        load_chapter(two_sections, slug="x", opens=CLOSES, closes=OPENS, duty_officer=duty_officer)

    assert not ConsultationPage.objects.exists()


def test_an_unnamed_duty_officer_stops_the_command(two_sections: Path, db: Any) -> None:
    dates = ["--opens", "2009-07-31T00:00", "--closes", "2009-10-24T00:00"]

    with pytest.raises(CommandError, match="There is no account “nobody”"):
        call_command("load_chapter", "x", *dates, "--duty-officer", "nobody")


def test_the_command_reads_its_times_as_uk_time(
    two_sections: Path, duty_officer: User, capsys: pytest.CaptureFixture[str]
) -> None:
    dates = ["--opens", "2009-07-31T00:00", "--closes", "2009-10-24T00:00"]
    where = ["--directory", str(two_sections)]

    call_command("load_chapter", "x", *dates, *where, "--duty-officer", "duty")

    assert ConsultationPage.objects.get().closes == CLOSES
    assert capsys.readouterr().out.strip().endswith("is at /x/")


@pytest.mark.parametrize(
    ("file", "words", "message"),
    [
        ("a_purpose.toml", "letter =", r"a_purpose\.toml is not a TOML file"),
        ("a_purpose.toml", 'letter = "A"', "the file lacks title, slug, introduction"),
        ("consultation.toml", None, r"consultation\.toml does not exist"),
    ],
)
def test_a_faulty_file_is_named(
    tmp_path: Path, two_sections: Path, file: str, words: str | None, message: str
) -> None:
    for source in two_sections.iterdir():
        (tmp_path / source.name).write_text(source.read_text())
    (tmp_path / file).unlink() if words is None else (tmp_path / file).write_text(words)

    with pytest.raises(ChapterError, match=message):
        read_chapter(tmp_path)
