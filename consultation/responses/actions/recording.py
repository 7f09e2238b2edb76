"""Recording the responses of a spreadsheet that a person confirmed, some at a time.

Whatever stops it, a killed worker or a lost machine, those recorded stay, and going on records the
rest: the key of each response follows from its number, so none is recorded twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django_tasks import task
from wagtail.log_actions import log

from consultation import clock
from consultation.guidance.models import ClauseVersion
from consultation.responses.actions.entering import ENTER, NOBODY
from consultation.responses.actions.holds import check_words
from consultation.responses.actions.importing import looked_at, name_of
from consultation.responses.actions.offline import Recorder
from consultation.responses.actions.splitting import every_wording, wordings_at
from consultation.responses.models import ReceivedFile, Response, TableRecording
from consultation.responses.rules.importing.going_on import MOST_RESUMED, stopped_before

#: A longer one is recorded by a worker: nobody should wait so long for a page.
AT_ONCE = 500
#: How many responses are stored in one transaction.
TOGETHER = 10


def start_recording(
    file: ReceivedFile, now: datetime, by: User, rows: int, new: int
) -> TableRecording:
    """Record a spreadsheet a person confirmed, ``new`` responses of it: a long one by a worker."""
    given = {"started_by": by, "started_at": now, "last_at": now, "total": new}
    recording, _ = TableRecording.objects.get_or_create(file=file, defaults=given)
    if rows <= AT_ONCE:
        record_table(file, now, by)
    else:
        record_later.enqueue(str(file.pk), by.pk)
    return recording


def resume_recording(file: ReceivedFile, now: datetime, by: User) -> None:
    """Go on where it stopped, by a worker."""
    waiting = TableRecording.objects.filter(file=file, file__state=ReceivedFile.State.TABLE)
    if waiting.update(last_at=now, resumed=F("resumed") + 1):
        record_later.enqueue(str(file.pk), by.pk)


def record_stopped_tables(now: datetime) -> int:
    """Go on with what stopped, after a worker was killed; how many responses were recorded."""
    stopped = TableRecording.objects.filter(
        file__state=ReceivedFile.State.TABLE,
        last_at__lt=stopped_before(now),
        resumed__lt=MOST_RESUMED,
    )
    recorded = 0
    for one in stopped.select_related("file", "started_by"):
        TableRecording.objects.filter(pk=one.pk).update(last_at=now, resumed=F("resumed") + 1)
        recorded += record_table(one.file, now, one.started_by)
    return recorded


@task()
def record_later(key: str, by: int) -> None:
    """Record one spreadsheet, in a worker."""
    file = ReceivedFile.objects.filter(pk=key).first()
    if file is not None:
        record_table(file, clock.now(), User.objects.get(pk=by))


def record_table(file: ReceivedFile, now: datetime, by: User) -> int:
    """Record every response of the spreadsheet that is not stored yet; how many.

    None while anything in it is wrong. Again, or twice at once, it adds nothing. Their words are
    held until a worker has checked them.
    """
    file = ReceivedFile.objects.get(pk=file.pk)
    if file.state != ReceivedFile.State.TABLE:
        return 0
    found = looked_at(file, now)
    if found.sheet.problems or not (found.new or TableRecording.objects.filter(file=file).exists()):
        TableRecording.objects.filter(file=file, done=0).delete()
        return 0
    recorder, wordings = Recorder(file.consultation), every_wording(file.consultation)
    recorded = sum(_record_some(file, recorder, wordings, some, by) for some in _some(found.new))
    _finish(file, by)
    return recorded


def _some(new: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    return (new[at : at + TOGETHER] for at in range(0, len(new), TOGETHER))


@transaction.atomic
def _record_some(
    file: ReceivedFile,
    recorder: Recorder,
    wordings: Sequence[ClauseVersion],
    some: Sequence[dict[str, Any]],
    by: User,
) -> int:
    # The lock makes two workers on one spreadsheet wait for each other.
    locked = ReceivedFile.objects.select_for_update().filter(pk=file.pk).first()
    if locked is None or locked.state != ReceivedFile.State.TABLE:
        return 0
    keys = {recorder.key(name_of(one)): one for one in some}
    stored = Response.objects.filter(submission_key__in=keys)
    for key in stored.values_list("submission_key", flat=True):
        del keys[key]
    responses = [_record(recorder, wordings, one, by) for one in keys.values()]
    TableRecording.objects.filter(file=file).update(
        done=F("done") + len(responses), last_at=clock.now()
    )
    numbers = [response.pk for response in responses]
    transaction.on_commit(partial(check_later.enqueue, numbers), robust=True)
    return len(responses)


def _record(
    recorder: Recorder, wordings: Sequence[ClauseVersion], one: dict[str, Any], by: User
) -> Response:
    said = one["said"]
    # The wording that stood when they wrote, where the clause was there then.
    present = recorder.versions
    recorder.versions = present | wordings_at(wordings, said["received_at"])
    response = recorder.store(
        {
            "key": name_of(one),
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


@transaction.atomic
def _finish(file: ReceivedFile, by: User) -> None:
    """Say once what was recorded, and whether it had stopped in between."""
    recording = TableRecording.objects.filter(file=file).first()
    if recording is None:
        return
    done = recording.done
    note = f"{done} response{' was' if done == 1 else 's were'} recorded."
    if recording.resumed:
        note += " Recording had stopped and was taken up again; none is there twice."
    ReceivedFile.objects.filter(pk=file.pk, state=ReceivedFile.State.TABLE).update(
        state=ReceivedFile.State.CONFIRMED, decided_by=by, note=note
    )


@task()
def check_later(keys: list[int]) -> None:
    """Check the words of responses that were imported, in a worker."""
    for response in Response.objects.filter(pk__in=keys):
        check_words(response)
