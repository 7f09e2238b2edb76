"""What one response says, as one value: gathered from a draft, a stored response or a letter.

Its record is the text whose SHA-256 the receipt states. It is JSON (RFC 8259) with sorted keys, so
two different submissions never have the same record, and anyone can work the digest out again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from consultation.guidance.rules.numbering import place

if TYPE_CHECKING:
    from consultation.guidance.models import ClauseVersion, Question
    from consultation.responses.models import (
        AnswerWords,
        CommentWords,
        Proposal,
        ReceivedFile,
        RespondentDetails,
    )

DETAILS = (
    "respondent_type",
    "respondent_type_other",
    "kind",
    "name",
    "email",
    "organisation",
    "represents",
    "region",
    "confidential",
    "confidentiality_reason",
    "publish",
)


@dataclass(frozen=True)
class Said:
    """Words on one clause version (None: on no clause that is known)."""

    version: ClauseVersion | None
    position: str
    text: str
    #: The whole clause as they would word it; "" for no proposal.
    proposed: str = ""


@dataclass(frozen=True)
class Answered:
    """A reply to one question, with the question as it was put."""

    question: Question | None
    key: str
    label: str
    version: ClauseVersion | None
    choice: str
    text: str


@dataclass(frozen=True)
class Enclosed:
    """A file that was sent, told from any other by its digest."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Submission:
    """Everything one respondent says: who they are, comments, answers, a letter, files."""

    details: dict[str, Any] = field(default_factory=dict)
    comments: tuple[Said, ...] = ()
    answers: tuple[Answered, ...] = ()
    letter: str = ""
    files: tuple[Enclosed, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing was said at all. What is in a file is not known before it is read."""
        if self.files:
            return False
        said = [part for one in self.comments for part in (one.position, one.text, one.proposed)]
        answered = [part for one in self.answers for part in (one.choice, one.text)]
        return not any(part.strip() for part in [*said, *answered, self.letter])

    @property
    def comments_in_order(self) -> list[Said]:
        """The comments as the text has its clauses; those on no clause last."""
        known = [one for one in self.comments if one.version]
        unplaced = [one for one in self.comments if not one.version]
        return sorted(known, key=_place) + unplaced

    @property
    def answers_in_order(self) -> list[Answered]:
        """The answers that say something, by their questions' keys: q2 before q10."""
        said = [one for one in self.answers if one.choice or one.text]
        return sorted(said, key=lambda one: place(one.key))


def _place(said: Said) -> int:
    assert said.version is not None
    return said.version.clause.order


def submission(
    details: RespondentDetails,
    comments: Iterable[CommentWords],
    answers: Iterable[AnswerWords],
    letter: str = "",
    proposals: Iterable[Proposal] = (),
    files: Iterable[ReceivedFile] = (),
) -> Submission:
    """Gather a submission from rows; drafts and stored responses have the same ones.

    Only a proposal is stored in two ways: with the comment of a draft, and as a row of its own,
    which can be held and cleared by itself, once the response is sent. It goes with the first
    comment on its clause, where a response that staff recorded has more than one.
    """
    wording = {row.clause_version_id: row.text for row in proposals}
    return Submission(
        details={name: getattr(details, name) for name in DETAILS},
        comments=tuple(
            Said(
                row.clause_version,
                row.position,
                row.text,
                getattr(row, "proposed", "") or wording.pop(row.clause_version_id or 0, ""),
            )
            for row in sorted(comments, key=lambda row: (row.clause_version_id or 0, row.pk))
        ),
        answers=tuple(
            Answered(
                row.question,
                row.question_key,
                row.question_label,
                row.clause_version,
                row.choice,
                row.text,
            )
            for row in sorted(answers, key=lambda row: (row.question_key, row.question_label))
        ),
        letter=letter,
        files=tuple(
            Enclosed(row.name, row.size, row.sha256)
            for row in sorted(files, key=lambda row: (row.received_at, str(row.pk)))
            if row.within_id is None
        ),
    )


def record(given: Submission) -> str:
    """The submission as one JSON text: the same one for a draft, a letter and the rows stored."""
    content = {
        "about": dict(given.details),
        "comments": [
            {
                "clause": one.version.number if one.version else "",
                "wording": one.version.text if one.version else "",
                "position": one.position,
                "text": one.text,
            }
            | ({"proposed": one.proposed} if one.proposed else {})
            for one in sorted(given.comments, key=lambda one: one.version.pk if one.version else 0)
        ],
        "answers": [
            {"question": one.key, "asked": one.label, "choice": one.choice, "text": one.text}
            for one in sorted(given.answers, key=lambda one: (one.key, one.label))
        ],
        "letter": given.letter,
    }
    if given.files:
        content["files"] = [asdict(one) for one in given.files]
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)


def digest(given: Submission) -> str:
    """SHA-256 of the record in UTF-8, hexadecimal."""
    return hashlib.sha256(record(given).encode()).hexdigest()
