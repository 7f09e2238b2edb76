"""What is decided about responses: no request, no write; the present instant is an argument."""

from consultation.responses.rules.counting import counting_problem
from consultation.responses.rules.deadline import Verdict, may_send_late, may_submit, to_the_second
from consultation.responses.rules.progress import Missing, SectionProgress, by_section, missing
from consultation.responses.rules.record import (
    DETAILS,
    Answered,
    Said,
    Submission,
    digest,
    record,
    submission,
)
from consultation.responses.rules.secrets import digest_of, receipt_secret, reference, secret_of
from consultation.responses.rules.words import handed_back, unstorable

__all__ = [
    "DETAILS",
    "Answered",
    "Missing",
    "Said",
    "SectionProgress",
    "Submission",
    "Verdict",
    "by_section",
    "counting_problem",
    "digest",
    "digest_of",
    "handed_back",
    "may_send_late",
    "may_submit",
    "missing",
    "receipt_secret",
    "record",
    "reference",
    "secret_of",
    "submission",
    "to_the_second",
    "unstorable",
]
