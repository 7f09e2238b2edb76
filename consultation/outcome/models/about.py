"""What the document says of the consultation itself, from its rows as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consultation.dataset import frames
from consultation.findings.rules.sampling import headline
from consultation.guidance.models import ConsultationPage, Question
from consultation.outcome.models.package import Package
from consultation.outcome.rules.document.about import About, Agreed, Asked, Recommended
from consultation.outcome.rules.draft import ClauseDraft
from consultation.responses.models import Channel, Restricted
from consultation.responses.rules.publishing import kept_back, named_in_document


def about(
    consultation: ConsultationPage, package: Package, clauses: Iterable[ClauseDraft]
) -> About:
    """Dates, words of questions, recommendations with the clauses that answer them, and names."""
    types = dict(consultation.respondent_types.values_list("key", "label"))
    return About(
        opens=consultation.opens,
        closes=consultation.closes,
        labels={"type": types, "channel": dict(Channel.choices)},
        questions=_questions(consultation),
        recommendations=list(_recommended(consultation, list(clauses))),
        organisations=sorted(
            {name for _reference, name in named_organisations(consultation)}, key=str.casefold
        ),
        agreement=_agreement(consultation),
        method_version=str(package.method.get("method_version", "")),
    )


def named_organisations(consultation: ConsultationPage) -> list[tuple[str, str]]:
    """(reference, name) of the organisations that agreed to be named and may be, as things stand.

    Policy: as beside a quotation; and of a counted response, no detail of whose writer is held or
    redacted.
    """
    responses = [
        one
        for one in consultation.responses.filter(set_aside="").exclude(organisation="")
        if named_in_document(one) and not kept_back(one)
    ]
    restricted = Restricted.of_responses(responses)
    return [
        (one.reference, one.organisation.strip())
        for one in responses
        if one.organisation.strip() and not restricted.on(one)
    ]


def _questions(consultation: ConsultationPage) -> list[Asked]:
    """In the order in which they were met: section by section, then those on the whole."""
    pages = list(consultation.get_descendants().order_by("path").values_list("pk", flat=True))
    place = {pk: n for n, pk in enumerate([*pages, consultation.pk])}
    found = Question.objects.filter(page__in=place)
    ordered = sorted(found, key=lambda one: (place[one.page_id], one.sort_order or 0))
    return [Asked(one.key, one.label, one.about) for one in ordered]


def _recommended(
    consultation: ConsultationPage, clauses: list[ClauseDraft]
) -> Iterator[Recommended]:
    versions = frames.newest_versions(consultation)
    answers = {str(pk): version.recommendations for pk, version in versions.items()}
    for one in consultation.recommendations.all():
        numbers = (c.number for c in clauses if one.key in answers.get(c.identity, ()))
        yield Recommended(one.key, one.gist, one.addressed_to, tuple(numbers))


def _agreement(consultation: ConsultationPage) -> list[Agreed]:
    """The latest frozen sample on each clause or question."""
    names = frames.keys(consultation)
    found: dict[str, Agreed] = {}
    for sample in consultation.samples.exclude(frozen_at=None).order_by("-frozen_at", "-pk"):
        clause = f"Clause {names.get(sample.clause_id, '')}" if sample.clause_id else ""
        told = headline(sample.figures)
        row = (told["items"], told["kappa_people"], told["kappa_machine"])
        where = clause or sample.question_key
        found.setdefault(where, Agreed(where, *row))
    return list(found.values())
