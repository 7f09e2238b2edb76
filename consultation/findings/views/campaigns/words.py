"""The words of members of campaigns: the template's, and those of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from consultation.findings.models import Campaign, CampaignMember
from consultation.findings.rules import Mark, Piece, pieces
from consultation.responses.models import Restricted
from consultation.responses.models.placed import SOURCES
from consultation.responses.rules.masking import Sight, label
from consultation.responses.rules.portions import portions

OWN = "own"


class Said(NamedTuple):
    """What a member wrote in one place, its own words marked.

    ``goes_on``: what follows would not stand on one page, and is read in the response.
    """

    pieces: list[Piece]
    clause: str
    goes_on: bool = False


class Words:
    """The words of members, in at most five queries however many they are.

    Words under a hold or a redaction that ``sight`` does not see are left out and labelled.
    """

    def __init__(self, members: Iterable[CampaignMember], sight: Sight) -> None:
        self.sight = sight
        wanted: dict[str, set[int]] = defaultdict(set)
        for member in members:
            for source, *_place in member.places:
                kind, _, number = source.partition(":")
                wanted[kind].add(int(number))
        self.rows = {f"{k}:{row.pk}": row for k, ids in wanted.items() for row in _read(k, ids)}
        self.restricted = Restricted.of_sources(wanted)

    def of(self, member: CampaignMember) -> list[Said]:
        """Place by place, as far as one page goes; none of what is no longer kept."""
        known = [place for place in member.places if place[0] in self.rows]
        texts = [self.rows[source].text[start:end] for source, start, end, _own in known]
        first, *others = portions((str(place), text) for place, text in enumerate(texts))
        said = [
            self._said(source, start, start + length, own)
            for (source, start, *_end, own), (_, length) in zip(
                known, first.places.values(), strict=False
            )
        ]
        return [*said[:-1], *(one._replace(goes_on=bool(others)) for one in said[-1:])]

    def _said(self, source: str, start: int, end: int, own: list[list[int]]) -> Said:
        row = self.rows[source]
        marks = [Mark(first, last, OWN) for first, last in own]
        for one in self.restricted.on(source):
            marks.append(Mark(one.start, one.end, one.kind, label(one.kind, one.why)))
        cut = pieces(row.text, marks, start, end)
        seen = [p if self.sight.sees(p.kinds) else p._replace(text="") for p in cut]
        version = getattr(row, "clause_version", None)
        return Said(seen, version.number if version else "")


def _read(kind: str, ids: set[int]) -> Iterable[Any]:
    rows: Any = SOURCES[kind]._default_manager.filter(pk__in=ids)
    return rows if kind == "letter" else rows.select_related("clause_version")


def template_of(
    campaign: Campaign, exemplar: CampaignMember | None, words: Words
) -> list[Piece | None]:
    """The words of the exemplar that are the campaign's, None where its own stand between them."""
    if exemplar is None or campaign.exemplar.set_aside:
        return []
    found: list[Piece | None] = []
    for said in words.of(exemplar):
        for piece in said.pieces:
            shown = None if OWN in piece.kinds else piece
            if shown is not None and piece.text and not any(map(str.isalnum, piece.text)):
                # A full stop between two stretches of the sender's own.
                continue
            if shown is not None or (found and found[-1] is not None):
                found.append(shown)
        if found and found[-1] is not None:
            found.append(None)
    return found[:-1] if found and found[-1] is None else found
