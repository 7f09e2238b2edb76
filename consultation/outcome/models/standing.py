"""Whether what was published may still be read: asked at every request, of the rows as they are now.

Policy: a published file is never changed, but words in it may be held, redacted, uncleared or taken
back later. From that moment no page and no file that repeats them is served, until a correction
takes their place.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from consultation.dataset import publishing
from consultation.guidance.models import ConsultationPage
from consultation.outcome.models.about import named_organisations
from consultation.outcome.models.allowed import Allowed
from consultation.outcome.models.publishing import PublishedOutcome
from consultation.outcome.models.seals import Seal
from consultation.outcome.rules.notation import Place
from consultation.responses.models import ErasureDecision, Response

#: What each identity in the document stands for, and where in the database its words are.
PLACES, PLACE_COLUMNS = "places.csv", ("published", "place", "quoted", "source", "start", "end")
#: The organisations that the document names, and the response each agreed with.
NAMED, NAMED_COLUMNS = "organisations.csv", ("response", "organisation")
#: What makes a row of the open data another: not the kind of respondent, which goes by the others.
SAID = ("response_id", "part", "called", "about", "text")


class _Quoted(NamedTuple):
    """Where the words quoted stand, as ``Allowed`` asks for it."""

    seal: Seal
    sources: Mapping[Place, tuple[str, int, int]]

    def source_of(self, place: Place) -> tuple[str, int, int] | None:
        return self.sources.get(place)


def quoted_in(publication: PublishedOutcome) -> dict[Place, tuple[str, int, int]]:
    """The places a published document quotes, and where in the database each was."""
    content = bytes(publication.files.get(name=PLACES).content).decode()
    rows = [row for row in csv.DictReader(io.StringIO(content, newline="")) if row["quoted"]]
    return {
        Place.read(row["place"]): (row["source"], int(row["start"]), int(row["end"]))
        for row in rows
    }


def _of_the_record(consultation: ConsultationPage) -> list[Response]:
    """Responses erased because their time was over: what was published of them stays published."""
    over = ErasureDecision.Ground.PERIOD
    return list(consultation.responses.filter(erasure__decision__ground=over))


def named_in(publication: PublishedOutcome) -> list[tuple[str, str]]:
    """(reference, name) of each organisation that a published document names."""
    kept = publication.files.filter(name=NAMED).first()
    content = bytes(kept.content).decode() if kept else ""
    rows = csv.DictReader(io.StringIO(content, newline=""))
    return [(row["response"], row["organisation"]) for row in rows]


def _names_taken_back(publication: PublishedOutcome, record: Collection[str]) -> int:
    """How many organisations that the document names agree to it no more, or are held back."""
    named = [one for one in named_in(publication) if one[0] not in record]
    still = set(named_organisations(publication.consultation)) if named else set()
    return sum(one not in still for one in named)


def quotations_taken_back(publication: PublishedOutcome) -> int:
    """How many quotations, and names of organisations, of the document may not be published any more;
    in at most a dozen queries."""
    record = {one.reference for one in _of_the_record(publication.consultation)}
    sources = {
        place: found
        for place, found in quoted_in(publication).items()
        if place.response not in record
    }
    allowed = Allowed(_Quoted(publication.seal, sources), sources)
    quoted = sum(bool(allowed[place].withheld) for place in sources)
    return quoted + _names_taken_back(publication, record)


def responses_taken_back(publication: PublishedOutcome) -> int:
    """How many texts of the published responses are published no more, or not as they were."""
    content = bytes(publication.files.get(name="responses.json").content)
    record = {publishing.number_of(one) for one in _of_the_record(publication.consultation)}
    rows = [row for row in json.loads(content or b"[]") if row["response_id"] not in record]
    now = {_said(row) for row in response_rows(publication.consultation)}
    return sum(_said(row) not in now for row in rows)


def emptied(publication: PublishedOutcome, names: Collection[str] = ()) -> bool:
    """Whether any of these files, or any at all, was emptied because a response was erased."""
    files = publication.files.filter(erased_at__isnull=False)
    return (files.filter(name__in=names) if names else files).exists()


def response_rows(consultation: ConsultationPage) -> list[Mapping[str, Any]]:
    """The responses that the public can read now, a row for each of their texts."""
    shown = list(publishing.now_published(consultation))
    types = [one.respondent_type for one in shown]
    return [
        {
            "response_id": one.number,
            "part": part,
            "called": one.called,
            "respondent_type": one.respondent_type,
            "about": said.on,
            "kind": said.kind,
            "answer": said.answer,
            "text": said.text,
        }
        for one in publishing.shown_publicly(consultation, shown, types)
        for part, said in enumerate(one.said, 1)
    ]


def _said(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in SAID)
