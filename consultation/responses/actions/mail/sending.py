"""Sending what is in the queue, each message once."""

from __future__ import annotations

import logging
from contextlib import closing
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet

from consultation import clock
from consultation.responses.actions.mail.wording import NoLongerTrue, message
from consultation.responses.models import Mail
from consultation.responses.rules.mail import LEASE, next_try

logger = logging.getLogger(__name__)

#: Messages of one call, so that the other work of the schedule has its turn.
AT_ONCE = 200
#: Answers of a mail server that say nothing of the next message.
ABOUT_ONE_MESSAGE = (SMTPRecipientsRefused, SMTPDataError)


class _Away(Exception):
    """The mail server cannot be reached, or talks to us no more."""


def send_due(at_most: int = AT_ONCE) -> int:
    """Send what is due, the longest waiting first; how many were sent.

    It stops when the mail server is away, for asking it for each of a thousand messages would take
    an hour. The message it stopped at waits; the next call begins with another.
    """
    sent = 0
    with closing(get_connection()) as connection:
        for _ in range(at_most):
            mail = _claim(Mail.objects.all())
            if mail is None:
                break
            try:
                sent += _send(mail, connection)
            except _Away:
                break
    return sent


def send(mail_id: int) -> bool:
    """Send this message if it is due and nobody else is sending it; whether it was sent."""
    mail = _claim(Mail.objects.filter(pk=mail_id))
    with closing(get_connection()) as connection:
        try:
            return mail is not None and _send(mail, connection)
        except _Away:
            return False


def _claim(among: QuerySet[Mail]) -> Mail | None:
    """Take a message that is due so that no other worker does; None when there is none.

    It is taken by moving the instant of its next attempt, and only from the value that was read:
    of two workers one finds the row as it was. This needs no lock, and works on both databases.
    """
    now = clock.now()
    while True:
        mail = among.filter(next_try_at__lte=now).order_by("next_try_at", "pk").first()
        if mail is None:
            return None
        as_read = Mail.objects.filter(pk=mail.pk, next_try_at=mail.next_try_at)
        if as_read.update(next_try_at=now + LEASE, attempts=mail.attempts + 1):
            mail.attempts += 1
            return mail


def _send(mail: Mail, connection: BaseEmailBackend) -> bool:
    """Send a claimed message and note what came of it; whether it was sent. Raises _Away."""
    row = Mail.objects.filter(pk=mail.pk)
    try:
        written = message(mail, clock.now())
        connection.open()
        connection.send_messages([written])
    except NoLongerTrue:
        row.delete()
        return False
    except Exception as error:
        connection.close()
        row.update(
            next_try_at=next_try(mail.attempts, mail.created_at, clock.now()), error=_kind(error)
        )
        if isinstance(error, ABOUT_ONE_MESSAGE):
            logger.warning("Mail %s was refused: %s", mail.pk, _kind(error))
            return False
        if isinstance(error, OSError):
            logger.warning("Mail %s was not taken: %s", mail.pk, _kind(error))
            raise _Away from None
        # A fault of ours in one message must not keep the others back.
        logger.exception("Mail %s could not be written", mail.pk)
        return False
    row.update(sent_at=clock.now(), next_try_at=None, to="", error="")
    return True


def _kind(error: Exception) -> str:
    """The kind of an error and the server's code: its text may repeat an address."""
    code: int | str = ""
    if isinstance(error, SMTPResponseException):
        code = error.smtp_code
    elif isinstance(error, SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    return f"{type(error).__name__} {code}".strip()[:60]
