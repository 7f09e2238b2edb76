"""A small consultation to respond to: two sections, five clauses, three questions, a clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from consultation.guidance.actions import front_page
from consultation.guidance.models import (
    ClauseVersion,
    ConsultationPage,
    Question,
    RespondentType,
    SectionPage,
)
from consultation.roles import DUTY_OFFICERS

OPENS = datetime(2027, 7, 30, 23, 0, tzinfo=UTC)
CLOSES = datetime(2027, 10, 23, 23, 0, tzinfo=UTC)
DURING = datetime(2027, 9, 1, 12, 0, tzinfo=UTC)

SetClock = Callable[[datetime], None]
CLOCK = {"now": DURING}


def injected_clock() -> datetime:
    return CLOCK["now"]


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Callable[[datetime], None]:
    """Set the server's clock; it starts while the consultation is open."""
    settings.CONSULTATION_CLOCK = "tests.responses.conftest.injected_clock"
    CLOCK["now"] = DURING

    def set_to(instant: datetime) -> None:
        CLOCK["now"] = instant

    return set_to


def make_consultation(slug: str = "chapter") -> ConsultationPage:
    """Publish the small consultation."""
    officer, made = User.objects.get_or_create(username="duty")
    if made:
        officer.groups.add(Group.objects.get(name=DUTY_OFFICERS))
    page = ConsultationPage(
        title="A chapter",
        slug=slug,
        summary="What is proposed.",
        label="Illustrative text.",
        opens=OPENS,
        closes=CLOSES,
        duty_officer=officer,
        contact_name="The chapter team",
        contact_email="chapter@example.org",
        privacy_notice="<p>We keep what you write for two years.</p>",
        safeguarding_notice="<p>If a child is in danger now, call 999.</p>",
        late_notice="We write to you within ten days.",
    )
    page.respondent_types = [
        RespondentType(key="family", label="Parent, carer or family member"),
        RespondentType(key="other", label="Other"),
    ]
    page.questions = [question("q3", "Anything else?")]
    front_page().add_child(instance=page)
    add_section(page, "A", ["8.1", "8.2", "8.3"], question("q1", "Is it clear?", about="8.1"))
    add_section(page, "B", ["8.4", "8.5"], question("q2", "Is it right?", about="8.4 to 8.5"))
    return page


def question(key: str, label: str, about: str = "") -> Question:
    choices = "Agree\nDisagree\nNot sure" if about else ""
    kind = "radio" if about else "multiline"
    return Question(
        key=key, label=label, about=about, field_type=kind, choices=choices, required=False
    )


def add_section(
    page: ConsultationPage, letter: str, numbers: list[str], asked: Question
) -> SectionPage:
    section = SectionPage(
        title=f"Section {letter}",
        slug=f"section-{letter.lower()}",
        letter=letter,
        body=[("clause", clause(number)) for number in numbers],
    )
    section.questions = [asked]
    page.add_child(instance=section)
    return section


def clause(number: str) -> dict[str, Any]:
    return {
        "number": number,
        "heading": f"Heading {number}",
        "text": f"The text of {number}.",
        "old_text": f"The old text of {number}.",
        "recommendations": [],
    }


@pytest.fixture
def consultation(db: Any) -> ConsultationPage:
    return make_consultation()


@pytest.fixture
def version(consultation: ConsultationPage) -> ClauseVersion:
    """The wording of clause 8.2."""
    return version_of(consultation, "8.2")


def version_of(consultation: ConsultationPage, number: str) -> ClauseVersion:
    return ClauseVersion.objects.filter(
        clause__consultation=consultation, clause__number=number
    ).latest("pk")


ABOUT = {
    "kind": "individual",
    "respondent_type": "family",
    "confidential": "no",
    "publish": "anonymous",
}


class Person:
    """Someone with a browser who fills in the forms of one consultation."""

    def __init__(self, consultation: ConsultationPage, **options: Any) -> None:
        self.client = Client(**options)
        self.home = f"/{consultation.slug}/respond/"

    def comment(self, version: ClauseVersion, **words: str) -> Any:
        return self.client.post(f"{self.home}clause/{version.pk}/", words)

    def say_who(self, **changes: str) -> Any:
        return self.client.post(f"{self.home}about-you/", ABOUT | changes)

    def check(self) -> Any:
        return self.client.get(f"{self.home}check/")

    def send(self, digest: str | None = None) -> Any:
        if digest is None:
            digest = self.check().context["digest"]
        return self.client.post(f"{self.home}check/", {"digest": digest})

    def write(self, version: ClauseVersion, text: str = "Six months is right.") -> None:
        """Everything up to the button."""
        assert self.comment(version, text=text, position="support").status_code == 302
        assert self.say_who().status_code == 302


@pytest.fixture
def person(consultation: ConsultationPage) -> Person:
    return Person(consultation)
