"""What is stored of the guidance: consultations, sections, clauses and the version history.

A clause's identity is a UUID of our own, carried inside the section's StreamField: block ids
change on re-import and repeat on page copy. Each wording ever published is a row of the version
history, appended and never changed; comments hang on those rows, so nothing an editor does
afterwards can move or lose them.
"""

from consultation.guidance.models.clauses import Clause, ClauseVersion
from consultation.guidance.models.consultations import (
    ConsultationPage,
    ConsultationsPage,
    Recommendation,
    RespondentType,
)
from consultation.guidance.models.equality import EqualityQuestion
from consultation.guidance.models.moves import DeadlineMove
from consultation.guidance.models.sections import Question, SectionPage

__all__ = [
    "Clause",
    "ClauseVersion",
    "ConsultationPage",
    "ConsultationsPage",
    "DeadlineMove",
    "EqualityQuestion",
    "Question",
    "Recommendation",
    "RespondentType",
    "SectionPage",
]
