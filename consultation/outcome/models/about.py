"""What the document says of the consultation itself, from its rows as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from consultation.dataset import frames
from consultation.guidance.models import ConsultationPage, Question
from consultation.outcome.models.package import Package
from consultation.outcome.models.withheld import restricted_themes
from consultation.outcome.rules.document.about import About, Asked, Recommended
from consultation.outcome.rules.draft import ClauseDraft
from consultation.responses.models import Channel, Restricted
from consultation.responses.rules.publishing import kept_back, named_in_document


def about(
    consultation: ConsultationPage, package: Package, clauses: Iterable[ClauseDraft]
) -> About:
    """Dates, words of questions, recommendations with the clauses that answer them, and names.

    What the seal binds is told as the seal has it; an older one has no dates, words for kinds or
    agreement.
    """
    note = package.method
    return About(
        opens=datetime.fromisoformat(note["opens"]) if "opens" in note else consultation.opens,
        closes=datetime.fromisoformat(note["closes"]) if "closes" in note else consultation.closes,
        labels=note.get("labels") or _labels(consultation),
        questions=_questions(consultation),
        recommendations=list(_recommended(consultation, list(clauses))),
        organisations=sorted(
            {name for _reference, name in named_organisations(consultation)}, key=str.casefold
        ),
        themes=_themes(package),
        method_version=str(note.get("method_version", "")),
    )


def _themes(package: Package) -> dict[int, str]:
    """Names of themes by their place in ``themes.csv``; none of those that may repeat words
    restricted since the seal."""
    hidden = restricted_themes(package)
    return {n: name for n, (key, name) in enumerate(package.themes) if key not in hidden}


def _labels(consultation: ConsultationPage) -> dict[str, dict[str, str]]:
    types = dict(consultation.respondent_types.values_list("key", "label"))
    return {"type": types, "channel": dict(Channel.choices)}


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
