"""Keeping the files that people send, and having them read.

A file is stored whole before anything else is done with it. It is read after that, by a worker, in
a process with limits; what no machine can read waits for a person to type it.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext_noop
from django_tasks import task

from consultation import clock
from consultation.responses.actions.details import propose_details
from consultation.responses.actions.filling import allocate, take_in, text_of, understood
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.letters import store_letter
from consultation.responses.actions.splitting import split
from consultation.responses.intake import Attached, Refused, reading, scanning
from consultation.responses.intake.checking import MOST_BYTES, TOO_LARGE, safe_name
from consultation.responses.models import Draft, Letter, ReceivedFile, Response
from consultation.responses.rules.form import filled_in

if TYPE_CHECKING:
    from consultation.responses.intake import ReadText

logger = logging.getLogger(__name__)

#: Enough for anything a person sends; it keeps one draft from filling the disk.
MOST_FILES, MOST_BYTES_TOGETHER = 20, 100 * 1024 * 1024
TOO_MANY = gettext_noop(
    "A response can have 20 files, of 100 MB together. Take one off before you add another"
)
NO_TEXT = "It has no text that a machine can read."


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its safe name, its kind by its content, its bytes."""

    name: str
    kind: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest that the receipt states."""
        return hashlib.sha256(self.content).hexdigest()


def check_file(upload: UploadedFile[Any]) -> Checked:
    """Look at an upload before it is kept, in another process. Raises ``intake.Refused``.

    It takes a moment and writes nothing, so do it before a transaction.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    upload.seek(0)
    return check_content(upload.name or "", upload.read())


def check_content(name: str, content: bytes) -> Checked:
    """As ``check_file``, of bytes."""
    safe = safe_name(name)
    kind = reading.check(safe, content)
    if settings.CLAMD_HOST:
        scanning.scan(content, settings.CLAMD_HOST)
    return Checked(safe, kind, content)


@transaction.atomic
def store_file(
    given: Checked, owner: Draft | Response, now: datetime, within: ReceivedFile | None = None
) -> ReceivedFile:
    """Store a file that was checked. That of a response is read as soon as it is committed.

    Raises ``intake.Refused`` when a draft would have too many.
    """
    same = owner.files.filter(sha256=given.sha256).first()
    if same is not None:
        return same
    if isinstance(owner, Draft):
        _refuse_too_many(owner, len(given.content))
    response = owner if isinstance(owner, Response) else None
    file = ReceivedFile.objects.create(
        consultation_id=owner.consultation_id,
        draft=owner if isinstance(owner, Draft) else None,
        response=response,
        within=within,
        name=given.name,
        kind=given.kind,
        content=b"",
        size=len(given.content),
        sha256=given.sha256,
        received_at=now,
    )
    _put_bytes(file, given.content)
    if response is not None:
        read_soon([file.pk])
    return file


def _put_bytes(file: ReceivedFile, content: bytes) -> None:
    """Store the bytes of a file.

    On PostgreSQL Django writes values into the statement, bytes as hexadecimal digits: of 25 MB
    there were three copies twice as large, and one more in the connection, as long as it lives. A
    cursor of psycopg's own sends them beside the statement, as they are.
    """
    file.content = content
    if connection.vendor != "postgresql":
        file.save(update_fields=["content"])
        return
    import psycopg

    update = psycopg.sql.SQL("UPDATE {} SET content = %b WHERE id = %s")
    table = psycopg.sql.Identifier(ReceivedFile._meta.db_table)
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(update.format(table), [content, file.pk])


def _refuse_too_many(draft: Draft, more: int) -> None:
    sizes = list(draft.files.values_list("size", flat=True))
    if len(sizes) >= MOST_FILES or sum(sizes) + more > MOST_BYTES_TOGETHER:
        raise Refused(TOO_MANY)


@transaction.atomic
def remove_file(draft: Draft, key: uuid.UUID) -> None:
    """Take a file off a draft that has not been sent."""
    draft.files.filter(pk=key).delete()


def hand_over(draft: Draft, response: Response) -> None:
    """The draft's files become the response's, in the transaction that makes the response."""
    files = list(draft.files.values_list("pk", flat=True))
    draft.files.update(draft=None, response=response)
    read_soon(files)


def copy_files(response: Response, draft: Draft, now: datetime) -> None:
    """A draft that will replace a response begins with its files."""
    for file in response.files.filter(within=None):
        store_file(Checked(file.name, file.kind, bytes(file.content)), draft, now)


def read_soon(keys: Iterable[uuid.UUID]) -> None:
    """Have files read by a worker once they are committed; only their keys are put in the queue."""
    for key in keys:
        transaction.on_commit(partial(read_later.enqueue, str(key)), robust=True)


@task()
def read_later(key: str) -> None:
    """Read one file, in a worker."""
    file = ReceivedFile.objects.filter(pk=key).first()
    if file is not None:
        read_file(file, clock.now())


def read_waiting_files(now: datetime) -> int:
    """Read what is still not read, after a worker was killed or none was there; how many."""
    states = ReceivedFile.objects.filter(state=ReceivedFile.State.WAITING)
    keys = list(states.exclude(response=None).values_list("pk", flat=True))
    for key in keys:
        read_file(ReceivedFile.objects.get(pk=key), now)
    return len(keys)


def read_file(file: ReceivedFile, now: datetime) -> None:
    """Read a file of a response into a letter, all its words held until they are checked.

    Whatever fails, the file itself stays, and waits for a person. Read twice at once, or again, it
    still makes one letter.
    """
    if file.response is None or file.state != ReceivedFile.State.WAITING:
        return
    try:
        found = reading.read(file.name, bytes(file.content))
    except reading.Unreadable as problem:
        _settle(file, ReceivedFile.State.TYPING, str(problem))
        return
    notes = [*found.notes, *_keep_attached(file, found.attachments, now)]
    _store_text(file, found, notes, now)


def _store_text(file: ReceivedFile, found: ReadText, notes: list[str], now: datetime) -> None:
    assert file.response is not None
    complete = bool(found.text) and found.whole
    state = ReceivedFile.State.READ if complete else ReceivedFile.State.TYPING
    notes = notes if found.text else [NO_TEXT, *notes]
    with transaction.atomic():
        if not _settle(file, state, " ".join(notes)):
            return
        propose_details(file, found, now)
        if not found.text:
            return
        letter = _store_letter(file.response, found, now, file)
    check_words(file.response)
    split(letter)


def _store_letter(response: Response, found: ReadText, now: datetime, file: ReceivedFile) -> Letter:
    """The text as a letter; of our own form only what has no row of its own, each in its place."""
    filled = filled_in(found.parts)
    form = understood(response.consultation, filled) if filled else None
    if form is None:
        return store_letter(response, found.text, now, file)
    pieces = take_in(response, form, now)
    letter = store_letter(response, text_of(pieces), now, file)
    if any(piece.on for piece in pieces):
        allocate(letter, pieces)
    return letter


def _keep_attached(file: ReceivedFile, attached: Iterable[Attached], now: datetime) -> list[str]:
    """Keep what is attached to an e-mail as files of the same response; notes of what is not."""
    assert file.response is not None
    notes = []
    for one in attached:
        try:
            store_file(check_content(one.name, one.content), file.response, now, within=file)
        except Refused as refused:
            notes.append(f"Attached and not read: {safe_name(one.name)}. {refused}.")
    return notes


def _settle(file: ReceivedFile, state: str, note: str) -> bool:
    """Say how far the file has come, once; whether nobody else has meanwhile."""
    waiting = ReceivedFile.objects.filter(pk=file.pk, state=ReceivedFile.State.WAITING)
    return bool(waiting.update(state=state, note=note))
