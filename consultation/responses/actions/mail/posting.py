"""Putting a message in the queue."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.core.validators import validate_email
from django.db import transaction
from django_tasks import task

from consultation.responses.models import Draft, FormatRequest, Mail, Response


@transaction.atomic
def post(
    kind: str,
    to: str,
    *,
    now: datetime,
    draft: Draft | None = None,
    response: Response | None = None,
    format_request: FormatRequest | None = None,
    occasion: str = "",
) -> Mail:
    """Queue a message about a draft, a response or a request; one of each kind and occasion only.

    Called in the transaction of what the message tells of, it is kept if and only if that is. The
    background worker sends it once that is committed; where none runs, the schedule does.

    Raises ValidationError when ``to`` is no address; one with a line break in it is none.
    """
    validate_email(to)
    mail, new = Mail.objects.get_or_create(
        kind=kind,
        draft=draft,
        response=response,
        format_request=format_request,
        occasion=occasion,
        defaults={"to": to, "created_at": now, "next_try_at": now},
    )
    if new:
        # Robust: whatever is wrong with the tasks' queue, what was stored is stored.
        transaction.on_commit(partial(send_later.enqueue, mail.pk), robust=True)
    return mail


@task()
def send_later(mail_id: int) -> None:
    """What the background worker does of a message: the number is all it is told."""
    from consultation.responses.actions.mail.sending import send

    send(mail_id)
