"""Entering what came by post, by e-mail or from an event: one response, or many files at once."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.parser import BytesHeaderParser
from email.policy import default as HEADERS
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
from consultation.responses.actions.storing import LATE
from consultation.responses.intake import Refused
from consultation.responses.models import Channel, ReceivedFile, Response, SetAside
from consultation.responses.rules import digest, may_submit
from consultation.responses.rules.receipt import sent

ENTER = "consultation.enter_response"
CORRECT = "consultation.correct_details"
WAITS = "A person has still to confirm what each part of it is on."
#: The most of an e-mail that is looked at for who sent it and when.
HEAD = 64 * 1024


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

    ``given``: ``channel`` and ``received_at`` of all of them. An e-mail's own sender is taken over;
    who sent a letter, a person says when they confirm it.
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
        "respondent": NOBODY | (sender(content[:HEAD]) if name.lower().endswith(".eml") else {}),
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


def sender(head: bytes) -> dict[str, str]:
    """The name and the address that an e-mail says it is from; {} where it says none."""
    try:
        message = BytesHeaderParser(policy=HEADERS).parsebytes(head)
        addresses: tuple[Address, ...] = message["From"].addresses if message["From"] else ()
        first = addresses[0]
        name, address = first.display_name, first.addr_spec
    except (IndexError, ValueError, AttributeError, TypeError, LookupError):
        return {}
    if unfit(name) or unfit(address) or "@" not in address:
        return {}
    return {"name": name[:200], "email": address[:254]}


def unfit(text: str) -> bool:
    """Whether a header holds what no name or address does."""
    return any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in text)


@transaction.atomic
def correct_details(
    response: Response, details: Mapping[str, Any], received_at: datetime, by: User
) -> None:
    """Put right who sent it and when it came, while it waits: a person read it in the letter.

    A response that is counted is not changed any more. Whether it is late is decided anew.
    """
    locked = Response.objects.select_for_update().get(pk=response.pk)
    if locked.set_aside not in (SetAside.WAITING, SetAside.LATE):
        return
    for name, value in details.items():
        setattr(locked, name, value)
    moved = locked.received_at != received_at
    locked.received_at = received_at
    verdict = may_submit(locked.consultation, received_at)
    late = received_at >= locked.consultation.closes and not verdict.accepted
    locked.within_grace = verdict.within_grace
    locked.digest = digest(sent(locked))
    locked.save()
    if moved and late and locked.set_aside == SetAside.WAITING:
        decide(locked, SetAside.LATE, LATE, received_at, by)
    log(locked, CORRECT, user=by, data={"fields": sorted(details)})
