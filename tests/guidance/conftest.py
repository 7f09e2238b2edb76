"""A published chapter to work on, and the people who work on it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User

from consultation.guidance.actions import load_chapter
from consultation.guidance.examples import CHAPTER_EIGHT
from consultation.guidance.models import ConsultationPage, SectionPage
from consultation.roles import DUTY_OFFICERS, EDITORS

OPENS = datetime(2009, 7, 30, 23, 0, tzinfo=UTC)
CLOSES = datetime(2009, 10, 23, 23, 0, tzinfo=UTC)


@pytest.fixture
def duty_officer(db: Any) -> User:
    user = User.objects.create_user("duty", password="duty")
    user.groups.add(Group.objects.get(name=DUTY_OFFICERS))
    return user


@pytest.fixture
def editor(db: Any) -> User:
    user = User.objects.create_user("editor", password="editor")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture(scope="session")
def two_sections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sections A and H of chapter eight alone: quicker to load, and enough for most tests."""
    directory = tmp_path_factory.mktemp("chapter")
    for name in ("consultation.toml", "a_purpose.toml", "h_reporting.toml"):
        shutil.copy(CHAPTER_EIGHT / name, directory)
    return directory


@pytest.fixture
def chapter(duty_officer: User, two_sections: Path) -> ConsultationPage:
    return load_chapter(
        two_sections,
        slug="chapter-eight",
        opens=OPENS,
        closes=CLOSES,
        duty_officer=duty_officer,
    )


@pytest.fixture
def purpose(chapter: ConsultationPage) -> SectionPage:
    return SectionPage.objects.child_of(chapter).get(letter="A")
