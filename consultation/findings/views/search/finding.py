"""Finding texts: the database narrows them down, the rule decides, held words are never looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce, Length

from consultation.findings.rules.searching import Query, places, tokens
from consultation.responses.models import Letter, Response, Restricted
from consultation.responses.models.placed import SOURCES
from consultation.responses.rules.masking import masked

#: Texts read of each kind for one search. Beyond it the page says that there are more.
MOST = 1_000
#: Characters of a text that the index of the database goes into.
INDEXED = 100_000


class Hit(NamedTuple):
    """A text that was found, without its held and redacted words, and where the words stand in it."""

    kind: str
    row: Any
    text: str
    places: list[tuple[int, int]]

    @property
    def source(self) -> str:
        """Its name in addresses: "comment:12"."""
        return f"{self.kind}:{self.row.pk}"


class Found(NamedTuple):
    """The hits in the order their responses were received; ``more``: some texts were not read."""

    hits: list[Hit]
    more: bool


def find(
    query: Query, responses: QuerySet[Response], among: Q, kinds: Iterable[str] = SOURCES
) -> Found:
    """The texts of ``responses`` that have what ``query`` asks for, in six queries at most.

    ``among`` says of which responses holds and redactions are read: at least those searched.
    Held and redacted words are as if they were not there, for every reader: a search must not tell
    by what it finds whether a word stands under them.
    """
    restricted = Restricted(among)
    hits: list[Hit] = []
    more = False
    for kind in kinds:
        rows = list(_candidates(kind, query, responses)[: MOST + 1])
        more = more or len(rows) > MOST
        hits += _matching(kind, rows[:MOST], query, restricted)
    hits.sort(key=lambda hit: (hit.row.response.received_at, hit.row.response_id, hit.source))
    return Found(hits, more)


def _matching(
    kind: str, rows: Iterable[Any], query: Query, restricted: Restricted
) -> Iterator[Hit]:
    for row in rows:
        over = restricted.on(f"{kind}:{row.pk}")
        text = masked(row.text, [(one.start, one.end) for one in over])
        where = places(query, text)
        if where is not None:
            yield Hit(kind, row, text, where)


def _candidates(kind: str, query: Query, responses: QuerySet[Response]) -> QuerySet[Any]:
    rows: Any = SOURCES[kind]._default_manager.filter(response__in=responses)
    if kind == "letter":
        rows = rows.filter(~Exists(_newer()))
    if kind in ("comment", "proposal"):
        rows = rows.select_related("clause_version__clause")
    narrowed = (
        _by_index(rows, query) if connection.vendor == "postgresql" else _by_scan(rows, query)
    )
    return narrowed.select_related("response").order_by("response_id", "pk")


def _newer() -> QuerySet[Letter]:
    """Later versions of the same letter."""
    none = Value(UUID(int=0), UUIDField())
    letters = Letter.objects.annotate(of=Coalesce("file_id", none))
    return letters.filter(
        response=OuterRef("response"),
        of=Coalesce(OuterRef("file_id"), none),
        version__gt=OuterRef("version"),
    )


def _by_index(rows: QuerySet[Any], query: Query) -> QuerySet[Any]:
    """Narrowed by PostgreSQL's index of words; texts longer than it goes are read whole."""
    wanted: SearchQuery | None = None
    for term in query.terms:
        if not term.absent:
            any_of = SearchQuery(term.ways[0], config="english")
            for way in term.ways[1:]:
                any_of |= SearchQuery(way, config="english")
            wanted = any_of if wanted is None else wanted & any_of
    listed = Func(F("text"), function="findable", output_field=SearchVectorField())
    rows = rows.annotate(listed=listed, long=Length("text"))
    return rows.filter(Q(listed=wanted) | Q(long__gt=INDEXED))


def _by_scan(rows: QuerySet[Any], query: Query) -> QuerySet[Any]:
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
                here &= Q(text__icontains=_beginning(way[token.start : token.end], token.key))
            any_of |= here
        rows = rows.filter(any_of | unusual)
    return rows


def _beginning(word: str, key: str) -> str:
    """The letters that every form of the word begins with, and its last one left to chance."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word.casefold(), key, strict=False))
    shared = "".join(letter for letter, _same in alike)
    return shared[:-1] if len(shared) > 3 and word.isalpha() else shared or word
