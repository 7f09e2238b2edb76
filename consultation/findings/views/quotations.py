"""From the identity of a quotation to its words, as far as the reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Model, Q
from django.urls import reverse

from consultation.responses.models import Answer, Comment, Hold, Letter, Proposal, Response

SOURCES: dict[str, type[Model]] = {
    "comment": Comment,
    "answer": Answer,
    "letter": Letter,
    "proposal": Proposal,
}

#: The source of a hold on what a respondent wrote of themself.
DETAILS = "details"

Place = tuple[str, int, int]


class Quote(NamedTuple):
    """Words as they stand in a response, or why they are withheld."""

    words: str
    withheld: str
    reference: str
    respondent_type: str
    address: str


class Quotations:
    """The words of every quotation in ``details``, in at most four queries however many they are.

    Words under a hold are empty unless ``may_read_held``. So are, for every reader, the words of a
    response that is not counted any more: it was withdrawn or replaced since the run. ``withheld``
    then says why.
    """

    def __init__(self, consultation: Any, details: Iterable[Any], may_read_held: bool) -> None:
        self.consultation = consultation
        places = {place for detail in details for place in places_in(detail)}
        wanted: dict[str, set[int]] = defaultdict(set)
        for source, _start, _end in places:
            kind, _, number = source.partition(":")
            wanted[kind].add(int(number))
        self.texts = {f"{k}:{row.pk}": row for k, ids in wanted.items() for row in _read(k, ids)}
        self.held = {} if may_read_held else _holds(wanted)

    def __getitem__(self, identity: Mapping[str, Any]) -> Quote | None:
        """The quotation; None if its source is gone."""
        source, start, end = identity["source"], identity["start"], identity["end"]
        row = self.texts.get(source)
        if row is None:
            return None
        withheld = self._withheld(row.response, source, start, end)
        return Quote(
            "" if withheld else row.text[start:end],
            withheld,
            row.response.reference,
            row.response.respondent_type,
            self._address(row.response.reference, source, start, end),
        )

    def shown(self, value: Any) -> Any:
        """``value`` with a ``Quote`` in the place of every identity."""
        if isinstance(value, list):
            return [self.shown(item) for item in value]
        if not isinstance(value, Mapping):
            return value
        if value.keys() >= {"source", "start", "end"}:
            return self[value]
        return {key: self.shown(item) for key, item in value.items()}

    def _withheld(self, response: Response, source: str, start: int, end: int) -> str:
        if response.set_aside:
            return f"not counted now: {response.get_set_aside_display().lower()}"
        for begin, stop, why in self.held.get(source, ()):
            if begin < end and stop > start:
                return f"held: {why.lower()}"
        return ""

    def _address(self, reference: str, source: str, start: int, end: int) -> str:
        page = reverse("analysis_response", args=[self.consultation.slug, reference])
        return f"{page}?{urlencode({'source': source, 'start': start, 'end': end})}#quoted"


def places_in(value: Any) -> Iterator[Place]:
    """Every identity of a quotation inside ``value``, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from places_in(item)
    elif isinstance(value, Mapping):
        if value.keys() >= {"source", "start", "end"}:
            yield value["source"], value["start"], value["end"]
        else:
            for item in value.values():
                yield from places_in(item)


def _read(kind: str, ids: set[int]) -> Iterable[Any]:
    rows = SOURCES[kind]._default_manager.filter(pk__in=ids).select_related("response")
    told = ("reference", "respondent_type", "set_aside")
    return rows.only("text", *(f"response__{name}" for name in told))


def _holds(wanted: Mapping[str, set[int]]) -> dict[str, list[tuple[int, int, str]]]:
    """The unreleased holds of those sources: start, end, why."""
    of_them = Q(pk__in=[])
    for kind, ids in wanted.items():
        of_them |= Q(**{f"{kind}__in": ids})
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for hold in Hold.objects.filter(of_them, released_at=None):
        found[source_of(hold)].append((hold.start, hold.end, hold.get_why_display()))
    return found


def source_of(row: Any) -> str:
    """The source a hold or a passage lies in, as "comment:12"; DETAILS for what is in none."""
    # A passage is never of a proposal: the analysis does not read them.
    ids = {kind: getattr(row, f"{kind}_id", None) for kind in SOURCES}
    return next((f"{kind}:{number}" for kind, number in ids.items() if number is not None), DETAILS)
