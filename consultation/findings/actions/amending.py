"""Which proposed changes are taken up in the drafting notes: kept for good, undone, never erased."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.findings.actions.coding import Place
from consultation.findings.models import DraftingNote
from consultation.guidance.models import ClauseVersion
from consultation.responses.models.placed import columns

ACCEPT = "consultation.accept_change"
UNDO = "consultation.undo_accepted_change"


def accept(
    version: ClauseVersion,
    kind: str,
    clause: tuple[int | None, int | None],
    place: Place,
    user: User,
    now: datetime,
    *,
    proposers: int,
    note: str = "",
) -> DraftingNote:
    """Take a change up in the notes; once, however often it is pressed.

    ``clause``: the characters of the version it changes, None where it names no place; ``place``:
    where its new words, or the passage that proposes it, stand.
    """
    same = {
        **columns(place.source, place.response),
        "start": place.start,
        "end": place.end,
        "kind": kind,
        "clause_version": version,
        "clause_start": clause[0],
        "clause_end": clause[1],
        "undone_at": None,
    }
    new = {"proposers": proposers, "note": note, "made_at": now, "made_by": user}
    with transaction.atomic():
        # Two who press at once wait here for each other.
        ClauseVersion.objects.select_for_update().get(pk=version.pk)
        made, created = DraftingNote.objects.get_or_create(**same, defaults=new)
        if created:
            log(place.response, ACCEPT, user=user, data={"note": made.pk, "kind": kind})
    return made


def undo_accepted(made: DraftingNote, user: User, now: datetime) -> bool:
    """Take a change out of the notes; whether it still was in them. It stays in the history."""
    with transaction.atomic():
        undone = DraftingNote.objects.filter(pk=made.pk, undone_at=None).update(
            undone_at=now, undone_by=user
        )
        if undone:
            log(made.response, UNDO, user=user, data={"note": made.pk, "kind": made.kind})
    return bool(undone)
