"""Every point on a clause that one respondent alone makes, page by page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from consultation.findings.views.clause.page import OfClause
from consultation.findings.views.quotations import Quotations

PER_PAGE = 50


class Alone(OfClause):
    """Points nobody else makes: none may be lost because it weighs little in a figure."""

    template_name = "findings/alone.html"

    def get_page_title(self) -> str:
        return f"Points made by one respondent only: {self.kwargs['clause']}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, here = super().get_breadcrumbs_items()
        slug, name = self.consultation.slug, self.kwargs["clause"]
        clause = reverse("analysis_clause", args=[slug, name])
        return [*before, {"url": clause, "label": f"Clause {name}"}, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        points = self.finding.detail["made_by_one"] if self.finding else []
        page = Paginator(points, PER_PAGE).get_page(self.request.GET.get("p"))
        listed = list(page)
        quotations = Quotations(self.consultation, [listed], self.sight)
        return super().get_context_data(
            state=self.state,
            version=self.version,
            page=page,
            quotations=quotations.shown(listed),
            **kwargs,
        )
