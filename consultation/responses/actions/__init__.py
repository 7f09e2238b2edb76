"""The only code that changes responses and drafts."""

from consultation.responses.actions.deciding import NotAllowed, decide
from consultation.responses.actions.drafts import (
    DraftGone,
    delete_comment,
    save_answer,
    save_comment,
    save_details,
    start_draft,
)
from consultation.responses.actions.examples import load_examples
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.offline import Recorder, UnknownNumber, record_offline
from consultation.responses.actions.submitting import Refused, submit

__all__ = [
    "DraftGone",
    "NotAllowed",
    "Recorder",
    "Refused",
    "UnknownNumber",
    "check_words",
    "decide",
    "delete_comment",
    "load_examples",
    "record_offline",
    "save_answer",
    "save_comment",
    "save_details",
    "start_draft",
    "submit",
]
