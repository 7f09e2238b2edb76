"""Loads a chapter written in TOML files as a published consultation."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Page, Site

from consultation.guidance.examples import read_chapter
from consultation.guidance.models import (
    ConsultationPage,
    ConsultationsPage,
    EqualityQuestion,
    Question,
    Recommendation,
    RespondentType,
    SectionPage,
)
from consultation.guidance.rules.deadline import UK
from consultation.roles import set_up_page_rights

#: The old Code of Practice asked departments to answer within three months.
TIME_TO_RESPOND = timedelta(weeks=12)


@transaction.atomic
def load_chapter(
    directory: Path,
    *,
    slug: str,
    opens: datetime,
    closes: datetime,
    duty_officer: AbstractBaseUser,
    title: str = "",
) -> ConsultationPage:
    """Publish the chapter in ``directory`` at ``/<slug>/``; the consultation as it then stands.

    ``opens`` and ``closes`` are aware; ``title`` replaces the one in the files. A consultation
    that is there already is left alone, whatever an editor has made of it since. Raises
    ``ChapterError`` when a file is wrong and ``ValidationError`` when a rule refuses it.
    """
    existing: ConsultationPage | None = ConsultationPage.objects.filter(slug=slug).first()
    if existing is not None:
        return existing
    chapter = read_chapter(directory)
    consultation = _consultation(
        chapter | ({"title": title} if title else {}),
        slug=slug,
        opens=opens,
        closes=closes,
        response_due=(closes - timedelta(minutes=1)).astimezone(UK).date() + TIME_TO_RESPOND,
        duty_officer=duty_officer,
    )
    _publish(front_page(), consultation)
    for section in chapter["sections"]:
        _publish(consultation, _section(section))
    return consultation


def front_page() -> ConsultationsPage:
    """The page at ``/`` that lists the consultations, made where there is none yet."""
    page: ConsultationsPage | None = ConsultationsPage.objects.first()
    if page is not None:
        return page
    root = Page.get_first_root_node()
    page = ConsultationsPage(title="Consultations", slug="consultations")
    root.add_child(instance=page)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    welcome = site.root_page if site.root_page_id else None
    site.root_page = page
    site.save()
    set_up_page_rights()
    if welcome is not None and type(welcome.specific) is Page and welcome.is_leaf():
        welcome.delete()  # Wagtail's own "Welcome to your new Wagtail site".
    return page


def _publish(parent: Page, page: Page) -> None:
    page.live = False
    page.validate_constraints()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()


def _consultation(chapter: dict[str, Any], **dates: Any) -> ConsultationPage:
    fields = (
        "title",
        "summary",
        "label",
        "late_notice",
        "contact_name",
        "contact_email",
        "privacy_notice",
        "safeguarding_notice",
    )
    page = ConsultationPage(**{name: chapter[name] for name in fields}, **dates)
    page.recommendations = [Recommendation(**row) for row in chapter["recommendations"]]
    page.respondent_types = [
        RespondentType(key=key, label=label) for key, label in chapter["respondent_types"].items()
    ]
    page.questions = [_question(row) for row in chapter["questions"]]
    page.equality_questions = [
        EqualityQuestion(
            key=row["key"],
            label=row["label"],
            help_text=row.get("help_text", ""),
            choices="\n".join(row["choices"]),
            required=False,
        )
        for row in chapter.get("equality_questions", [])
    ]
    return page


def _section(section: dict[str, Any]) -> SectionPage:
    page = SectionPage(
        title=section["title"],
        slug=section["slug"],
        letter=section["letter"],
        introduction=section["introduction"],
        concerns=section.get("concerns", []),
        body=[("clause", clause) for clause in section["clauses"]],
    )
    page.questions = [_question(row) for row in section["questions"]]
    return page


def _question(row: dict[str, Any]) -> Question:
    closed = bool(row.get("choices"))
    return Question(
        key=row["key"],
        label=row["label"],
        about=row.get("about", ""),
        help_text=row.get("help_text", ""),
        field_type="radio" if closed else "multiline",
        choices="\n".join(row.get("choices", [])),
        required=False,
    )
