"""Pages of long lists, and of long texts.

Of a list the keys of a page are looked up first, and its rows by them. A text is cut as
``responses.rules.portions`` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from consultation.responses.models import Hold
from consultation.responses.models.placed import DETAILS, source_of
from consultation.responses.rules.portions import Portion, portions


class KeyPages(Paginator[Any]):
    """Pages of ``rows``, of which there are ``count``, in their order, each with ``counted``.

    The database finds the keys in an index, however far down the list, and reads only the rows of the
    page itself, with what ``rows`` joins to each and the expressions ``counted``.
    """

    def __init__(self, rows: QuerySet[Any], per_page: int, count: int, **counted: Any) -> None:
        super().__init__(rows, per_page)
        self.count, self.counted = count, counted

    def page(self, number: int | str) -> Page[Any]:
        """The page of that number. Raises InvalidPage."""
        place = self.validate_number(number)
        start = (place - 1) * self.per_page
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        keys = list(rows.values_list("pk", flat=True)[start : start + self.per_page])
        listed = rows.model._default_manager.filter(pk__in=keys).annotate(**self.counted)
        listed.query.select_related = rows.query.select_related
        found = {row.pk: row for row in listed}
        return Page([found[key] for key in keys if key in found], place, self)


class TextPages(Paginator[Portion]):
    """Pages of long texts, given as (name, text) in their order; what is short has one page."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        super().__init__(portions(texts), 1)

    def asked(self, asked: Mapping[str, str], name: str = "", at: int = 0) -> TextPage:
        """The page that ``p`` of an address asks for, else the one where this character stands."""
        number = asked.get("p") or self.number_of(name, at)
        return cast(TextPage, self.get_page(number))

    def number_of(self, name: str, at: int) -> int:
        """On which page a character of a text stands; the first where there is no such text."""
        every = enumerate(self.object_list, 1)
        with_it = [(number, one.places[name]) for number, one in every if name in one.places]
        here = [number for number, (_start, end) in with_it if at < end]
        return next(iter(here or [number for number, _place in with_it[-1:]]), 1)

    def _get_page(self, *args: Any, **kwargs: Any) -> TextPage:
        return TextPage(*args, **kwargs)


class TextPage(Page[Portion]):
    """One of them. What has to be read to its end is decided on at the last."""

    @property
    def portion(self) -> Portion:
        """What stands on it."""
        return self.object_list[0]

    @property
    def numbers(self) -> list[int | str]:
        """The numbers of pages to offer, with dots where some are left out."""
        return [*self.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=1)]

    def shown(self, holds: Iterable[Hold]) -> list[Hold]:
        """The holds of which words stand on it, or that are on what the respondent told of themself."""
        return [
            hold
            for hold in holds
            if source_of(hold).startswith(DETAILS)
            or self.portion.shows(source_of(hold), hold.start, hold.end)
        ]
