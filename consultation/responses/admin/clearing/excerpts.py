"""The places that a redaction would mask, each with a few words around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from consultation.guidance.models import ConsultationPage
from consultation.responses.actions.redacting import Found, Spot
from consultation.responses.actions.redacting.columns import Standing
from consultation.responses.admin.marking import called
from consultation.responses.models import Restricted
from consultation.responses.models.placed import named
from consultation.responses.rules.masking import Sight, Stretch

#: Characters shown on either side.
AROUND = 40


class Excerpt(NamedTuple):
    """A place: where it is, the words before it, its own, and those after."""

    where: str
    address: str
    before: list[Stretch]
    words: str
    after: list[Stretch]


def excerpts(consultation: ConsultationPage, found: Found, sight: Sight) -> Iterator[Excerpt]:
    """Each place of ``found``, as far as the reader may see what is around it."""
    restricted = Restricted.of_consultation(consultation)
    for spot in found.spots:
        yield _of_spot(consultation, spot, restricted, sight)
    for one in found.standing:
        yield from _of_column(one)


def _of_spot(
    consultation: ConsultationPage, spot: Spot, restricted: Restricted, sight: Sight
) -> Excerpt:
    response = spot.response
    address = reverse("analysis_response", args=[consultation.slug, response.reference])
    where = f"{response.reference}: {called(spot.source).lower()}"
    if spot.in_email:
        return Excerpt(f"{response.reference}: e-mail address", address, [], response.email, [])
    start, end, source = spot.start, spot.end, spot.source
    address += f"?source={named(source)}&start={start}&end={end}#quoted"
    before = restricted.stretches(source, sight, max(0, start - AROUND), start)
    after = restricted.stretches(source, sight, end, min(len(source.text), end + AROUND))
    return Excerpt(where, address, before, source.text[start:end], after)


def _of_column(one: Standing) -> Iterator[Excerpt]:
    if one.column.json:
        yield Excerpt(str(one.column).capitalize(), "", [], "in what the analysis named", [])
    for start, end in one.spans:
        before = [Stretch(0, one.value[max(0, start - AROUND) : start])]
        after = [Stretch(end, one.value[end : end + AROUND])]
        where = str(one.column).capitalize()
        yield Excerpt(where, "", before, one.value[start:end], after)
