"""A consultation whose editors write Greek, on a site with the pseudo-language and English."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import trans_real

from consultation.guidance.models import (
    ClauseVersion,
    ConsultationPage,
    ConsultationsPage,
    EqualityQuestion,
    Recommendation,
    RespondentType,
    SectionPage,
)
from consultation.responses.views import boxes
from tests.responses import conftest as english
from tests.responses.conftest import Person, version_of
from tests.responses.languages.pseudo import CODE, Pseudo

NEW, CHANGED, SAME = "8.1", "8.2", "8.3"


@pytest.fixture
def pseudo(settings: Any) -> Iterator[str]:
    """The site offers English and a language whose every message is in brackets."""
    settings.LANGUAGES = [("en-gb", "English"), (CODE, "Cymraeg")]
    known = dict(trans_real._translations)
    trans_real._translations[CODE] = Pseudo(CODE)
    boxes._empty_fields.cache_clear()
    yield CODE
    trans_real._translations.clear()
    trans_real._translations.update(known)
    boxes._empty_fields.cache_clear()


def greek(page: ConsultationPage) -> None:
    """The small consultation in words that no message has."""
    page.title, page.summary, page.label = "Ένα κεφάλαιο", "Τι προτείνεται.", "Παράδειγμα."
    page.contact_name, page.late_notice = "Η ομάδα", "Σας γράφουμε σύντομα."
    page.privacy_notice = "<p>Κρατάμε ό,τι γράφετε.</p>"
    page.safeguarding_notice = "<p>Καλέστε το 999.</p>"
    page.respondent_types = [
        RespondentType(key="family", label="Οικογένεια"),
        RespondentType(key="other", label="Άλλο"),
    ]
    page.questions = [english.question("q3", "Κάτι άλλο;")]
    page.equality_questions = [
        EqualityQuestion(key="e1", label="Ηλικία;", choices="Νέος\nΗλικιωμένος")
    ]
    page.recommendations = [Recommendation(key="Α1", gist="Μία σύσταση", addressed_to="Υπουργείο")]
    page.save_revision().publish()


def greek_section(section: SectionPage, letter: str) -> None:
    section.title, section.letter, section.introduction = "Ενότητα", letter, "Εισαγωγή."
    section.concerns = ["family"]
    for block in section.body:
        value = block.value
        value["heading"], value["text"] = "Τίτλος", "Το κείμενο αυτό."
        value["old_text"] = {NEW: "", SAME: "Το κείμενο αυτό."}.get(value["number"], "Το παλιό.")
        value["recommendations"] = ["Α1"] if value["number"] == NEW else []
    asked = section.questions.first()
    asked.label, asked.choices, asked.help_text = "Είναι σαφές;", "Ναι\nΌχι", "Βοήθεια."
    section.questions = [asked]
    section.save_revision().publish()


@pytest.fixture
def consultation(db: Any, pseudo: str) -> ConsultationPage:
    page = english.make_consultation()
    greek(page)
    sections = SectionPage.objects.child_of(page).order_by("path")
    for letter, section in zip("ΑΒ", sections, strict=True):
        greek_section(section, letter)
    ConsultationsPage.objects.update(title="Διαβουλεύσεις")
    return ConsultationPage.objects.get(pk=page.pk)


@pytest.fixture
def version(consultation: ConsultationPage) -> ClauseVersion:
    return version_of(consultation, CHANGED)


@pytest.fixture
def person(consultation: ConsultationPage) -> Person:
    return reader(consultation)


def reader(consultation: ConsultationPage) -> Person:
    """Somebody whose browser asks for the pseudo-language."""
    return Person(consultation, headers={"accept-language": CODE})
