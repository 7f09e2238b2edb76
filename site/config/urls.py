"""Addresses: about the site itself, staff under /admin/, what the app serves, then Wagtail's pages."""

from django.urls import include, path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from config.health import healthz

urlpatterns = [
    path("healthz", healthz),
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
