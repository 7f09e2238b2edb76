"""Putting right what was read from a returned form, or typed by staff, before it is counted.

The file stays as it came; what is put right is how it was read. What a respondent sent online is
theirs, and nobody puts that right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.responses.actions.holds import check_words, hold_unchecked
from consultation.responses.models import Answer, Comment, Hold, Proposal, Response
from consultation.responses.models.placed import SOURCES, columns
from consultation.responses.rules import digest
from consultation.responses.rules.receipt import sent
from consultation.responses.rules.waiting import may_put_right

PUT_RIGHT = "consultation.put_right"
Row = Comment | Answer | Proposal
#: What of each kind of row can be put right.
FIELDS: dict[type[Row], tuple[str, ...]] = {
    Comment: ("clause_version", "position", "text"),
    Answer: ("question", "question_key", "question_label", "clause_version", "choice", "text"),
    Proposal: ("clause_version", "text"),
}


class Changed(Exception):
    """Somebody else put it right meanwhile, or it is counted by now."""


def can_be_put_right(response: Response) -> bool:
    """Whether what is recorded of the response can still be put right by staff."""
    counted = response.ledger_entries.filter(set_aside="").exists()
    return may_put_right(response.channel, response.set_aside, counted)


def row_of(response: Response, kind: str, number: int) -> Row | None:
    """The row of the response that an address names; None for none."""
    if kind not in SOURCES or SOURCES[kind] not in FIELDS:
        return None
    found: Row | None = SOURCES[kind].objects.filter(response=response, pk=number).first()  # type: ignore[assignment]
    return found


def present(row: Row) -> str:
    """A short name of what the row says at present: two people at once are told apart."""
    told = [getattr(row, row._meta.get_field(name).attname) for name in FIELDS[type(row)]]  # type: ignore[union-attr]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def words_are_open(row: Row) -> bool:
    """Whether its words can be changed: nobody has decided on them, and no child may be at risk."""
    placed = columns(row, row.response)
    holds = Hold.objects.filter(**placed)
    decided = holds.exclude(released_at=None, raised_by=None).exists()
    risk = holds.filter(why=Hold.Why.DISCLOSURE).exists()
    redacted = row.response.redactions.filter(**placed).exists()
    return not (decided or risk or redacted or row.cleared_at)


def put_right(row: Row, seen: str, given: Mapping[str, Any], by: User, now: datetime) -> None:
    """Let the row say ``given``, by its columns; a row with no choice and no words is taken out.

    New words are held until they are checked. Raises Changed unless ``seen`` is as it stands.
    """
    with transaction.atomic():
        response = Response.objects.select_for_update().get(pk=row.response_id)
        row = type(row).objects.select_for_update().get(pk=row.pk)
        if present(row) != seen or not can_be_put_right(response):
            raise Changed
        before = {name: getattr(row, name) for name in given}
        changed = {name: value for name, value in given.items() if value != before[name]}
        if "text" in changed and not words_are_open(row):
            raise Changed
        _keep(row, response, changed, now)
        response.digest = digest(sent(response))
        response.save(update_fields=["digest"])
        data = {"row": f"{row._meta.model_name} {row.pk or ''}".strip(), "fields": sorted(changed)}
        log(response, PUT_RIGHT, user=by, data=data)
    check_words(response)


def _keep(row: Row, response: Response, changed: Mapping[str, Any], now: datetime) -> None:
    for name, value in changed.items():
        setattr(row, name, value)
    empty = (
        not row.text.strip() and not getattr(row, "position", "") and not getattr(row, "choice", "")
    )
    if "text" in changed or empty:
        Hold.objects.filter(**columns(row, response), released_at=None).delete()
    if empty:
        row.delete()
        return
    row.save()
    if "text" in changed and row.text:
        hold_unchecked(response, now, [row])
