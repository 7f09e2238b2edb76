"""Which words of respondents may be quoted for publication: asked anew whenever they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from consultation.dataset.publishing import signed
from consultation.outcome.models.seals import Seal
from consultation.outcome.rules.notation import Place
from consultation.responses.models import Publish, Restricted
from consultation.responses.models.placed import SOURCES


class Words(NamedTuple):
    """Words at a place and who may be named as their writer, or why they may not be quoted."""

    words: str = ""
    who: str = ""
    withheld: str = ""


GONE = Words(withheld="its source is not kept any more")


class Sourced(Protocol):
    """What knows where in the database the words at a place stand."""

    @property
    def seal(self) -> Seal: ...

    def source_of(self, place: Place) -> tuple[str, int, int] | None: ...


class Allowed:
    """The words at every one of ``places``, in at most six queries however many they are."""

    def __init__(self, package: Sourced, places: Iterable[Place]) -> None:
        self.at = {place: package.source_of(place) for place in places}
        wanted: dict[str, set[int]] = defaultdict(set)
        for found in filter(None, self.at.values()):
            kind, _, number = found[0].partition(":")
            wanted[kind].add(int(number))
        self.rows: dict[str, Any] = {
            f"{kind}:{row.pk}": row
            for kind, numbers in wanted.items()
            for row in SOURCES[kind]
            ._default_manager.filter(pk__in=numbers)
            .select_related("response")
        }
        self.restricted = Restricted.of_sources(wanted)
        labels = package.seal.consultation.respondent_types.values_list("key", "label")
        self.labels: Mapping[str, str] = dict(labels)

    def __getitem__(self, place: Place) -> Words:
        """Policy: quoted are only words of a response that is counted, whose writer said it may be
        published, which a person has cleared, and on no character of which a hold waits or a
        redaction stands. Whatever changes later, they are gone from every page at once."""
        found = self.at.get(place)
        row = self.rows.get(found[0]) if found else None
        if found is None or row is None:
            return GONE
        why = self._withheld(row, *found)
        if why:
            return Words(withheld=why)
        return Words(row.text[found[1] : found[2]], self._who(row.response))

    def _withheld(self, row: Any, source: str, start: int, end: int) -> str:
        response = row.response
        if response.set_aside:
            return f"the response is not counted now: {response.get_set_aside_display().lower()}"
        if response.publish not in (Publish.YES, Publish.ANONYMOUS) or response.confidential:
            return "its writer did not agree to be published"
        for one in self.restricted.on(source):
            if one.start < end and one.end > start:
                return f"words in it are {one.kind}"
        if row.cleared_at is None:
            return "nobody has cleared it yet"
        if signed(row.text[start:end], response):
            return "it names its writer, who did not agree to be named"
        return "" if start < end <= len(row.text) else GONE.withheld

    def _who(self, response: Any) -> str:
        """By type; an organisation that agreed is named."""
        kind = self.labels.get(response.respondent_type, "")
        named = response.publish == Publish.YES and response.kind == "organisation"
        details = self.restricted.on(response)
        if named and response.organisation and not details:
            return str(response.organisation)
        return kind or "A respondent"
