"""Sections marked for the people they concern."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from consultation.guidance.examples import ChapterError, read_chapter
from consultation.guidance.models import ConsultationPage, SectionPage

from .test_views import _clock, page  # noqa: F401 - the clock is a fixture

pytestmark = pytest.mark.django_db


def titles(html: str) -> list[int]:
    return [html.index(f">{title}</a>") for title in ("A. Purpose", "H. Reporting")]


def test_sections_that_concern_a_reader_come_first(
    client: Client, chapter: ConsultationPage
) -> None:
    purpose, reporting = titles(page(client, "/chapter-eight/"))
    assert purpose < reporting
    shown = page(client, "/chapter-eight/?role=inspectorate")
    purpose, reporting = titles(shown)
    assert shown.index("Sections that concern you most") < reporting
    assert reporting < shown.index("The other sections") < purpose
    assert '<option value="inspectorate" selected>' in shown


@pytest.mark.parametrize("role", ["nobody", "", "<script>", "other"])
def test_a_role_that_nothing_concerns_changes_nothing(
    client: Client, chapter: ConsultationPage, role: str
) -> None:
    shown = page(client, f"/chapter-eight/?role={role}")
    assert "Sections that concern you most" not in shown and "<script>" not in shown


def test_choosing_keeps_nothing(client: Client, chapter: ConsultationPage) -> None:
    page(client, "/chapter-eight/?role=inspectorate")
    assert not client.cookies


def test_the_choice_is_offered_where_people_say_who_they_are(
    client: Client, chapter: ConsultationPage
) -> None:
    link = "/chapter-eight/respond/about-you/?role=inspectorate"
    assert link in page(client, "/chapter-eight/?role=inspectorate")
    assert '<option value="inspectorate" selected>' in page(client, link)
    assert not client.cookies.get("draft")


def test_an_editor_chooses_among_the_types_of_the_consultation(
    client: Client, editor: User, chapter: ConsultationPage, purpose: SectionPage
) -> None:
    client.force_login(editor)
    html = client.get(f"/admin/pages/{purpose.pk}/edit/").content.decode()
    assert html.count('name="concerns"') == chapter.respondent_types.count()
    assert 'value="family"' in html
    form: Any = SectionPage.get_edit_handler().get_form_class()
    purpose.concerns = ["family", "taken away since"]
    assert form(instance=purpose, parent_page=chapter, for_user=editor).initial["concerns"] == [
        "family"
    ]


def test_a_chapter_that_names_an_unknown_type_is_refused(tmp_path: Path) -> None:
    small = Path(__file__).parents[1] / "small_chapter"
    shutil.copytree(small, tmp_path / "chapter")
    section = tmp_path / "chapter" / "a_timing.toml"
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace('slug = "timing"', 'slug = "timing"\nconcerns = ["nobody"]'))
    with pytest.raises(ChapterError, match="concerns names nobody"):
        read_chapter(tmp_path / "chapter")
