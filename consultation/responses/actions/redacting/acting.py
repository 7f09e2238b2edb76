"""Redacting words in one act, and reversing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.dispatch import Signal
from wagtail.log_actions import log

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.redacting.columns import Standing
from consultation.responses.actions.redacting.finding import Found, Spot, everywhere
from consultation.responses.models import (
    RedactedWords,
    Redaction,
    RedactionAct,
    RewrittenWords,
)
from consultation.responses.models.placed import columns
from consultation.responses.rules.masking import FILLER, masked
from consultation.responses.rules.matching import digest_of_words, key_of, needle, words_in

REDACT = "consultation.redact_words"
LIFT = "consultation.lift_redaction"

#: Sent with ``act`` before its words are sought, in its transaction: what reads words now must stop.
redacting = Signal()
#: Sent with ``act`` once it, or its reversal, is committed: what was made from the words is stale.
redacted = Signal()


@transaction.atomic
def redact(
    consultation: ConsultationPage,
    spots: Sequence[Spot],
    phrases: Iterable[str],
    reason: str,
    user: User,
    now: datetime,
    note: str = "",
) -> RedactionAct:
    """Mask these characters, and the words of ``phrases`` wherever they stand or arrive later.

    One act: it is logged by counts, never by words, and reversed as a whole. Findings are scrubbed
    at once. Nothing of the words is kept but in the sources and in ``RewrittenWords``.
    """
    act = RedactionAct.objects.create(
        consultation=consultation, reason=reason, note=note, made_at=now, made_by=user
    )
    redacting.send(RedactionAct, act=act)
    phrases = list(filter(needle, phrases))
    _remember(act, phrases)
    found = everywhere(consultation, map(needle, phrases))
    mask_found(act, Found([*spots, *found.spots], found.standing), now, user)
    counts = {"places": act.redactions.count(), "elsewhere": len(found.standing)}
    log(consultation, REDACT, user=user, data={"act": act.pk, "reason": reason, **counts})
    transaction.on_commit(lambda: redacted.send(RedactionAct, act=act), robust=True)
    return act


def mask_found(act: RedactionAct, found: Found, now: datetime, user: User | None) -> None:
    """Mask what was found, as part of ``act``."""
    distinct = {(type(one.source), one.source.pk, *one[1:]): one for one in found.spots}
    Redaction.objects.bulk_create(
        Redaction(
            **columns(spot.source, spot.response),
            start=spot.start,
            end=spot.end,
            in_email=spot.in_email,
            act=act,
            reason=act.reason,
            made_at=now,
            made_by=user,
        )
        for spot in distinct.values()
    )
    for one in found.standing:
        _rewrite(act, one)


@transaction.atomic
def lift(act: RedactionAct, user: User, reason: str, now: datetime) -> bool:
    """Reverse an act: the words are shown again as the other decisions on them allow. Whether it stood.

    What an analysis had named by the words comes back with the next run.
    """
    lifted = {"lifted_at": now, "lifted_by": user, "lift_reason": reason}
    if not RedactionAct.objects.filter(pk=act.pk, lifted_at=None).update(**lifted):
        return False
    places = act.redactions.filter(lifted_at=None).update(**lifted)
    kept = list(act.rewritten.filter(restored_at=None))
    for one in kept:
        _restore(one)
    act.rewritten.filter(restored_at=None).update(restored_at=now)
    data = {"act": act.pk, "places": places, "elsewhere": len(kept)}
    log(act.consultation, LIFT, user=user, data=data)
    transaction.on_commit(lambda: redacted.send(RedactionAct, act=act), robust=True)
    return True


def _remember(act: RedactionAct, phrases: Iterable[str]) -> None:
    """Keep by what the words are known when they come again: never the words."""
    key = key_of(settings.SECRET_KEY, act.consultation_id)
    numbers = {needle(one): max(1, len(words_in(one))) for one in phrases}
    RedactedWords.objects.bulk_create(
        RedactedWords(act=act, number=number, digest=digest_of_words(letters, key))
        for letters, number in numbers.items()
    )


def _rewrite(act: RedactionAct, one: Standing) -> None:
    column = one.column
    if column.kept:
        RewrittenWords.objects.bulk_create(
            RewrittenWords(
                act=act,
                table=column.model._meta.label,
                row=str(one.row),
                column=column.name,
                start=start,
                end=end,
                words=one.value[start:end],
            )
            for start, end in one.spans
        )
    column.model._base_manager.filter(pk=one.row).update(**{column.name: one.becomes})


def _restore(one: RewrittenWords) -> None:
    """Put words back where their mask still stands; a value written anew since stays as it is."""
    rows = apps.get_model(one.table)._base_manager.filter(pk=one.row)
    value = rows.values_list(one.column, flat=True).first() or ""
    if value[one.start : one.end] == masked(one.words, [(0, len(one.words))]) and FILLER in value:
        value = value[: one.start] + one.words + value[one.end :]
        rows.update(**{one.column: value})
