"""Erasing one response: every row and every word of it, but for its line in the ledger."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models, transaction
from django.dispatch import Signal

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.importing import recorded_from, tables
from consultation.responses.actions.redacting.columns import standing
from consultation.responses.models import (
    Answer,
    Comment,
    DeletionHold,
    Disclosure,
    Draft,
    Erasure,
    ErasureDecision,
    FormatRequest,
    LedgerEntry,
    Letter,
    Proposal,
    ReceivedFile,
    Response,
    RewrittenWords,
    SetAside,
)
from consultation.responses.rules.matching import FEWEST_LETTERS, found, letters_of, needle
from consultation.responses.rules.secrets import digest_of

#: Sent with ``consultation``, ``responses`` and ``words`` in the transaction, when their rows are gone.
erasing = Signal()
#: Sent with ``consultation`` once a decision was carried out: what was made from the words is stale.
erased = Signal()

#: Rows of a response that stay: its lines in the ledger, without words, and what was decided of it.
STAY: tuple[type[models.Model], ...] = (
    Response, LedgerEntry, Erasure, ErasureDecision.responses.through, DeletionHold, Disclosure,
)  # fmt: skip
SOURCES = (Comment, Answer, Letter, Proposal)
#: What a response is left with, by column; whatever else tells of a person is empty.
LEFT: dict[str, Any] = {
    "set_aside": SetAside.ERASED, "set_aside_reason": "", "digest": "", "attended": None,
    "within_grace": False, "confidential": False, "language": "",
    **dict.fromkeys((
        "respondent_type", "respondent_type_other", "kind", "name", "email", "organisation",
        "represents", "region", "confidentiality_reason", "publish",
    ), ""),
}  # fmt: skip


class Words(NamedTuple):
    """The letters of what was erased, and of everything that others of the consultation say."""

    gone: str
    left: str

    def only_theirs(self, words: str) -> bool:
        """Whether these words stand in what was erased, and in nothing that stays."""
        letters = letters_of(words)
        return bool(letters) and letters in self.gone and letters not in self.left


def erase(
    consultation: ConsultationPage, responses: Iterable[Response], now: datetime
) -> dict[int, Counter[str]]:
    """Erase responses, in a transaction of the caller's; for each, how many rows of what are gone.

    A line of each in the ledger stays, for what was received must add up: its reference, when and by
    which channel it came, and that it was erased. Drafts and requests of the same person go too, a
    spreadsheet it was imported from, and their name and address in what staff noted anywhere.
    """
    responses = list(responses)
    said = [text for one in responses for text in _said(one)]
    needles = {needle(word) for one in responses for word in (one.name, one.email)}
    removed = {one.pk: _erase_rows(one, now) for one in responses}
    _forget_names(consultation, {one for one in needles if len(one) >= FEWEST_LETTERS})
    words = Words(letters_of(" ".join(said)), _left(consultation))
    erasing.send(Response, consultation=consultation, responses=responses, words=words)
    return removed


def rehearse(response: Response, now: datetime) -> Counter[str]:
    """How many rows of each table would be gone: done as it would be, and undone at once."""
    with transaction.atomic():
        removed = _erase_rows(response, now)
        transaction.set_rollback(True)
    return removed


def _erase_rows(response: Response, now: datetime) -> Counter[str]:
    removed = _remove_rows(response, now)
    LedgerEntry.objects.filter(response=response).update(reason="", told="")
    own = {"receipt_digest": digest_of(secrets.token_urlsafe(32))}
    Response.objects.filter(pk=response.pk).update(**LEFT | own)
    LedgerEntry.objects.create(response=response, set_aside=SetAside.ERASED, decided_at=now)
    return removed


def _said(response: Response) -> list[str]:
    texts = [source.text for model in SOURCES for source in model.objects.filter(response=response)]
    return [*texts, response.text]


def _left(consultation: ConsultationPage) -> str:
    """The letters of everything that is said still."""
    texts = (
        text
        for model in SOURCES
        for text in model.objects.filter(response__consultation=consultation).values_list(
            "text", flat=True
        )
    )
    return " ".join(map(letters_of, texts))


def _remove_rows(response: Response, now: datetime) -> Counter[str]:
    removed: Counter[str] = Counter()
    _remove_what_points_at(Response, [response.pk], removed)
    if response.email:
        same = {"consultation": response.consultation}
        for model in (Draft, FormatRequest):
            theirs = models.Q(email__iexact=response.email)
            if model is Draft:
                theirs |= models.Q(return_email__iexact=response.email)
            mine = model._base_manager.filter(theirs, **same)
            _remove(model, list(mine.values_list("pk", flat=True)), removed)
    for table in tables(response.consultation):
        if recorded_from(table, response, now):
            _remove_table(table, removed)
    return +removed


def _remove_table(table: ReceivedFile, removed: Counter[str]) -> None:
    """Empty a spreadsheet; what others said in it was recorded from it, and stays. One that waits
    to be recorded is deleted, for whoever loaded it to load without this response."""
    if table.state != ReceivedFile.State.CONFIRMED:
        _remove(ReceivedFile, [table.pk], removed)
        return
    ReceivedFile.objects.filter(pk=table.pk).update(content=b"", size=0)
    removed["spreadsheet emptied"] += 1


def _remove(model: type[models.Model], rows: list[Any], removed: Counter[str]) -> None:
    """Delete rows of a model with all that points at them, whatever guards the model has."""
    if not rows:
        return
    _remove_what_points_at(model, rows, removed)
    kept = RewrittenWords.objects.filter(table=model._meta.label, row__in=map(str, rows))
    removed[str(RewrittenWords._meta.verbose_name)] += kept.count()
    kept.delete()
    queryset = model._base_manager.filter(pk__in=rows)
    removed[str(model._meta.verbose_name)] += queryset._raw_delete(queryset.db)


def _remove_what_points_at(
    model: type[models.Model], rows: Iterable[Any], removed: Counter[str]
) -> None:
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
            continue
        other, column = relation.related_model, relation.field  # type: ignore[union-attr]
        if other in STAY or not isinstance(other, type) or other._meta.proxy:
            continue
        there = other._base_manager.filter(**{f"{column.name}__in": list(rows)})
        if not _is_theirs(model, other, column):
            there.update(**{column.name: None})
        else:
            _remove(other, list(there.values_list("pk", flat=True)), removed)


def _is_theirs(model: type[models.Model], other: type[models.Model], column: Any) -> bool:
    """Whether the row that points at one of theirs is theirs too, and not only mentions it."""
    return not (column.null and column.remote_field.on_delete is models.SET_NULL) or (
        model is Response and other is Draft
    )


def _forget_names(consultation: ConsultationPage, needles: set[str]) -> None:
    """Mask their names and addresses in what staff noted of others, for good."""
    if not needles:
        return
    for one in standing(consultation, lambda text: found(text, needles), needles):
        rows = one.column.model._base_manager.filter(pk=one.row)
        rows.update(**{one.column.name: one.becomes})
    for kept in RewrittenWords.objects.filter(act__consultation=consultation, restored_at=None):
        if needle(kept.words) in needles:
            RewrittenWords.objects.filter(pk=kept.pk).delete()
