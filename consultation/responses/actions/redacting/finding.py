"""Where words stand that are to be redacted: in every source, and in every column besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.redacting.columns import Standing, standing
from consultation.responses.models import Response, Restricted
from consultation.responses.models.placed import SOURCES, Source, sources
from consultation.responses.rules.masking import Kind, Restriction
from consultation.responses.rules.matching import found, letters_of


class Spot(NamedTuple):
    """Characters of a source; ``in_email``: they stand in the e-mail address of its respondent."""

    source: Source
    start: int
    end: int
    in_email: bool = False

    @property
    def response(self) -> Response:
        """Whose words they are."""
        return self.source if isinstance(self.source, Response) else self.source.response


class Found(NamedTuple):
    """Everything that one act would mask."""

    spots: list[Spot]
    standing: list[Standing]


def everywhere(consultation: ConsultationPage, needles: Iterable[str]) -> Found:
    """Every place of the words in the consultation that is not redacted already.

    A word in a column is found beside every other of them, so that one act takes all.
    """
    wanted = set(filter(None, needles))
    if not wanted:
        return Found([], [])
    find = _finder(wanted)
    spots = list(_in_sources(consultation, find, wanted))
    return Found(spots, list(standing(consultation, find, wanted)))


def in_response(response: Response, find: Callable[[str], list[tuple[int, int]]]) -> list[Spot]:
    """The places ``find`` finds in one response that are not redacted already."""
    restricted = Restricted.of_responses([response])
    return [
        spot
        for source in [*sources(response), *([] if response.text else [response])]
        for spot in _spots(source, find)
        if not _redacted(spot, restricted)
    ]


def _finder(wanted: set[str]) -> Callable[[str], list[tuple[int, int]]]:
    return lambda text: found(text, wanted)


def _in_sources(consultation: ConsultationPage, find: Any, wanted: set[str]) -> Iterator[Spot]:
    restricted = Restricted.of_consultation(consultation)
    for source in _every_source(consultation):
        said = letters_of(f"{source.text}{getattr(source, 'email', '')}")
        if any(one in said for one in wanted):
            yield from (spot for spot in _spots(source, find) if not _redacted(spot, restricted))


def _every_source(consultation: ConsultationPage) -> Iterator[Source]:
    yield from consultation.responses.order_by("pk").iterator()
    for model in SOURCES.values():
        rows = model.objects.filter(response__consultation=consultation).exclude(text="")
        yield from rows.select_related("response").order_by("pk").iterator()


def _spots(source: Source, find: Callable[[str], list[tuple[int, int]]]) -> Iterator[Spot]:
    for start, end in find(source.text):
        yield Spot(source, start, end)
    if isinstance(source, Response) and find(source.email):
        yield Spot(source, 0, 0, in_email=True)


def _redacted(spot: Spot, restricted: Restricted) -> bool:
    if spot.in_email:
        return spot.response.pk in restricted.masked_emails
    return any(_covers(one, spot) for one in restricted.on(spot.source))


def _covers(one: Restriction, spot: Spot) -> bool:
    return one.kind == Kind.REDACTED and one.start <= spot.start and spot.end <= one.end
