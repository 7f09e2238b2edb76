"""The list of responses to one consultation."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from consultation.responses.admin.forms import ResponseFilter
from consultation.responses.admin.pages import StaffPage
from consultation.responses.admin.paging import KeyPages
from consultation.responses.models import Comment, Hold, Restricted

PER_PAGE = 50


class Responses(StaffPage):
    """Every response received, newest last, by type, channel, status and reference."""

    page_title = "Responses"
    template_name = "responses/admin/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = ResponseFilter(self.request.GET, consultation=self.consultation)
        received = self.consultation.responses.order_by("received_at", "pk")
        responses = chosen.chosen(received)
        # What is counted of each row is no matter of how many rows there are.
        pages = KeyPages(
            responses, PER_PAGE, responses.count(),
            comment_count=_number_of(Comment.objects.all()),
            held_count=_number_of(Hold.objects.filter(released_at=None)),
        )  # fmt: skip
        page = pages.get_page(self.request.GET.get("p"))
        restricted = Restricted.of_responses(page)
        query = self.request.GET.copy()
        query.pop("p", None)
        types = dict(self.consultation.respondent_types.values_list("key", "label"))
        return super().get_context_data(
            form=chosen,
            rows=[(one, restricted.called(one)) for one in page],
            page=page,
            query=query.urlencode(),
            types=types,
            **kwargs,
        )


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of the ``rows`` a response has, worked out only for the responses on the page."""
    of_it = rows.filter(response=OuterRef("pk")).order_by().values("response")
    counted = of_it.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
