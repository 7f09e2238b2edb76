"""Handing out packs: only to those who may have them, and never without a line in the log."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from wagtail.log_actions import log

from consultation.findings.exports.packs.information import Asked, information_pack
from consultation.findings.exports.packs.subject import Pack, subject_pack
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Response

SUBJECT = "consultation.make_subject_pack"
INFORMATION = "consultation.make_information_pack"


def make_subject_pack(response: Response, user: User, now: datetime) -> Pack:
    """Everything held of one respondent. Raises PermissionDenied for whoever may not have it."""
    _refuse(user, SUBJECT)
    pack = subject_pack(response, now)
    log(response, SUBJECT, user=user, data={"held": pack.held, "redacted": pack.redacted})
    return pack


def make_information_pack(
    consultation: ConsultationPage,
    asked: Asked,
    disclosed: Collection[str],
    user: User,
    now: datetime,
) -> bytes:
    """What is asked for by freedom of information; who decided to disclose what is in the log."""
    _refuse(user, INFORMATION)
    content = information_pack(consultation, asked, disclosed, now)
    data = {"asked": asked._asdict(), "disclosed": sorted(disclosed)}
    log(consultation, INFORMATION, user=user, data=data)
    return content


def _refuse(user: User, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied
