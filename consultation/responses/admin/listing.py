"""The list of responses to one consultation."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q

from consultation.responses.admin.forms import ResponseFilter
from consultation.responses.admin.pages import StaffPage
from consultation.responses.models import Restricted

PER_PAGE = 50


class Responses(StaffPage):
    """Every response received, newest last, by type, channel, status and reference."""

    page_title = "Responses"
    template_name = "responses/admin/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = ResponseFilter(self.request.GET, consultation=self.consultation)
        received = self.consultation.responses.order_by("received_at", "pk")
        responses = chosen.chosen(received).annotate(
            comment_count=Count("comments", distinct=True),
            held_count=Count("holds", filter=Q(holds__released_at=None), distinct=True),
        )
        page = Paginator(responses, PER_PAGE).get_page(self.request.GET.get("p"))
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
