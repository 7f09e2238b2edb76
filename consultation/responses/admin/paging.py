"""Pages of long lists: the keys of a page are looked up first, and its rows by them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


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
