"""From a row of the queue to the message: made when it is sent, so that no words lie in the queue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import utf8_charset_qp
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import strip_tags
from django.utils.translation import gettext, gettext_noop, override

from consultation.guidance.models import ConsultationPage, DeadlineMove
from consultation.responses.models import Draft, FormatRequest, Mail, Response
from consultation.responses.rules import digest_of, receipt_secret, secret_of
from consultation.responses.rules.mail import one_line, time_left
from consultation.responses.rules.receipt import standing, stated
from consultation.responses.rules.secrets import address_secret

#: The subject says nothing of what the person wrote: it is shown on locked screens.
SUBJECTS: Mapping[str, str] = {
    Mail.Kind.RECEIPT: gettext_noop("Receipt for your response {reference}"),
    Mail.Kind.RETURN_LINK: gettext_noop("The link to the response you have not sent yet"),
    Mail.Kind.REMINDER: gettext_noop("You have a response that is not sent yet"),
    Mail.Kind.DEADLINE_MOVED: gettext_noop("The closing date was moved"),
    Mail.Kind.LATE_DECISION: gettext_noop("Our decision on your response {reference}"),
    Mail.Kind.ANSWERED: gettext_noop("Your request {reference}"),
    Mail.Kind.OUTCOME: gettext_noop("The government response is published"),
    # To staff, whose texts are not translated.
    Mail.Kind.DISCLOSURE: "To be read today: {reference}",
}


class NoLongerTrue(Exception):
    """What the message would say is so no more; it is not sent."""


def message(mail: Mail, now: datetime) -> EmailMessage:
    """The message, plain text in UTF-8, under the Message-ID that it has at every attempt.

    It is in the language in which its reader used the site, whoever sends it and from where; to
    staff, in the site's own. Every link begins with the address in the settings and never with one
    that a request named. Raises NoLongerTrue.
    """
    one = mail.draft or mail.response or mail.format_request
    assert one is not None
    to_staff = mail.kind == Mail.Kind.DISCLOSURE
    with override(settings.LANGUAGE_CODE if to_staff else one.language):
        return _written(mail, one, now)


def _written(mail: Mail, one: Draft | Response | FormatRequest, now: datetime) -> EmailMessage:
    consultation = one.consultation
    given = {"consultation": consultation, "mail": mail} | CONTEXTS[mail.kind](mail, now)
    subject = gettext(SUBJECTS[mail.kind]).format(reference=getattr(one, "reference", ""))
    written = EmailMessage(
        subject=f"{subject}: {one_line(consultation.title)}",
        body=render_to_string(f"mail/{mail.kind.replace(' ', '_')}.txt", given),
        to=[mail.to],
        reply_to=[consultation.contact_email],
        headers={"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated"},
    )
    # Words can have lines longer than a mail server takes, which quoted-printable breaks and mends.
    written.encoding = utf8_charset_qp
    return written


def message_id(mail: Mail) -> str:
    """The same at every attempt, so that a copy is known as one; it tells nothing."""
    name = salted_hmac("consultation.mail", f"{mail.pk} {mail.created_at.isoformat()}").hexdigest()
    return f"<{name}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or 'localhost'}>"


def address(name: str, consultation: ConsultationPage, **parts: str) -> str:
    """The full address of a page of a respondent."""
    path = reverse(f"respond:{name}", kwargs={"consultation": consultation.slug} | parts)
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def _receipt(mail: Mail, now: datetime) -> dict[str, Any]:
    response = mail.response
    assert response is not None
    return stated(response) | {
        "receipt": _receipt_address(response),
        "confirm": _confirm_address(response, mail.to),
        "safeguarding": strip_tags(response.consultation.safeguarding_notice),
    }


def _receipt_address(response: Response) -> str:
    """The private address of the receipt; "" when the site's secret key was changed since."""
    secret = receipt_secret(secret_of(response.submission_key))
    if digest_of(secret) != response.receipt_digest:
        return ""
    return address("receipt", response.consultation, secret=secret)


def _confirm_address(response: Response, to: str) -> str:
    """Where whoever reads this says that the address is theirs; "" for an address not in the response."""
    if not response.email or response.email != to or response.email_confirmed_at:
        return ""
    secret = address_secret(response.submission_key, response.email)
    named = {"reference": response.reference, "secret": secret}
    return address("confirm-address", response.consultation, **named)


def _draft(mail: Mail, now: datetime) -> dict[str, Any]:
    draft = mail.draft
    assert draft is not None
    return {
        "draft": draft,
        "link": _return_address(draft),
        "closed": now >= draft.consultation.closes,
    }


def _return_address(draft: Draft) -> str:
    secret = secret_of(draft.pk)
    if digest_of(secret) != draft.secret_digest:
        raise NoLongerTrue
    return address("return-link", draft.consultation, secret=secret)


def _reminder(mail: Mail, now: datetime) -> dict[str, Any]:
    given = _draft(mail, now)
    if given["closed"]:
        raise NoLongerTrue
    return given | {"left": time_left(given["draft"].consultation.closes, now)}


def _moved(mail: Mail, now: datetime) -> dict[str, Any]:
    given = _reminder(mail, now)
    move = DeadlineMove.objects.filter(pk=mail.occasion).first()
    if move is None or move.new != given["draft"].consultation.closes:
        raise NoLongerTrue
    return given | {"move": move}


def _decision(mail: Mail, now: datetime) -> dict[str, Any]:
    assert mail.response is not None
    return {
        "response": mail.response,
        "standing": standing(mail.response),
        "receipt": _receipt_address(mail.response),
    }


def _outcome(mail: Mail, now: datetime) -> dict[str, Any]:
    assert mail.response is not None
    path = reverse("outcome-page", args=[mail.response.consultation.slug])
    return {"response": mail.response, "link": urljoin(settings.WAGTAILADMIN_BASE_URL, path)}


def _answered(mail: Mail, now: datetime) -> dict[str, Any]:
    return {"asked": mail.format_request}


def _disclosure(mail: Mail, now: datetime) -> dict[str, Any]:
    one = mail.response or mail.format_request
    assert one is not None
    if mail.response is not None:
        path = reverse("disclosure", args=[mail.occasion])
    else:
        path = reverse("format_request", args=[one.consultation.slug, one.reference])
    return {"reference": one.reference, "link": urljoin(settings.WAGTAILADMIN_BASE_URL, path)}


CONTEXTS: Mapping[str, Callable[[Mail, datetime], dict[str, Any]]] = {
    Mail.Kind.RECEIPT: _receipt,
    Mail.Kind.OUTCOME: _outcome,
    Mail.Kind.RETURN_LINK: _draft,
    Mail.Kind.REMINDER: _reminder,
    Mail.Kind.DEADLINE_MOVED: _moved,
    Mail.Kind.LATE_DECISION: _decision,
    Mail.Kind.ANSWERED: _answered,
    Mail.Kind.DISCLOSURE: _disclosure,
}
