"""Splitting a letter: stored at once as proposals, which wait until a person confirms them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction

from consultation.guidance.models import ClauseVersion, ConsultationPage, Question, SectionPage
from consultation.responses.models import Allocation, Letter
from consultation.responses.rules.splitting import Guide, Part, split_letter
from consultation.responses.rules.splitting.guide import Cited


class Places:
    """What a letter received at ``instant`` can be on: each wording as it was published then."""

    def __init__(self, consultation: ConsultationPage, instant: datetime) -> None:
        self.consultation = consultation
        self.versions = wordings_at(every_wording(consultation), instant)
        pages = consultation.get_descendants(inclusive=True).values("pk")
        questions = Question.objects.filter(page__in=pages)
        self.questions = {question.key: question for question in questions}

    def guide(self) -> Guide:
        """The places and the analysis's eyes, as the rule of splitting takes them."""
        # Imported here: the libraries behind it take seconds to load.
        from analysis import citations
        from analysis.passages import split

        known = tuple(self.versions)
        return Guide(
            clauses={number: version.heading for number, version in self.versions.items()},
            cited=lambda text: [
                Cited(one.start, one.end, one.clauses) for one in citations.find(text, known)
            ],
            sentences=split,
            likely=self._likely,
            sections=self._sections(),
            questions={key: question.label for key, question in self.questions.items()},
        )

    def _likely(
        self, texts: Sequence[str], within: Sequence[Collection[str]]
    ) -> list[tuple[str, float]]:
        from analysis.allocation import likeliest

        clauses = [(number, one.heading, one.text) for number, one in self.versions.items()]
        return likeliest(texts, clauses, within)

    def _sections(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        sections = {page.pk: page for page in SectionPage.objects.child_of(self.consultation)}
        for number, version in self.versions.items():
            section = sections.get(version.clause.section_id)
            for name in (section.letter.lower(), section.title.lower()) if section else ():
                found[name] = (*found.get(name, ()), number)
        return found


def every_wording(consultation: ConsultationPage) -> list[ClauseVersion]:
    """Every wording ever published, in the order of publication."""
    versions = ClauseVersion.objects.filter(clause__consultation=consultation)
    return list(versions.select_related("clause").order_by("pk"))


def wordings_at(every: Iterable[ClauseVersion], instant: datetime) -> dict[str, ClauseVersion]:
    """The wording of each clause that stood at that instant, by its number, as the text has them.

    ``every``: as ``every_wording`` gives them. What came before the first publication is read
    against the first.
    """
    standing: dict[object, ClauseVersion] = {}
    for version in every:
        gone = version.clause.withdrawn_at
        if gone and gone <= instant:
            continue
        if version.clause_id not in standing or version.published_at <= instant:
            standing[version.clause_id] = version
    in_order = sorted(standing.values(), key=lambda version: version.clause.order)
    return {version.number: version for version in in_order}


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of ``text`` begin: a part can be split there."""
    from analysis.passages import split

    return [start for start, _ in split(text)]


def split(letter: Letter, places: Places | None = None) -> list[Allocation]:
    """Store the parts of a letter, none of them confirmed; a letter split before is left alone."""
    response = letter.response
    places = places or Places(response.consultation, response.received_at)
    parts = split_letter(letter.text, places.guide())
    return keep_parts(letter, parts, places)


@transaction.atomic
def keep_parts(letter: Letter, parts: Iterable[Part], places: Places) -> list[Allocation]:
    """Store ``parts`` as the letter's allocations, unless it has some: of two at once one wins."""
    Letter.objects.select_for_update().get(pk=letter.pk)
    kept = list(letter.allocations.all())
    if kept:
        return kept
    for part in parts:
        one = Allocation.objects.create(
            letter=letter,
            start=part.start,
            end=part.end,
            question=places.questions.get(part.question),
            why=part.why,
            confidence=part.confidence,
        )
        one.clause_versions.set(places.versions[number] for number in part.clauses)
        kept.append(one)
    return kept
