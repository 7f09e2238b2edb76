"""Keeps the version history in step with what is published, however it came to be published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page
from wagtail.signals import post_page_move

from consultation import clock
from consultation.guidance.blocks import clause_blocks, identity_of
from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage, SectionPage

WORDING = ("number", "heading", "text", "old_text", "recommendations")


@transaction.atomic
def record_versions(section: SectionPage, now: datetime) -> list[ClauseVersion]:
    """Append a version for every clause of the live section that differs from its last one.

    Makes the clause's row when it is new, withdraws clauses that left the text and takes back
    those that returned. Appends nothing when nothing changed. Returns the versions appended.
    """
    consultation = section.consultation
    # Two editors publishing at once wait for each other, so that no version is recorded twice.
    ConsultationPage.objects.select_for_update().get(pk=consultation.pk)
    wordings = _published_wordings(section)
    _keep_clauses(section, consultation, wordings)
    withdraw(Clause.objects.filter(section=section).exclude(pk__in=wordings), now)
    last = _last_wordings(wordings)
    appended = [
        ClauseVersion(clause_id=identity, published_at=now, **wording)
        for identity, wording in wordings.items()
        if wording != last.get(identity)
    ]
    ClauseVersion.objects.bulk_create(appended)
    put_in_order(consultation)
    return appended


def withdraw(clauses: QuerySet[Clause], now: datetime) -> None:
    """Say of clauses that they left the published text. Their versions and comments stay."""
    clauses.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)


def put_in_order(consultation: ConsultationPage) -> None:
    """Give every clause its place in the whole text, by the order of sections and blocks."""
    sections = SectionPage.objects.child_of(consultation).live().order_by("path")
    published = [
        identity_of(block) for section in sections for block in clause_blocks(section.body)
    ]
    places = {identity: order for order, identity in enumerate(published)}
    clauses = Clause.objects.filter(pk__in=[identity for identity in places if identity])
    moved = [clause for clause in clauses if clause.order != places[clause.pk]]
    for clause in moved:
        clause.order = places[clause.pk]
    Clause.objects.bulk_update(moved, ["order"])


def keep_history() -> None:
    """Connect the version history to every way a section's live text can change.

    The receiver hangs on saving, not on Wagtail's ``page_published``: a page is saved and its
    versions are recorded in one transaction, so no reader can meet words without a version.
    """
    post_save.connect(_section_saved, sender=SectionPage)
    pre_delete.connect(_section_deleted, sender=SectionPage)
    post_page_move.connect(_page_moved)


def _section_saved(instance: SectionPage, raw: bool = False, **_: Any) -> None:
    if not raw:
        # Read again: an editor's draft is saved through the same object without being stored.
        record_versions(SectionPage.objects.get(pk=instance.pk), clock.now())


def _section_deleted(instance: SectionPage, **_: Any) -> None:
    withdraw(Clause.objects.filter(section=instance.pk), clock.now())


def _page_moved(instance: Page, parent_page_after: Page, **_: Any) -> None:
    if isinstance(instance.specific, SectionPage):
        put_in_order(parent_page_after.specific)


def _published_wordings(section: SectionPage) -> dict[UUID, dict[str, Any]]:
    blocks = clause_blocks(section.body) if section.live else ()
    return {
        identity: {
            "number": block.value["number"],
            "heading": block.value["heading"],
            "text": block.value["text"],
            "old_text": block.value["old_text"],
            "recommendations": list(block.value["recommendations"]),
        }
        for block in blocks
        if (identity := identity_of(block))
    }


def _keep_clauses(
    section: SectionPage,
    consultation: ConsultationPage,
    wordings: dict[UUID, dict[str, Any]],
) -> None:
    known = Clause.objects.in_bulk(wordings)
    for identity, wording in wordings.items():
        clause = known.get(identity) or Clause(pk=identity, consultation=consultation)
        before = (clause.number, clause.section_id, clause.withdrawn_at)
        clause.number, clause.section, clause.withdrawn_at = wording["number"], section, None
        if clause._state.adding or before != (clause.number, section.pk, None):
            clause.save()


def _last_wordings(identities: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = ClauseVersion.objects.current().filter(clause__in=identities)
    return {row.clause_id: {name: getattr(row, name) for name in WORDING} for row in rows}
