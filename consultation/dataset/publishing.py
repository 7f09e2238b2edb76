"""What may be published of a response: the one answer for the public page and for every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from consultation.dataset import rules
from consultation.guidance.models import ConsultationPage
from consultation.responses.models import Publication, Response, Restricted
from consultation.responses.models.clearing import KINDS, publishable, to_clear
from consultation.responses.models.placed import Source
from consultation.responses.rules.masking import Kind, Restriction, stretches
from consultation.responses.rules.publishing import may_be_named, names_writer

__all__ = ["REDACTED", "Said", "Shown", "now_published", "publishable", "shown_publicly"]

#: What stands in the place of words that are not published, whatever the reason.
REDACTED = "[redacted]"


class Said(NamedTuple):
    """One text: on which clause or question, the closed answer beside it, and the words."""

    on: str
    answer: str
    kind: str
    text: str


class Shown(NamedTuple):
    """A response as the public may read it. ``number`` is neither its reference nor its order."""

    number: str
    called: str
    respondent_type: str
    said: list[Said]


def now_published(consultation: ConsultationPage) -> QuerySet[Response]:
    """The responses published and not taken down, of which each may still be published."""
    standing = Publication.objects.filter(consultation=consultation, taken_down_at=None)
    named = standing.values("responses")
    return publishable(consultation).filter(pk__in=named)


def shown_publicly(
    consultation: ConsultationPage, responses: Iterable[Response], everybody: Iterable[str]
) -> list[Shown]:
    """``responses``, each as the public may read it, in a fixed number of queries.

    ``everybody``: the types of all that are published, by which small groups are judged. Give only responses
    that ``publishable`` let through: this decides on words, not on consent.
    """
    responses = list(responses)
    restricted = Restricted.of_responses(responses)
    labels = dict(consultation.respondent_types.values_list("key", "label"))
    types = rules.large_enough(Counter(everybody))
    texts: dict[int, list[Said]] = {response.pk: [] for response in responses}
    writers = {response.pk: response for response in responses}
    for kind in KINDS:
        for row in _texts(consultation, kind, writers):
            words = _words(row, writers[row.response_id], restricted)
            texts[row.response_id].append(_said(kind, row, words))
    return sorted(
        Shown(
            number_of(response),
            _called(response, restricted),
            labels.get(response.respondent_type, "") if response.respondent_type in types else "",
            texts[response.pk],
        )
        for response in responses
    )


def number_of(response: Response) -> str:
    """By what the public calls a response: it tells nothing of when it came or of its receipt."""
    return salted_hmac("consultation.published", str(response.pk)).hexdigest()[:8]


def _texts(consultation: ConsultationPage, kind: str, writers: Mapping[int, Response]) -> Any:
    rows = to_clear(consultation, kind).filter(response__in=list(writers)).exclude(cleared_at=None)
    return rows.order_by("pk").select_related(*(["clause_version"] if kind != "letter" else []))


def _words(row: Source, writer: Response, restricted: Restricted) -> str:
    """The text as it is published, without what is restricted or names who is not to be named."""
    own = names_writer(row.text, writer)
    over = [*restricted.on(row),
            *(Restriction(start, end, Kind.REDACTED, "") for start, end in own)]  # fmt: skip
    said = (REDACTED if one.hidden else one.text for one in stretches(row.text, over))
    return "".join(said).replace(REDACTED * 2, REDACTED)


def _called(response: Response, restricted: Restricted) -> str:
    """The organisation, or the person, where they agreed to be named; "" for nobody."""
    if not may_be_named(response):
        return ""
    called = restricted.called(response)
    return REDACTED if restricted.on(response) and "[" in called else called


def _said(kind: str, row: Any, words: str) -> Said:
    version = getattr(row, "clause_version", None)
    on = f"Clause {version.number}" if version else getattr(row, "question_label", "")
    if kind == "comment":
        return Said(on, row.get_position_display(), "", words)
    if kind == "proposal":
        return Said(on, "", "Other wording proposed", words)
    return Said(on, getattr(row, "choice", ""), "Letter" if kind == "letter" else "", words)
