"""What is stored of the outcome: seals, and the government response."""

from consultation.outcome.models.pages import OutcomePage, OutcomesPage, Vouched
from consultation.outcome.models.publishing import PublishedFile, PublishedOutcome
from consultation.outcome.models.seals import Seal, SealedFile
from consultation.outcome.models.signing import Signature, SignOffTask, Verification

__all__ = [
    "OutcomePage",
    "OutcomesPage",
    "PublishedFile",
    "PublishedOutcome",
    "Seal",
    "SealedFile",
    "SignOffTask",
    "Signature",
    "Verification",
    "Vouched",
]
