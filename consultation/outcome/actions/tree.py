"""The outcomes' own tree of pages."""

from __future__ import annotations

from wagtail.models import Page

from consultation.outcome.models import OutcomesPage
from consultation.roles import set_up_page_rights


def outcomes_root() -> OutcomesPage:
    """The page that outcomes stand under, beside the consultations' page; made where there is none."""
    page: OutcomesPage | None = OutcomesPage.objects.first()
    if page is None:
        page = OutcomesPage(title="Government responses", slug="outcomes", live=False)
        Page.get_first_root_node().add_child(instance=page)
        set_up_page_rights()
    return page
