"""A small consultation with staff and responses, in which words to look for are planted."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group, User

from consultation import clock
from consultation.findings.actions import carry_out_run, start_run
from consultation.findings.models import Run
from consultation.guidance.actions import load_chapter
from consultation.guidance.models import ConsultationPage
from consultation.responses.actions import record_offline
from consultation.responses.models import Comment, Hold, ReceivedFile, Response
from consultation.roles import (
    ADMINISTRATORS,
    CLEARED_OFFICIALS,
    DUTY_OFFICERS,
    EDITORS,
    OFFICIALS,
)

SMALL_CHAPTER = Path(__file__).parent / "small_chapter"
OPENS = datetime(2009, 7, 30, 23, 0, tzinfo=UTC)
CLOSES = datetime(2009, 10, 23, 23, 0, tzinfo=UTC)
BATCH = UUID(int=1)

STAFF = {
    "editor": EDITORS,
    "official": OFFICIALS,
    "cleared": CLEARED_OFFICIALS,
    "duty": DUTY_OFFICERS,
    "administrator": ADMINISTRATORS,
}


def staff(name: str) -> User:
    """The member of staff of that name, in the one role that goes with it."""
    user, new = User.objects.get_or_create(username=name, defaults={"email": "s@example.org"})
    if new:
        user.set_password(name)
        user.save()
        user.groups.set([Group.objects.get(name=STAFF[name])])
    return user


def consultation() -> ConsultationPage:
    """Three clauses, 1.1 unchanged, 1.2 changed and 1.3 new; q1 asks about 1.2."""
    return load_chapter(
        SMALL_CHAPTER, slug="small", opens=OPENS, closes=CLOSES, duty_officer=staff("duty")
    )


def respond(page: ConsultationPage, key: str, **given: Any) -> Response:
    """Record a response by e-mail, received a day before the end unless ``received_at`` says else."""
    who = {"kind": "individual", "type": "gp", "name": "", "organisation": "", "email": ""}
    return record_offline(
        page,
        {
            "key": key,
            "channel": "email",
            "received_at": CLOSES - timedelta(days=1),
            "respondent": who | {"represents": "", "region": ""} | given.pop("who", {}),
            "confidential": False,
            "confidentiality_reason": "",
            "publish": "no",
            "comments": [],
            "answers": [],
            "letter": "",
        }
        | given,
    )


def comment(clause: str, text: str, position: str = "") -> dict[str, str]:
    """A comment as ``respond`` takes it."""
    return {"clause": clause, "position": position, "text": text}


def hold(said: Comment, words: str, why: str = Hold.Why.IDENTIFYING) -> Hold:
    """Hold ``words`` where they first stand in the comment."""
    start = said.text.index(words)
    return Hold.objects.create(
        response=said.response,
        comment=said,
        start=start,
        end=start + len(words),
        why=why,
        reason="It names a person.",
        raised_at=clock.now(),
    )


def hold_details(response: Response) -> Hold:
    """Hold what the respondent wrote of themself."""
    return Hold.objects.create(
        response=response,
        start=0,
        end=len(response.text),
        why=Hold.Why.IDENTIFYING,
        reason="It names a person.",
        raised_at=clock.now(),
    )


def analysed(page: ConsultationPage) -> Run:
    """A finished run of the consultation."""
    run = carry_out_run(start_run(page, None, clock.now(), enqueue=False).pk)
    assert run.state == Run.State.DONE, run.error
    return run


def file(response: Response, name: str, content: bytes) -> ReceivedFile:
    """A file of the response that waits for a person to type it."""
    return ReceivedFile.objects.create(
        consultation=response.consultation,
        response=response,
        name=name,
        kind="txt",
        content=content,
        size=len(content),
        sha256="0" * 64,
        received_at=OPENS,
        state=ReceivedFile.State.TYPING,
        batch=BATCH,
    )


def table(page: ConsultationPage, content: bytes) -> ReceivedFile:
    """A spreadsheet of responses that nobody has confirmed."""
    return ReceivedFile.objects.create(
        consultation=page,
        name="answers.csv",
        kind="csv",
        content=content,
        size=len(content),
        sha256="1" * 64,
        received_at=OPENS,
        state=ReceivedFile.State.TABLE,
    )
