"""Binding a draft to a later seal, because something has changed since its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.dataset import seals
from consultation.outcome.actions.drafting import NotDrafted, block_of, new, versions_sealed
from consultation.outcome.actions.quoting import cases_of, numbered
from consultation.outcome.actions.signing import note_change
from consultation.outcome.models import OutcomePage, Seal, Vouched
from consultation.outcome.models.package import READ, Package
from consultation.outcome.models.reading import draft_of
from consultation.outcome.rules.draft import Sentence, digest_of
from consultation.outcome.rules.drafting import Drafted, first_draft
from consultation.outcome.rules.notation import Place
from consultation.outcome.rules.rebinding import rebound

REBIND = "consultation.rebind_outcome"


class _Sealed:
    """What is asked of each of the two seals."""

    def __init__(self, seal: Seal) -> None:
        self.package = Package(seal, (*READ, "comments.parquet", "passages.parquet"))
        self.positions = seals.positions(self.package.files["comments.parquet"])

    def drafted(self, clause: str, told: Mapping[str, Drafted] | None = None) -> list[Drafted]:
        """What the program drafts of a clause, with the cases ``told``; nothing of one the seal has
        not."""
        if clause not in self.package.tree:
            return []
        return first_draft(self.package.tree, clause, self.positions.get(clause, {}), told)


@transaction.atomic
def bind_to(page: OutcomePage, seal: Seal, user: User, now: datetime) -> OutcomePage:
    """A new revision of the draft, bound to ``seal``; clauses new in it begin with a first draft.

    Raises NotDrafted where the seal is not made, or is no later one of the same consultation.
    """
    OutcomePage.objects.select_for_update().get(pk=page.pk)
    latest: OutcomePage = page.get_latest_revision_as_object()
    if seal.state != Seal.State.MADE or seal.consultation_id != latest.consultation_id:
        raise NotDrafted("This seal has not been made: bind the draft to one that has.")
    if seal.number <= latest.seal.number:
        raise NotDrafted("The draft is bound to this seal, or a later one, already.")
    before, after = _Sealed(latest.seal), _Sealed(seal)
    drafts = {one.identity: one for one in draft_of(latest).clauses}
    versions = versions_sealed(seal.consultation, after.package.findings["clauses"])
    moved = _moved(before.package, after.package)
    cases = cases_of(after.package, after.positions)
    blocks, drafted = [], {}
    for clause, version in versions.items():
        draft = drafts.get(str(version.clause_id)) or new(clause, version)
        kept = {number: moved(place) for number, place in draft.quotations.items()}
        told, quotations = numbered(cases.get(clause, {}), kept)
        drafted[clause] = after.drafted(clause, told)
        trees = (before.package.tree, after.package.tree)
        later = rebound(draft, drafted[clause], trees, moved, clause, version.text)
        blocks.append(("clause", block_of(replace(later, quotations=quotations), version.pk)))
    latest.clauses, latest.seal = blocks, seal
    latest.save_revision(user=user)
    # The row names the seal too, for whoever looks for it without the draft.
    OutcomePage.objects.filter(pk=page.pk).update(seal=seal)
    _vouch(latest, drafted, now)
    note_change(latest, user)
    log(latest, REBIND, user=user, data={"seal": seal.number})
    return latest


def _vouch(page: OutcomePage, drafted: Mapping[str, list[Drafted]], now: datetime) -> None:
    """The program vouches for what it would draft from this seal, and for nothing else."""
    Vouched.objects.bulk_create(
        (
            Vouched(
                page=page,
                clause=clause,
                digest=digest_of(page.seal.digest, clause, Sentence(one.text, one.sources)),
                vouched_at=now,
            )
            for clause, sentences in drafted.items()
            for one in sentences
        ),
        ignore_conflicts=True,
    )


def _moved(before: Package, after: Package) -> Any:
    """Where the words of a place stand in the later seal; the same place where they are no more."""
    begins = {at: row for row, at in after.sources.items()}

    def moved(place: Place) -> Place:
        row = begins.get(before.sources.get((place.response, place.row), ("", 0)))
        return Place(*row, place.start, place.end) if row else place

    return moved
