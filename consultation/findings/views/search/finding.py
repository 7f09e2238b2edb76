"""Finding texts: the database narrows them down, the rule decides, held words are never looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce

from consultation.findings.rules.searching import Query, begins, places, tokens
from consultation.responses.models import Letter, Response, Restricted
from consultation.responses.models.placed import SOURCES
from consultation.responses.rules.masking import masked

#: Texts read of each kind for a page. Beyond it the page says that there are more.
MOST = 500
#: Marks in the index of the database a text of which it has not every word.
UNLISTED = SearchQuery("unlisted", config="simple")


#: Of the response a text is from, what is shown beside it, in the order of ``Hit``.
TOLD = ("reference", "respondent_type", "received_at", "email", "email_confirmed_at")


class Hit(NamedTuple):
    """A text that was found, without its held and redacted words, and where the words stand in it.

    ``clause``: the identity of that it hangs on; None of a letter, or an answer to a question.
    """

    kind: str
    text: str
    places: list[tuple[int, int]]
    pk: int
    clause: UUID | None
    response_id: int
    reference: str
    respondent_type: str
    received_at: datetime
    email: str
    email_confirmed_at: datetime | None

    @property
    def source(self) -> str:
        """Its name in addresses: "comment:12"."""
        return f"{self.kind}:{self.pk}"


class Found(NamedTuple):
    """The hits in the order their responses were received; ``more``: some texts were not read."""

    hits: list[Hit]
    more: bool


def find(query: Query, responses: QuerySet[Response], among: Q, most: int | None = None) -> Found:
    """The texts of ``responses`` that have what ``query`` asks for, in six queries at most; of each
    kind the first ``most`` that may have it.

    ``among`` says of which responses holds and redactions are read: at least those searched.
    Held and redacted words are as if they were not there, for every reader: a search must not tell
    by what it finds whether a word stands under them.
    """
    restricted = Restricted(among)
    hits: list[Hit] = []
    more = False
    for kind in SOURCES:
        rows = list(_candidates(kind, query, responses, most))
        more = more or (most is not None and len(rows) > most)
        hits += _matching(kind, rows[:most], query, restricted)
    hits.sort(key=lambda hit: (hit.received_at, hit.response_id, hit.source))
    return Found(hits, more)


def _matching(
    kind: str, rows: Iterable[Any], query: Query, restricted: Restricted
) -> Iterator[Hit]:
    for whole, *told in rows:
        over = restricted.on(f"{kind}:{told[0]}")
        text = masked(whole, [(one.start, one.end) for one in over])
        where = places(query, text)
        if where is not None:
            yield Hit(kind, text, where, *told)


def _candidates(
    kind: str, query: Query, responses: QuerySet[Response], most: int | None
) -> QuerySet[Any]:
    """The first texts that may have it, one more than are read: their numbers first, so that no
    more texts are sorted whole than are read."""
    narrow = _by_index if connection.vendor == "postgresql" else _by_scan
    said: Any = SOURCES[kind]._default_manager
    # Distinct, though they are: the planner then asks the index of words for all that have them. Else
    # it goes along another and reads texts word by word, which looks cheaper to it and never is.
    listed = narrow(said, query).values("pk").distinct()
    first = said.filter(pk__in=listed, response__in=responses)
    if kind == "letter":
        first = first.filter(~Exists(_newer()))
    first = first.order_by("response_id", "pk").values("pk")[: most and most + 1]
    on = "clause_version__clause" if kind in ("comment", "proposal") else None
    rows = said.filter(pk__in=first).annotate(on=F(on) if on else Value(None, UUIDField()))
    named = (f"response__{name}" for name in TOLD)
    return rows.order_by("response_id", "pk").values_list("text", "pk", "on", "response_id", *named)


def _newer() -> QuerySet[Letter]:
    """Later versions of the same letter."""
    none = Value(UUID(int=0), UUIDField())
    letters = Letter.objects.annotate(of=Coalesce("file_id", none))
    return letters.filter(
        response=OuterRef("response"),
        of=Coalesce(OuterRef("file_id"), none),
        version__gt=OuterRef("version"),
    )


def _by_index(rows: Any, query: Query) -> QuerySet[Any]:
    """Narrowed by PostgreSQL's index of words; texts of which it has not all are read whole."""
    wanted: Any = None
    for term in query.terms:
        if not term.absent:
            any_of = SearchQuery(term.ways[0], config="english")
            for way in term.ways[1:]:
                any_of |= SearchQuery(way, config="english")
            wanted = any_of if wanted is None else wanted & any_of
    listed = Func(F("text"), function="findable", output_field=SearchVectorField())
    return rows.annotate(listed=listed).filter(listed=wanted | UNLISTED)


def _by_scan(rows: Any, query: Query) -> QuerySet[Any]:
    """Narrowed by the beginnings of words, where there is no index of them.

    A letter that is no ASCII may be another way to write one, so texts that have any are read.
    """
    unusual = Q(text__regex=r"[^\x00-\x7f]")
    for term in query.terms:
        if term.absent:
            continue
        any_of = Q(pk__in=[])
        for way in term.ways:
            here = Q()
            for token in tokens(way):
                here &= Q(text__icontains=begins(token.key))
            any_of |= here
        rows = rows.filter(any_of | unusual)
    return rows
