"""Importing responses collected elsewhere: a spreadsheet is kept, and looked at.

A spreadsheet is a ``ReceivedFile`` in the state of a table, with no response of its own. Until a
person confirms what it holds nothing else is written; ``recording`` does that then.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.entering import NOBODY
from consultation.responses.actions.offline import Recorder
from consultation.responses.intake import reading, scanning
from consultation.responses.intake.checking import safe_name
from consultation.responses.models import ReceivedFile, Response
from consultation.responses.rules.importing import Asked, Known, Sheet, understood


@dataclass
class Import:
    """What recording a spreadsheet would do, worked out anew whenever it is asked for."""

    sheet: Sheet
    kind: str
    encoding: str
    new: list[dict[str, Any]] = field(default_factory=list)
    same: list[Response] = field(default_factory=list)
    #: Stored already, and the spreadsheet now says something else of them: they stay as they are.
    different: list[Response] = field(default_factory=list)

    @property
    def may_be_recorded(self) -> bool:
        """Whether there is something to record and nothing is wrong."""
        return bool(self.new) and not self.sheet.problems


def keep_table(
    consultation: ConsultationPage, upload: UploadedFile[Any], now: datetime
) -> ReceivedFile:
    """Keep a spreadsheet that can be read, once while it waits. Raises ``intake.Refused``."""
    content = upload.read()
    name = safe_name(upload.name or "")
    kind = reading.table(name, content)["kind"]
    if settings.CLAMD_HOST:
        scanning.scan(content, settings.CLAMD_HOST)
    digest = sha256(content).hexdigest()
    waiting = tables(consultation).filter(sha256=digest, state=ReceivedFile.State.TABLE)
    return waiting.first() or ReceivedFile.objects.create(
        consultation=consultation,
        name=name,
        kind=kind,
        content=content,
        size=len(content),
        sha256=digest,
        received_at=now,
        state=ReceivedFile.State.TABLE,
    )


def tables(consultation: ConsultationPage) -> Any:
    """The spreadsheets of responses that were loaded, the oldest first."""
    return consultation.received_files.filter(response=None, draft=None).defer("content")


def looked_at(file: ReceivedFile, now: datetime) -> Import:
    """What the spreadsheet holds, held against what is stored; nothing is written."""
    table = reading.table(file.name, bytes(file.content))
    recorder = Recorder(file.consultation)
    sheet = understood(table, _known(recorder), now)
    found = Import(sheet, table["kind"], table["encoding"])
    if sheet.problems:
        return found
    keys = {recorder.key(name_of(one)): one for one in sheet.responses}
    stored = _stored(file.consultation)
    for key, one in keys.items():
        response = stored.get(key)
        if response is None:
            found.new.append(one)
        else:
            (found.same if _said(response) == _given(one) else found.different).append(response)
    return found


def _stored(consultation: ConsultationPage) -> dict[uuid.UUID, Response]:
    responses = Response.objects.filter(consultation=consultation).prefetch_related(
        "comments__clause_version", "proposals__clause_version", "answers"
    )
    return {response.submission_key: response for response in responses}


def _known(recorder: Recorder) -> Known:
    types = recorder.consultation.respondent_types.values_list("key", "label")
    return Known(
        clauses=frozenset(recorder.versions),
        questions={
            key: Asked(
                tuple(one.strip() for one in question.choices.split("\n") if one.strip()),
                version.number if version else "",
            )
            for key, (question, version) in recorder.questions.items()
        },
        types={word.lower(): key for key, label in types for word in (label, key)},
    )


def recorded_from(file: ReceivedFile, response: Response, now: datetime) -> bool:
    """Whether a spreadsheet has the response, or cannot be understood any more and may have it."""
    if not file.size:
        return False
    recorder = Recorder(file.consultation)
    sheet = understood(reading.table(file.name, bytes(file.content)), _known(recorder), now)
    keys = {recorder.key(name_of(one)) for one in sheet.responses}
    return bool(sheet.problems) or response.submission_key in keys


def discard_table(file: ReceivedFile) -> None:
    """Delete a spreadsheet that was not recorded to its end; what was recorded of it stays."""
    ReceivedFile.objects.filter(
        pk=file.pk, state=ReceivedFile.State.TABLE, response=None, draft=None
    ).delete()


def name_of(one: dict[str, Any]) -> str:
    """By what the response of a spreadsheet is known in its consultation, however often it comes."""
    return f"imported/{one['id']}"


def _given(one: dict[str, Any]) -> dict[str, Any]:
    """What the spreadsheet says of a response, to be held against what is stored."""
    said = one["said"]
    return {
        "details": [
            *(said.get(name, "") for name in NOBODY),
            said.get("confidential", False),
            said.get("confidentiality_reason", ""),
            said.get("publish", ""),
            said["channel"],
            said["received_at"],
        ],
        "comments": sorted((c["clause"], c["position"], c["text"]) for c in one["comments"]),
        "wordings": one["wordings"],
        "answers": sorted((a["question"], a["choice"], a["text"]) for a in one["answers"]),
    }


def _said(response: Response) -> dict[str, Any]:
    """The same of a response that is stored."""
    who = [getattr(response, "respondent_type" if name == "type" else name) for name in NOBODY]
    return {
        "details": [
            *who,
            response.confidential,
            response.confidentiality_reason,
            response.publish,
            response.channel,
            response.received_at,
        ],
        "comments": sorted(
            (one.clause_version.number if one.clause_version else "", one.position, one.text)
            for one in response.comments.all()
        ),
        "wordings": {one.clause_version.number: one.text for one in response.proposals.all()},
        "answers": sorted(
            (one.question_key, one.choice, one.text) for one in response.answers.all()
        ),
    }
