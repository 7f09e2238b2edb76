"""From the identity of a quotation to its words, as far as the reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from consultation.responses.models import Response, Restricted
from consultation.responses.models.placed import SOURCES
from consultation.responses.rules.masking import Kind, Sight

Place = tuple[str, int, int]


class Quote(NamedTuple):
    """Words as they stand in a response, redacted ones labelled, or why they are withheld."""

    words: str
    withheld: str
    reference: str
    respondent_type: str
    address: str


class Quotations:
    """The words of every quotation in ``details``, in at most six queries however many they are.

    Words under a hold that ``sight`` does not see are empty. So are, for every reader, the words of a
    response that is not counted any more: it was withdrawn or replaced since the run. ``withheld``
    then says why.
    """

    def __init__(self, consultation: Any, details: Iterable[Any], sight: Sight) -> None:
        self.consultation = consultation
        places = {place for detail in details for place in places_in(detail)}
        wanted: dict[str, set[int]] = defaultdict(set)
        for source, _start, _end in places:
            kind, _, number = source.partition(":")
            wanted[kind].add(int(number))
        self.texts = {f"{k}:{row.pk}": row for k, ids in wanted.items() for row in _read(k, ids)}
        self.restricted = Restricted.of_sources(wanted)
        self.sight = sight

    @property
    def responses(self) -> set[int]:
        """The responses quoted (primary keys): what is said of them is shown beside."""
        return {row.response_id for row in self.texts.values()}

    def __getitem__(self, identity: Mapping[str, Any]) -> Quote | None:
        """The quotation; None if its source is gone."""
        source, start, end = identity["source"], identity["start"], identity["end"]
        row = self.texts.get(source)
        if row is None:
            return None
        withheld = self._withheld(row.response, source, start, end)
        return Quote(
            "" if withheld else self.restricted.shown(row, self.sight, start, end),
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
        for one in () if self.sight.held else self.restricted.on(source):
            if one.kind == Kind.HELD and one.start < end and one.end > start:
                return f"held: {one.why.lower()}"
        return ""

    def _address(self, reference: str, source: str, start: int, end: int) -> str:
        page = reverse("analysis_response", args=[self.consultation.slug, reference])
        kind, _, number = source.partition(":")
        if kind == "proposal":
            # Shown there as changes to the clause, in which its places are not marked.
            return f"{page}#proposal-{number}"
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
