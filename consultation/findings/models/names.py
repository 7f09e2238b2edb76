"""What campaigns are called: in words of their templates, which are read and never kept."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F

from consultation.findings.models.campaigns import CampaignMember
from consultation.findings.models.runs import Run
from consultation.findings.rules.campaigns import called, titles
from consultation.responses.models import Restricted
from consultation.responses.models.placed import SOURCES


def campaign_names(run: Run | None) -> dict[str, str]:
    """What each campaign of a run is called, by its reference, in at most seven queries.

    Policy: no name has words that are held or redacted where the template stands, or of a response
    that is not counted any more, whoever reads it: what a campaign is called is said everywhere.
    """
    if run is None:
        return {}
    names = run.campaigns.order_by("pk").values_list("name", flat=True)
    exemplars = CampaignMember.objects.filter(
        campaign__run=run, response=F("campaign__exemplar"), response__set_aside=""
    )
    places: dict[str, Any] = dict(exemplars.values_list("campaign__name", "places"))
    texts = _texts(places)
    templates = {
        name: "\n".join(
            _shared(texts[source], *place) for source, *place in mine if source in texts
        )
        for name, mine in places.items()
    }
    found = titles(templates)
    return {name: called(name, found.get(name, "")) for name in names}


def _texts(places: dict[str, Any]) -> dict[str, str]:
    """The sources of these places, by name, without what is restricted."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for mine in places.values():
        for source, *_place in mine:
            kind, _, number = source.partition(":")
            wanted[kind].add(int(number))
    restricted = Restricted.of_sources(wanted)
    found = {}
    for kind, numbers in wanted.items():
        rows = SOURCES[kind]._default_manager.filter(pk__in=numbers).values_list("pk", "text")
        for number, text in rows:
            spans = [(one.start, one.end) for one in restricted.on(f"{kind}:{number}")]
            found[f"{kind}:{number}"] = _without(text, spans)
    return found


def _shared(text: str, start: int, end: int, own: list[list[int]]) -> str:
    """The words of a member that are the template's: not those of its own."""
    return _without(text, own)[start:end]


def _without(text: str, spans: Any) -> str:
    """``text`` with line breaks for these characters, which then belong to no sentence."""
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text
