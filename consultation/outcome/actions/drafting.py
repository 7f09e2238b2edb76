"""Drafting the outcome: a page made from a seal, and its clauses as officials change them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from consultation.dataset import seals
from consultation.guidance.models import ClauseVersion, ConsultationPage
from consultation.outcome.actions.quoting import Cases, cases_of, numbered
from consultation.outcome.actions.signing import note_change, workflow
from consultation.outcome.actions.tree import outcomes_root
from consultation.outcome.models import OutcomePage, Seal, Vouched
from consultation.outcome.models.package import READ, Package
from consultation.outcome.models.reading import places
from consultation.outcome.rules.draft import (
    ClauseDraft,
    Sentence,
    digest_of,
    digest_of_drafted,
)
from consultation.outcome.rules.drafting import first_draft

START = "consultation.start_drafting"
CHANGE = "consultation.change_clause"
CONFIRM = "consultation.confirm_sentence"


class NotDrafted(Exception):
    """No draft can be made; the message is a plain sentence that says why and what to do."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed this clause since it was read; nothing was saved."""


@transaction.atomic
def start_drafting(seal: Seal, user: User | None, now: datetime) -> OutcomePage:
    """The outcome of the seal's consultation, with the first draft of every clause.

    Raises NotDrafted where the seal is not made, or an outcome is being drafted already.
    """
    consultation = seal.consultation
    if seal.state != Seal.State.MADE:
        raise NotDrafted("This seal has not been made: draft from one that has.")
    if OutcomePage.objects.filter(consultation=consultation).exists():
        raise NotDrafted("The response to this consultation is being drafted already.")
    page = OutcomePage(
        title=f"Government response: {consultation.title}"[:255],
        slug=consultation.slug,
        consultation=consultation,
        seal=seal,
        owner=user,
        live=False,
        clauses=_first_blocks(seal),
    )
    outcomes_root().add_child(instance=page)
    workflow()
    vouch_for(page, None, now)
    page.save_revision(user=user)
    log(page, START, user=user, data={"seal": seal.number, "clauses": len(page.clauses)})
    return page


def _first_blocks(seal: Seal) -> list[tuple[str, dict[str, Any]]]:
    package = Package(seal, (*READ, "comments.parquet", "passages.parquet"))
    positions = seals.positions(package.files["comments.parquet"])
    versions = versions_sealed(seal.consultation, package.findings["clauses"])
    cases = cases_of(package, positions)
    return [
        ("clause", block_of(_with_draft(new(name, version), package, positions, cases), version.pk))
        for name, version in versions.items()
    ]


def new(clause: str, version: ClauseVersion) -> ClauseDraft:
    """The block of a clause before anything is drafted of it."""
    return ClauseDraft(
        identity=str(version.clause_id),
        clause=clause,
        number=version.number,
        heading=version.heading,
        old=version.old_text,
        redraft=version.text,
        final=version.text,
        drafted=digest_of_drafted(()),
    )


def _with_draft(
    draft: ClauseDraft,
    package: Package,
    positions: Mapping[str, Mapping[str, str]],
    cases: Mapping[str, Cases],
) -> ClauseDraft:
    told, quotations = numbered(cases.get(draft.clause, {}), {})
    drafted = first_draft(package.tree, draft.clause, positions.get(draft.clause, {}), told)
    said = tuple(Sentence(one.text, one.sources) for one in drafted)
    return replace(draft, said=said, quotations=quotations, drafted=digest_of_drafted(said))


def versions_sealed(
    consultation: ConsultationPage, findings: Iterable[Mapping[str, Any]]
) -> dict[str, ClauseVersion]:
    """The version of each clause that the seal is of, by its name there: same number, same words.

    Raises NotDrafted where the version history has none.
    """
    history = ClauseVersion.objects.filter(clause__consultation=consultation).order_by("pk")
    known = {(version.number, version.text): version for version in history}
    found = {}
    for finding in findings:
        number = finding["clause"].partition(" withdrawn")[0]
        version = known.get((number, finding["text"]))
        if version is None:
            raise NotDrafted(
                f"The wording of clause {finding['clause']} in the seal is not in the version "
                "history: seal a run of the text as it is published."
            )
        found[finding["clause"]] = version
    return found


def vouch_for(page: OutcomePage, user: User | None, now: datetime) -> None:
    """Vouch for every sentence of the page as it stands: the program does for those it drafted."""
    rows = [
        Vouched(
            page=page,
            clause=value["clause"],
            digest=digest_of(page.seal.digest, value["clause"], sentence),
            vouched_at=now,
            vouched_by=user,
        )
        for value in (block.value for block in page.clauses)
        for sentence in _sentences(value)
    ]
    Vouched.objects.bulk_create(rows, ignore_conflicts=True)


def _sentences(value: Mapping[str, Any]) -> list[Sentence]:
    return [Sentence(one["text"], places(one["sources"])) for one in value["said"]]


def fingerprint(page: OutcomePage, clause: str) -> str:
    """Stands for a clause's block as it is: a form sends it back, so that no change is overwritten
    unseen."""
    raw = next(one for one in page.clauses.get_prep_value() if one["value"]["clause"] == clause)
    value = json.dumps(raw["value"], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def save_clause(page: OutcomePage, draft: ClauseDraft, seen: str, user: User) -> OutcomePage:
    """A new revision of the page with ``draft`` in the place of its clause; the page as it is then.

    Others may have changed other clauses meanwhile: theirs are kept. Raises ChangedMeanwhile where
    it was this one, whose ``fingerprint`` is not ``seen`` any more.
    """
    OutcomePage.objects.select_for_update().get(pk=page.pk)
    latest: OutcomePage = page.get_latest_revision_as_object()
    if fingerprint(latest, draft.clause) != seen:
        raise ChangedMeanwhile(draft.clause)
    for place, block in enumerate(latest.clauses):
        if block.value["clause"] == draft.clause:
            changed = block_of(draft, block.value["version"])
            latest.clauses[place] = (block.block_type, changed, block.id)
    latest.save_revision(user=user)
    note_change(latest, user)
    log(latest, CHANGE, user=user, data={"clause": draft.clause, "decision": draft.decision.value})
    return latest


def block_of(draft: ClauseDraft, version: int) -> dict[str, Any]:
    """The draft as the page's StreamField takes it."""
    return {
        "identity": draft.identity,
        "clause": draft.clause,
        "version": version,
        "said": [
            {"text": one.text, "sources": [str(place) for place in one.sources]}
            for one in draft.said
        ],
        "quotations": [
            {"number": number, "place": str(place)} for number, place in draft.quotations.items()
        ],
        "decision": draft.decision.value,
        "reason": draft.reason,
        "answers": [{"about": about, "text": text} for about, text in draft.answers.items()],
        "final": draft.final,
        "drafted": draft.drafted,
    }


def confirm_sentence(
    page: OutcomePage, clause: str, sentence: Sentence, user: User, now: datetime
) -> None:
    """A person who read its sources says that they say what the sentence says."""
    digest = digest_of(page.seal.digest, clause, sentence)
    Vouched.objects.get_or_create(
        page=page, digest=digest, defaults={"clause": clause, "vouched_at": now, "vouched_by": user}
    )
    log(page, CONFIRM, user=user, data={"clause": clause, "sources": len(sentence.sources)})
