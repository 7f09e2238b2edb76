"""Importing responses collected elsewhere: a spreadsheet is kept, looked at, and recorded whole.

A spreadsheet is a ``ReceivedFile`` in the state of a table, with no response of its own. Until a
person confirms what it holds nothing else is written; recording is one transaction.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django_tasks import task
from wagtail.log_actions import log

from consultation import clock
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.entering import ENTER, NOBODY
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.offline import Recorder
from consultation.responses.actions.splitting import wordings_at
from consultation.responses.intake import reading, scanning
from consultation.responses.intake.checking import safe_name
from consultation.responses.models import ReceivedFile, Response
from consultation.responses.rules.importing import Asked, Known, Sheet, understood

#: A longer one is recorded by a worker: nobody should wait so long for a page.
AT_ONCE = 500


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
    consultation: ConsultationPage, upload: UploadedFile[Any], now: datetime, by: User
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
    keys = {recorder.key(_name(one)): one for one in sheet.responses}
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


def record_table(file: ReceivedFile, now: datetime, by: User) -> int:
    """Record every response of the spreadsheet that is not stored yet, or none; how many.

    Again, or twice at once, it adds nothing. Their words are held until a worker has checked them.
    """
    with transaction.atomic():
        file = ReceivedFile.objects.select_for_update().get(pk=file.pk)
        found = looked_at(file, now) if file.state == ReceivedFile.State.TABLE else None
        if found is None or not found.may_be_recorded:
            ReceivedFile.objects.filter(pk=file.pk, state=ReceivedFile.State.TABLE).update(
                decided_by=None
            )
            return 0
        recorder = Recorder(file.consultation)
        stored = [_record(recorder, one, by) for one in found.new]
        file.state, file.decided_by = ReceivedFile.State.CONFIRMED, by
        file.note = f"{len(stored)} response{' was' if len(stored) == 1 else 's were'} recorded."
        file.save(update_fields=["state", "decided_by", "note"])
        keys = [response.pk for response in stored]
        transaction.on_commit(partial(check_later.enqueue, keys), robust=True)
    return len(stored)


def _record(recorder: Recorder, one: dict[str, Any], by: User) -> Response:
    said = one["said"]
    # The wording that stood when they wrote, where the clause was there then.
    present = recorder.versions
    recorder.versions = present | wordings_at(recorder.consultation, said["received_at"])
    response = recorder.store(
        {
            "key": _name(one),
            "channel": said["channel"],
            "received_at": said["received_at"],
            "respondent": {name: said.get(name, "") for name in NOBODY},
            "confidential": said.get("confidential", False),
            "confidentiality_reason": said.get("confidentiality_reason", ""),
            "publish": said.get("publish", ""),
            "comments": one["comments"],
            "answers": one["answers"],
            "letter": "",
        }
    )
    recorder.versions = present
    log(response, ENTER, user=by, data={"channel": response.channel})
    return response


def start_recording(file: ReceivedFile, now: datetime, by: User, rows: int) -> bool:
    """Record a spreadsheet a person confirmed: a long one by a worker. Whether it is done."""
    if rows <= AT_ONCE:
        record_table(file, now, by)
        return True
    ReceivedFile.objects.filter(pk=file.pk).update(decided_by=by)
    record_later.enqueue(str(file.pk), by.pk)
    return False


@task()
def record_later(key: str, by: int) -> None:
    """Record one spreadsheet, in a worker."""
    file = ReceivedFile.objects.filter(pk=key).first()
    if file is not None:
        record_table(file, clock.now(), User.objects.get(pk=by))


@task()
def check_later(keys: list[int]) -> None:
    """Check the words of responses that were imported, in a worker."""
    for response in Response.objects.filter(pk__in=keys):
        check_words(response)


def discard_table(file: ReceivedFile) -> None:
    """Delete a spreadsheet that was not recorded."""
    ReceivedFile.objects.filter(
        pk=file.pk, state=ReceivedFile.State.TABLE, response=None, draft=None
    ).delete()


def _name(one: dict[str, Any]) -> str:
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
