"""From a page and its seal to the draft, and to the document: everything that reads them both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from consultation.guidance.models import ClauseVersion
from consultation.outcome.models.about import about
from consultation.outcome.models.allowed import Allowed
from consultation.outcome.models.package import Package
from consultation.outcome.models.withheld import hidden_themes
from consultation.outcome.rules.document import Document, Resolved, document
from consultation.outcome.rules.draft import ClauseDraft, Decision, Draft, Sentence
from consultation.outcome.rules.notation import Place, Quotation

if TYPE_CHECKING:
    from consultation.outcome.models.pages import OutcomePage


def document_of(page: OutcomePage) -> Document:
    """The whole outcome as it would be read now, from the page as it is in memory and its seal.

    The one function behind the preview, the published page and every file made of it.
    """
    draft = draft_of(page)
    package = Package(page.seal)
    found = resolved(page, draft, package)
    known = about(page.consultation, package, draft.clauses)
    return document(draft, replace(found, about=known))


def draft_of(page: OutcomePage) -> Draft:
    """The page as plain values."""
    values = [block.value for block in page.clauses]
    versions = ClauseVersion.objects.in_bulk([value["version"] for value in values])
    seal = page.seal
    return Draft(
        title=page.title,
        consultation=page.consultation.title,
        slug=page.consultation.slug,
        seal=seal.number,
        digest=seal.digest,
        sealed_at=seal.made_at,
        prose={
            name: getattr(page, name) for name in ("foreword", "process", "equality", "next_steps")
        },
        clauses=[clause_draft(value, versions[value["version"]]) for value in values],
    )


def clause_draft(value: Mapping[str, Any], version: ClauseVersion) -> ClauseDraft:
    """The block of a clause as plain values."""
    return ClauseDraft(
        identity=value["identity"],
        clause=value["clause"],
        number=version.number,
        heading=version.heading,
        old=version.old_text,
        redraft=version.text,
        said=tuple(Sentence(one["text"], places(one["sources"])) for one in value["said"]),
        quotations={one["number"]: Place.read(one["place"]) for one in value["quotations"]},
        decision=Decision(value["decision"] or ""),
        reason=value["reason"] or "",
        answers={one["about"]: one["text"] for one in value["answers"]},
        final=value["final"] or "",
        drafted=value.get("drafted") or "",
    )


def places(written: Iterable[str]) -> tuple[Place, ...]:
    """Places as a block holds them."""
    return tuple(map(Place.read, written))


def resolved(page: OutcomePage, draft: Draft, package: Package | None = None) -> Resolved:
    """What the rows and files behind the draft say now."""
    package = package or Package(page.seal)
    return Resolved(
        tree=package.tree,
        quotations=quotations(package, draft.clauses),
        hidden=hidden_themes(package),
        vouched=frozenset(page.vouched.values_list("digest", flat=True)),
    )


def quotations(package: Package, clauses: Iterable[ClauseDraft]) -> dict[str, dict[int, Quotation]]:
    """The quotations chosen, by clause and number, with their words as far as they are allowed."""
    drafts = list(clauses)
    allowed = Allowed(package, [place for one in drafts for place in one.quotations.values()])
    return {
        one.clause: {
            number: _quotation(number, place, allowed) for number, place in one.quotations.items()
        }
        for one in drafts
    }


def _quotation(number: int, place: Place, allowed: Allowed) -> Quotation:
    found = allowed[place]
    return Quotation(number, str(place), found.words, found.who, found.withheld)
