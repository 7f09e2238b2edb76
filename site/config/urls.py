"""Addresses: about the site itself, staff under /admin/, what the app serves, then Wagtail's pages."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path, re_path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from config.health import healthz


def no_such_page(request: HttpRequest, **_: str) -> NoReturn:
    """A page of Wagtail that this site does not have."""
    raise Http404


urlpatterns = [
    path("healthz", healthz),
    # It names the page of each type that was edited last, whoever may see that page.
    re_path(r"^admin/reports/page-types-usage/", no_such_page),
    path("admin/", include(wagtailadmin_urls)),
    path(
        "accessibility/",
        TemplateView.as_view(template_name="about/accessibility.html"),
        name="accessibility",
    ),
    path("cookies/", TemplateView.as_view(template_name="about/cookies.html"), name="cookies"),
    path("", include("consultation.urls")),
    path("", include(wagtail_urls)),
]
