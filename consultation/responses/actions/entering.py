"""Entering what came by post, by e-mail or from an event: one response, or many files at once."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.log_actions import log

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.deciding import decide
from consultation.responses.actions.files import check_file, store_file
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.offline import Recorder
from consultation.responses.actions.splitting import split
from consultation.responses.intake import Refused
from consultation.responses.models import Channel, ReceivedFile, Response, SetAside
from consultation.responses.rules import digest
from consultation.responses.rules.receipt import sent

ENTER = "consultation.enter_response"
WAITS = "A person has still to confirm what each part of it is on."


def enter(
    recorder: Recorder,
    given: Mapping[str, Any],
    uploads: Iterable[UploadedFile[Any]],
    now: datetime,
    by: User,
    batch: uuid.UUID | None = None,
) -> Response:
    """Store one response with its files, once for each ``given["key"]``; it waits for a person.

    ``given`` is what ``Recorder.record`` takes, and ``attended``. Raises ``intake.Refused`` when a
    file is not taken; nothing is stored then.
    """
    key = recorder.key(given["key"])
    if (stored := Response.objects.filter(submission_key=key).first()) is not None:
        return stored
    # Another process looks at them; nobody should wait for that while the database is written to.
    checked = [check_file(upload) for upload in uploads]
    with transaction.atomic():
        response = Response.objects.filter(submission_key=key).first()
        if response is not None:
            return response
        response = recorder.store(given)
        for one in checked:
            file = store_file(one, response, now)
            ReceivedFile.objects.filter(pk=file.pk).update(batch=batch)
        response.attended = given.get("attended")
        response.digest = digest(sent(response))
        response.save(update_fields=["attended", "digest"])
        if response.set_aside != SetAside.LATE and (
            given["letter"].strip() or response.files.exists()
        ):
            decide(response, SetAside.WAITING, WAITS, now, by)
        log(response, ENTER, user=by, data={"channel": response.channel})
    check_words(response)
    for letter in response.letters.filter(file=None):
        split(letter)
    return response


@dataclass(frozen=True)
class Loaded:
    """What became of one file of many: the response it is now, or the one it was already."""

    name: str
    response: Response | None = None
    new: bool = False
    problem: str = ""


def load(
    consultation: ConsultationPage,
    uploads: Iterable[UploadedFile[Any]],
    given: Mapping[str, Any],
    now: datetime,
    by: User,
    batch: uuid.UUID,
) -> list[Loaded]:
    """Store each file as a response of its own; one with the same bytes only once.

    ``given``: ``channel`` and ``received_at`` of all of them. What a file tells of its sender
    and its date is proposed once it is read; a person takes it over, or says otherwise.
    """
    recorder = Recorder(consultation)
    return [_load(recorder, upload, given, now, by, batch) for upload in uploads]


def _load(
    recorder: Recorder,
    upload: UploadedFile[Any],
    given: Mapping[str, Any],
    now: datetime,
    by: User,
    batch: uuid.UUID,
) -> Loaded:
    content = upload.read()
    upload.seek(0)
    name = upload.name or ""
    sha256 = hashlib.sha256(content).hexdigest()
    files = ReceivedFile.objects.filter(consultation=recorder.consultation, sha256=sha256)
    same = files.exclude(response=None).select_related("response").first()
    if same is not None:
        return Loaded(name, same.response)
    mail = name.lower().endswith((".eml", ".msg"))
    one = {
        "key": f"file/{sha256}",
        "channel": Channel.EMAIL if mail else given["channel"],
        "received_at": given["received_at"],
        "respondent": NOBODY,
        **NOTHING_SAID,
    }
    try:
        return Loaded(name, enter(recorder, one, [upload], now, by, batch), new=True)
    except Refused as refused:
        return Loaded(name, problem=str(refused))


#: A respondent of whom nothing is known, and a response in which nothing is said so far.
NOBODY = dict.fromkeys(
    ("type", "kind", "name", "organisation", "represents", "region", "email"), ""
)
NOTHING_SAID: dict[str, Any] = {
    "confidential": False,
    "confidentiality_reason": "",
    "publish": "",
    "comments": [],
    "answers": [],
    "letter": "",
}
