"""What is stored of responses: drafts, responses, letters, comments, answers, holds.

Plain Django models on purpose: not pages, snippets or documents, so that nothing of them is
ever revised, previewed, searched or served by Wagtail. A draft and a submitted response are
different tables: a draft is the respondent's alone, invisible to staff and to the analysis.
"""

from consultation.responses.models.choices import (
    Channel,
    Format,
    Help,
    Kind,
    Position,
    Publish,
    SetAside,
)
from consultation.responses.models.disclosures import Disclosure, DisclosureStep
from consultation.responses.models.drafts import Draft, DraftAnswer, DraftComment
from consultation.responses.models.equality import DraftEqualityAnswer, EqualityTally
from consultation.responses.models.erasing import (
    DeletionHold,
    Erasure,
    ErasureDecision,
    Retention,
)
from consultation.responses.models.files import Allocation, ProposedDetails, ReceivedFile
from consultation.responses.models.formats import FormatRequest
from consultation.responses.models.holds import Hold
from consultation.responses.models.mail import Mail
from consultation.responses.models.placed import Placed
from consultation.responses.models.publishing import Inspection, Publication
from consultation.responses.models.received import (
    Answer,
    Comment,
    LedgerEntry,
    Letter,
    Proposal,
    Response,
)
from consultation.responses.models.redactions import (
    Reason,
    RedactedWords,
    Redaction,
    RedactionAct,
    RewrittenWords,
)
from consultation.responses.models.restricted import Restricted
from consultation.responses.models.tables import TableRecording
from consultation.responses.models.words import AnswerWords, CommentWords, RespondentDetails

__all__ = [
    "Allocation",
    "Answer",
    "AnswerWords",
    "Channel",
    "Comment",
    "CommentWords",
    "DeletionHold",
    "Disclosure",
    "DisclosureStep",
    "Draft",
    "DraftAnswer",
    "DraftComment",
    "DraftEqualityAnswer",
    "EqualityTally",
    "Erasure",
    "ErasureDecision",
    "Format",
    "FormatRequest",
    "Help",
    "Hold",
    "Inspection",
    "Kind",
    "LedgerEntry",
    "Letter",
    "Mail",
    "Placed",
    "Position",
    "Proposal",
    "ProposedDetails",
    "Publication",
    "Publish",
    "Reason",
    "ReceivedFile",
    "RedactedWords",
    "Redaction",
    "RedactionAct",
    "RespondentDetails",
    "Response",
    "Restricted",
    "Retention",
    "RewrittenWords",
    "SetAside",
    "TableRecording",
]
