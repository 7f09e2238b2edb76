"""Which words of respondents may be quoted for publication: asked anew whenever they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from django.db.models import Count

from consultation.dataset.rules import large_enough
from consultation.outcome.models.seals import Seal
from consultation.outcome.rules.notation import Place
from consultation.responses.models import Restricted
from consultation.responses.models.placed import SOURCES
from consultation.responses.rules.publishing import kept_back, named_in_document, names_writer


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
    """The words at every one of ``places``, in at most seven queries however many they are."""

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
        consultation = package.seal.consultation
        counted = consultation.responses.filter(set_aside="").order_by()
        types = counted.values_list("respondent_type").annotate(n=Count("pk"))
        large = large_enough(dict(types))
        labels = consultation.respondent_types.values_list("key", "label")
        self.labels = {key: label for key, label in labels if key in large}

    def __getitem__(self, place: Place) -> Words:
        """Quoted is only what may be published (``responses/rules/publishing.py``). Whatever changes
        later, the words are gone from every page at once."""
        found = self.at.get(place)
        row = self.rows.get(found[0]) if found else None
        if found is None or row is None:
            return GONE
        why = self._withheld(row, *found)
        if why:
            return Words(withheld=why)
        return Words(row.text[found[1] : found[2]], self._who(row.response))

    def _withheld(self, row: Any, source: str, start: int, end: int) -> str:
        if why := kept_back(row.response):
            return why
        for one in self.restricted.on(source):
            if one.start < end and one.end > start:
                return f"words in it are {one.kind}"
        if any(a < end and b > start for a, b in names_writer(row.text, row.response)):
            return "it names its writer, who did not agree to be named"
        if row.cleared_at is None:
            return "nobody has cleared it yet"
        return "" if start < end <= len(row.text) else GONE.withheld

    def _who(self, response: Any) -> str:
        """By type, where it is not one of few; an organisation that agreed is named."""
        asked = response.respondent_type != "not_given"
        kind = self.labels.get(response.respondent_type, "") if asked else ""
        if named_in_document(response) and not self.restricted.on(response):
            return str(response.organisation)
        return kind or "A respondent"
